import BudgetDomain

@testable import BudgetEngine

/// What a cell is published under.
struct NaiveKey: Hashable {
  let year: Int
  /// `*` for the district.
  let unit: String
  let axis: Axis
  let code: String
  let fund: FundType
}

/// A published cell with last year's actual.
struct NaiveCell: Equatable {
  var cell: Cell
  var prior: Int64?
}

/// The summary of a district, worked out a second time and in another way: each cell straight
/// from the amounts under it.
struct NaiveConsolidation {
  private(set) var cells: [NaiveKey: NaiveCell] = [:]
  /// What was taken out of a cell at that very unit.
  private(set) var eliminated: [NaiveKey: BudgetFigures<Int64>] = [:]
  private let district: District

  init(_ district: District) {
    self.district = district
    for year in district.years {
      for node in nodes(year) { consolidate(node, year) }
      eliminate(year)
    }
    addPriors()
  }

  private init(ofEliminationsIn district: District) {
    self.district = district
  }

  /// By year: the amounts that are in a sum twice, without the sums.
  static func eliminations(in district: District) -> [Int: [NaiveElimination]] {
    let naive = NaiveConsolidation(ofEliminationsIn: district)
    return Dictionary(
      uniqueKeysWithValues: district.years.map { ($0, naive.matched($0).eliminations) })
  }

  private func row(_ unit: String, _ year: Int) -> UnitRow? {
    district.units.first { $0.code == unit && $0.validity.contains(FiscalYear(year)) }
  }

  private func nodes(_ year: Int) -> [String] {
    ["*"] + district.units.filter { $0.validity.contains(FiscalYear(year)) }.map(\.code)
  }

  /// The units without children at or under a node.
  private func leaves(_ node: String, _ year: Int) -> [String] {
    let children = nodes(year).dropFirst().filter { unit in
      let parent = row(unit, year)?.parent
      let isTop = parent.map { row($0, year) == nil } ?? true
      return node == "*" ? isTop : parent == node
    }
    if children.isEmpty { return node == "*" ? [] : [node] }
    return children.flatMap { leaves($0, year) }
  }

  private func effective(_ unit: String, _ year: Int, _ kind: SubmissionKind)
    -> District.Submission?
  {
    district.submissions
      .filter { $0.unit == unit && $0.year == year && $0.kind == kind && $0.status.counts }
      .max { ($0.revision, $0.id) < ($1.revision, $1.id) }
  }

  private func actualSource(_ unit: String, _ year: Int) -> District.Submission? {
    effective(unit, year, .finalAccount) ?? effective(unit, year, .selfEvaluation)
  }

  private func hasReported(_ node: String, _ year: Int) -> Bool {
    leaves(node, year).contains { actualSource($0, year) != nil }
  }

  private func bookings(_ unit: String, _ year: Int) -> [NaiveBooking] {
    let actuals = actualSource(unit, year)
    let initials = SubmissionKind.allCases.compactMap { effective(unit, year, $0) }.first {
      $0.bookings(.initialBudget).contains { $0.axis == .functional }
    }
    return (actuals.map { $0.bookings(.finalBudget) + $0.bookings(.actual) } ?? [])
      + (initials?.bookings(.initialBudget) ?? [])
  }

  private mutating func consolidate(_ node: String, _ year: Int) {
    for unit in leaves(node, year) {
      let all = bookings(unit, year)
      var published: Set<NaiveKey> = []
      for booking in all {
        for code in Self.above(booking.code, booking.axis) {
          for fund in [booking.fund, .all] {
            published.insert(
              NaiveKey(year: year, unit: node, axis: booking.axis, code: code, fund: fund))
          }
        }
      }
      for key in published {
        let under = all.filter {
          $0.axis == key.axis && (key.fund == .all || $0.fund == key.fund)
            && Self.above($0.code, $0.axis).contains(key.code)
        }
        cells[key, default: NaiveCell(cell: Cell(), prior: nil)].cell.add(
          Self.cell(under, key.code))
      }
      consolidateFigures(node, unit, year)
    }
  }

  /// A unit, and the units above it up to the district.
  private func path(_ unit: String, _ year: Int) -> [String] {
    var path = [unit]
    while let parent = row(path[path.count - 1], year)?.parent, row(parent, year) != nil {
      path.append(parent)
    }
    return path + ["*"]
  }

  /// What units paid each other in a year.
  private func matched(_ year: Int) -> NaiveMatching {
    let units = nodes(year).dropFirst().sorted()
    return NaiveMatching(
      year, units: units, settings: district.settings, transfers: district.transfers
    ) { unit, measure in
      guard leaves(unit, year) == [unit] else { return [] }
      return bookings(unit, year).filter { $0.measure == measure }.map { booking in
        var booking = booking
        if booking.counterparty.map({ $0 == unit || !units.contains($0) }) ?? false {
          booking.counterparty = nil
        }
        return booking
      }
    }
  }

