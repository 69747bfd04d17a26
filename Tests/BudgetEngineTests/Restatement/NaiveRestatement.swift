import BudgetDomain

@testable import BudgetEngine

/// What a restated cell is published under.
struct RestatedKey: Hashable {
  let year: Int
  let unit: String
  let code: String
  let fund: FundType

  func `in`(_ year: Int) -> RestatedKey {
    RestatedKey(year: year, unit: unit, code: code, fund: fund)
  }
}

/// The amounts of a restated cell; zero where nothing is stated.
struct RestatedCell: Equatable {
  /// Initial, final, actual, basic, project; then initial, final, actual of this very code.
  var sums = SIMD8<Int64>.zero
  var prior: Int64?

  init(_ fen: [Int64] = [], prior: Int64? = nil) {
    for (place, fen) in fen.enumerated() { sums[place] = fen }
    self.prior = prior
  }

  var fen: [Int64] { sums.indices.map { sums[$0] } }

  /// Whether nothing would be missed if the cell were not there.
  var isEmpty: Bool { sums == .zero && (prior ?? 0) == 0 }
}

/// The comparable figures of a district once more: every booked amount is sent down the rows by
/// itself, year by year, and added to every node that it ends up in.
struct NaiveRestatement {
  /// A part of something, numerator over denominator.
  typealias Part<Name> = (name: Name, above: Int64, below: Int64)

  private(set) var cells: [RestatedKey: RestatedCell] = [:]
  /// By year: initial, final, actual that stand with no unit of the newest year.
  private(set) var outside: [Int: [Int64]] = [:]
  private var reporting: Set<RestatedKey> = []
  let district: District
  let newest: Int

  /// - Parameter eliminations: By year: what one unit paid another and is in the sum twice.
  init(_ district: District, without eliminations: [Int: [NaiveElimination]] = [:]) {
    self.district = district
    newest = district.years.max() ?? 0
    for year in district.years {
      for unit in leaves(in: year) {
        for submission in district.submissions where submission.unit == unit {
          if submission.year == year { restate(submission) }
        }
      }
    }
    for (year, eliminations) in eliminations.sorted(by: { $0.key < $1.key }) {
      eliminate(eliminations, year)
    }
    addPriors()
  }

  func row(_ unit: String, _ year: Int) -> UnitRow? {
    district.units.filter { $0.code == unit && $0.validity.contains(FiscalYear(year)) }
      .max { $0.validity.from < $1.validity.from }
  }

  func leaves(in year: Int) -> [String] {
    Set(district.units.map(\.code)).filter { unit in
      row(unit, year) != nil && !district.units.contains { row($0.code, year)?.parent == unit }
    }.sorted()
  }

  func chain(_ unit: String) -> [String] {
    guard let parent = row(unit, newest)?.parent else { return [unit, "*"] }
    return [unit] + chain(parent)
  }

  private mutating func restate(_ submission: District.Submission) {
    let units = merged(land(submission.unit, since: submission.year))
    let isReport = submission.kind != .budget
    for part in units where isReport && row(part.name, newest) != nil {
      for node in chain(part.name) {
        reporting.insert(
          RestatedKey(year: submission.year, unit: node, code: "*", fund: .all))
      }
    }
    for row in submission.rows where row.section == .functional {
      let counted = isReport ? Measure.allCases : [.initialBudget]
      guard counted.contains(where: { row.amounts[$0] != nil }) else { continue }
      func fen(_ measure: Measure) -> Int64 {
        row.amounts[measure].flatMap { PrintedNumber($0)?.fen(in: .yuan) } ?? 0
      }
      let actual = isReport ? fen(.actual) : 0
      let money = [
        fen(.initialBudget), isReport ? fen(.finalBudget) : 0, actual,
        row.kind == .basic ? actual : 0, row.kind == .project ? actual : 0,
      ]
      let codes = merged(land(row.code ?? "?", row.fund, since: submission.year))
      for (unit, own) in zip(units, divide(money, units.map { ($0.above, $0.below) })) {
        for (code, fen) in zip(codes, divide(own, codes.map { ($0.above, $0.below) })) {
          book(fen, submission.year, unit.name, code.name, row.fund)
        }
      }
    }
  }

  private mutating func book(
    _ fen: [Int64], _ year: Int, _ unit: String, _ code: String, _ fund: FundType
  ) {
    guard row(unit, newest) != nil else {
      outside[year] = zip(outside[year] ?? [0, 0, 0], fen).map { $0 + $1 }
      return
    }
    add(fen, year, to: chain(unit), code, fund)
  }

  private mutating func add(
    _ fen: [Int64], _ year: Int, to nodes: [String], _ code: String, _ fund: FundType
  ) {
    let above = [7, 5, 3].filter { $0 < code.count }.map { String(code.prefix($0)) }
    let (own, rest) = (RestatedCell(fen + fen[..<3]).sums, RestatedCell(fen).sums)
    for node in nodes {
      for subject in Set([code, "*"] + above) {
        for fund in [fund, .all] {
          let key = RestatedKey(year: year, unit: node, code: subject, fund: fund)
          cells[key, default: RestatedCell()].sums &+= subject == code ? own : rest
        }
      }
    }
  }

  /// Takes what units paid each other out of the sums above both as they stand in the newest year,
  /// part by part: each goes the payer's way, over units, then codes, and meets each heir of the
  /// payee.
  private mutating func eliminate(_ eliminations: [NaiveElimination], _ year: Int) {
    let alike = Dictionary(grouping: eliminations) {
      "\($0.payer) \($0.payee) \($0.code) \($0.fund) \($0.kind) \($0.measure)"
    }
    for (_, same) in alike {
      guard let one = same.first else { continue }
      let fen = same.reduce(0) { $0 + $1.fen }
      let isActual = one.measure == .actual
      let money = [
        one.measure == .initialBudget ? fen : 0, one.measure == .finalBudget ? fen : 0,
        isActual ? fen : 0, isActual && one.kind == .basic ? fen : 0,
        isActual && one.kind == .project ? fen : 0,
      ]
      let payers = merged(land(one.payer, since: year))
      let payees = merged(land(one.payee, since: year))
      let codes = merged(land(one.code, one.fund, since: year))
      for (payer, own) in zip(payers, divide(money, payers.map { ($0.above, $0.below) })) {
        for (payee, part) in zip(payees, divide(own, payees.map { ($0.above, $0.below) })) {
          guard row(payer.name, newest) != nil, row(payee.name, newest) != nil else { continue }
          let others = chain(payee.name)
          let nodes = chain(payer.name).filter { others.contains($0) }
          for (code, piece) in zip(codes, divide(part, codes.map { ($0.above, $0.below) })) {
            add(piece.map { -$0 }, year, to: nodes, code.name, one.fund)
          }
        }
      }
    }
  }

  private mutating func addPriors() {
    let present = cells
    func reports(_ key: RestatedKey, _ year: Int) -> Bool {
      reporting.contains(RestatedKey(year: year, unit: key.unit, code: "*", fund: .all))
    }
    for (key, cell) in present where district.years.contains(key.year - 1) {
      guard reports(key, key.year - 1) else { continue }
      cells[key] = RestatedCell(cell.fen, prior: present[key.in(key.year - 1)]?.sums[2] ?? 0)
    }
    for (key, cell) in present where cell.sums[2] != 0 {
      let next = key.in(key.year + 1)
      guard district.years.contains(next.year), present[next] == nil, reports(key, key.year),
        reports(key, next.year)
      else { continue }
      cells[next] = RestatedCell(prior: cell.fen[2])
    }
  }
}