  /// Takes what units paid each other out of the sums of all units that stand above both.
  private mutating func eliminate(_ year: Int) {
    for elimination in matched(year).eliminations {
      let others = Set(path(elimination.payee, year))
      let above = path(elimination.payer, year).filter { others.contains($0) }
      for code in Self.above(elimination.code, .functional) {
        for fund in [elimination.fund, .all] {
          for (place, unit) in above.enumerated() {
            let key = NaiveKey(
              year: year, unit: unit, axis: .functional, code: code, fund: fund)
            cells[key]?.cell.take(elimination, isOwn: code == elimination.code)
            guard place == 0 else { continue }
            eliminated[key, default: BudgetFigures(initial: 0, final: 0, actual: 0)][
              elimination.measure] += elimination.fen
          }
        }
      }
    }
  }

  private mutating func consolidateFigures(_ node: String, _ unit: String, _ year: Int) {
    guard let source = actualSource(unit, year) else { return }
    for (name, text) in source.figures {
      let aspect = name.split(separator: ".").last
      guard aspect != "prior", aspect != "change", aspect != "change_percent",
        let number = PrintedNumber(text)
      else { continue }
      let isCount = name == "staff.actual" || name == "vehicle.count"
      guard let hundredths = number.fen(in: isCount ? .yuan : source.amountUnit) else { continue }
      var cell = Cell()
      (cell.actual, cell.stated, cell.unitCount) = (hundredths, .actual, 1)
      let key = NaiveKey(year: year, unit: node, axis: .figure, code: name, fund: .all)
      cells[key, default: NaiveCell(cell: Cell(), prior: nil)].cell.add(cell)
    }
  }

  /// A code and every code that it counts in.
  private static func above(_ code: String, _ axis: Axis) -> [String] {
    guard axis == .functional || axis == .economic, code != "?", code != "*" else {
      return code == "*" ? ["*"] : [code, "*"]
    }
    return [7, 5, 3].filter { $0 <= code.count }.map { String(code.prefix($0)) } + ["*"]
  }

  /// One unit's cell from the amounts under it.
  private static func cell(_ under: [NaiveBooking], _ code: String) -> Cell {
    func sum(_ measure: Measure, _ isIn: (NaiveBooking) -> Bool = { _ in true }) -> Int64? {
      let amounts = under.filter { $0.measure == measure && isIn($0) }.map(\.fen)
      return amounts.isEmpty ? nil : amounts.reduce(0, +)
    }
    var cell = Cell()
    func set(_ path: WritableKeyPath<Cell, Int64>, _ flag: StatedMeasures, _ sum: Int64?) {
      guard let sum else { return }
      cell[keyPath: path] = sum
      cell.stated.insert(flag)
    }
    set(\.initial, .initial, sum(.initialBudget))
    set(\.final, .final, sum(.finalBudget))
    set(\.actual, .actual, sum(.actual))
    set(\.basic, .basic, sum(.actual) { $0.kind == .basic })
    set(\.project, .project, sum(.actual) { $0.kind == .project })
    set(\.directInitial, .directInitial, sum(.initialBudget) { $0.code == code })
    set(\.directFinal, .directFinal, sum(.finalBudget) { $0.code == code })
    set(\.directActual, .directActual, sum(.actual) { $0.code == code })
    for booked in Set(under.map(\.code)) {
      guard let actual = sum(.actual, { $0.code == booked }) else { continue }
      let initial = sum(.initialBudget) { $0.code == booked }
      let final = sum(.finalBudget) { $0.code == booked }
      if initial == nil { cell.withoutInitial += 1 }
      if final == nil { cell.withoutFinal += 1 }
      guard let budget = final ?? initial else { continue }
      cell.executionActual += actual
      cell.executionBudget += budget
    }
    cell.unitCount = 1
    cell.lineCount = Int32(Set(under.map(\.line)).count)
    return cell
  }

  private mutating func addPriors() {
    let published = cells
    for (key, cell) in published where district.years.contains(key.year - 1) {
      guard nodes(key.year - 1).contains(key.unit), hasReported(key.unit, key.year - 1) else {
        continue
      }
      let before = published[key.in(key.year - 1)]?.cell
      // A figure that was not stated is not known; money that was not there is zero.
      let absent: Int64? = key.axis == .figure ? nil : 0
      cells[key] = NaiveCell(cell: cell.cell, prior: before?.actual ?? absent)
    }
    for (key, cell) in published where cell.cell.actual != 0 {
      let next = key.in(key.year + 1)
      guard district.years.contains(next.year), published[next] == nil,
        nodes(next.year).contains(key.unit), hasReported(key.unit, next.year),
        hasReported(key.unit, key.year)
      else { continue }
      var vanished = Cell()
      if key.axis != .figure { vanished.stated = .actual }
      cells[next] = NaiveCell(cell: vanished, prior: cell.cell.actual)
    }
  }
}

extension NaiveKey {
  fileprivate func `in`(_ year: Int) -> NaiveKey {
    NaiveKey(year: year, unit: unit, axis: axis, code: code, fund: fund)
  }
}

extension Cell {
  fileprivate mutating func take(_ elimination: NaiveElimination, isOwn: Bool) {
    let fen = elimination.fen
    switch elimination.measure {
    case .initialBudget:
      initial -= fen
      if isOwn { directInitial -= fen }
    case .finalBudget:
      final -= fen
      if isOwn { directFinal -= fen }
    case .actual:
      actual -= fen
      eliminatedActual += fen
      if isOwn { directActual -= fen }
      if elimination.kind == .basic { basic -= fen }
      if elimination.kind == .project { project -= fen }
    }
  }
}
