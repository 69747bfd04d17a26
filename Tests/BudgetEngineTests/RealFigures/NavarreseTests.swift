import BudgetDomain
import Testing

@testable import BudgetEngine

/// Fifteen years of the budget of Navarre in four number formats, by organ, programme and economic
/// class, beside what the ministry publishes of the region.
@Suite(.enabled(if: SpanishRegions.areThere))
struct NavarreseTests {
  /// A number as the file of a year prints it, with a decimal point and nothing else; nil where it
  /// is empty.
  private static func plain(_ text: String, in year: Int) -> String? {
    let text = text.filter { !$0.isWhitespace }
    guard !text.isEmpty else { return nil }
    switch year {
    case 2011: return text
    case 2012...2014:
      return String(text.filter { $0 != "." }.map { $0 == "," ? "." : $0 })
    case 2016, 2021, 2023, 2024: return String(text.map { $0 == "," ? "." : $0 })
    default: return text.filter { $0 != "." }
    }
  }

  /// Organs are units, and a programme is the 项 of a number within its policy, the 类.
  private static func district(_ year: Int) throws -> District {
    let rows = try SpanishRegions.rows("navarra/ejecucion_gastos_\(year).csv.gz")
    let programmes = Dictionary(grouping: Set(rows.map { $0[4] }).sorted()) { $0.prefix(2) }
    var codes: [String: String] = [:]
    for (policy, members) in programmes {
      for (place, programme) in members.enumerated() {
        codes[programme] = "2\(policy)\(1_001 + place)"
      }
    }
    var district = District()
    for (place, (unit, rows)) in Dictionary(grouping: rows, by: { $0[1] })
      .sorted(by: { $0.key < $1.key }).enumerated()
    {
      district.units.append(
        UnitRow(
          code: unit, validity: Validity(from: 2000, to: nil), name: "", parent: nil, type: nil))
      var submission = District.Submission(id: Int64(place + 1), unit: unit, year: year)
      for row in rows {
        var line = District.Row(code: codes[row[4]], fund: .general)
        line.amounts.initial = plain(row[6], in: year)
        line.amounts.final = plain(row[7], in: year)
        line.amounts.actual = plain(row[8], in: year)
        submission.rows.append(line)
      }
      district.submissions.append(submission)
    }
    return district
  }

  /// The region's total as consolidated here, in fen.
  private static func consolidated(_ year: Int) throws -> (initial: Int64, actual: Int64) {
    let summary = consolidate(try validate(try district(year).batch()))
    var total = (initial: Int64(0), actual: Int64(0))
    var walk = SummaryWalk(summary)
    try walk.forEachUnit(in: FiscalYear(year)) { node, unit in
      guard node.unit == nil else { return }
      for keyed in unit.cells where keyed.fund == .all {
        let item = summary.item(of: keyed.key)
        guard item.axis == .functional, item.subject == .all else { continue }
        total = (keyed.cell.initial, keyed.cell.actual)
      }
    }
    return total
  }

  /// The budget to the euro in ten years; what was spent to the cent in four, one cent off in 2016,
  /// and by what rounding to whole euros leaves in the others.
  @Test(arguments: 2011...2025)
  func comesToThePublishedTotal(year: Int) throws {
    let (initial, actual) = try Self.consolidated(year)
    if year >= 2016 {
      #expect(initial == (try SpanishRegions.ministryFen("budget", region: "15", year: year)))
    }
    guard (2013...2023).contains(year) else { return }
    let published = try SpanishRegions.ministryFen("actual", region: "15", year: year)
    switch year {
    case 2013, 2014, 2021, 2023: #expect(actual == published)
    case 2016: #expect(actual - published == 1)
    default: #expect((actual - published).magnitude <= 79_00)
    }
  }

  /// The region's budget by policy as it files it and, a year later, as the ministry publishes it:
  /// all that happens in between are moves from policy to policy.
  private static func asTheMinistryHasIt(_ year: Int, _ rows: [CrosswalkRow] = []) throws
    -> District
  {
    var district = District()
    district.units = [
      UnitRow(code: "15", validity: Validity(from: 2000, to: nil), name: "", parent: nil, type: nil)
    ]
    district.crosswalk = rows
    for (place, policies) in [try ownPolicies(year), try ministryPolicies(year)].enumerated() {
      var submission = District.Submission(
        id: Int64(place + 1), unit: "15", year: year + place, kind: .budget)
      for (policy, fen) in policies.sorted(by: { $0.key < $1.key }) {
        var line = District.Row(code: "2\(policy)0101", fund: .general)
        line.amounts.initial = PrintedNumber(fen, decimals: 2).description
        submission.rows.append(line)
      }
      district.submissions.append(submission)
    }
    return district
  }

  private static func ownPolicies(_ year: Int) throws -> [String: Int64] {
    try SpanishRegions.rows("navarra/ejecucion_gastos_\(year).csv.gz").reduce(
      into: [String: Int64]()
    ) {
      $0[String($1[4].prefix(2)), default: 0] += plain($1[6], in: year).map(SpanishRegions.fen) ?? 0
    }.filter { $0.value != 0 }
  }

  private static func ministryPolicies(_ year: Int) throws -> [String: Int64] {
    try SpanishRegions.rows("ministry/budget.csv.gz")
      .filter { $0[0] == "\(year)" && $0[1] == "15" }
      .reduce(into: [String: Int64]()) { $0[$1[3], default: 0] += SpanishRegions.fen($1[14]) }
      .filter { $0.value != 0 }
  }

  /// What the ministry has moved: from which policy to which, and how much.
  private static func moves(_ year: Int) throws -> [(from: String, to: String, fen: Int64)] {
    let (own, other) = (try ownPolicies(year), try ministryPolicies(year))
    var differences = Set(own.keys).union(other.keys).sorted().map {
      (policy: $0, fen: (own[$0] ?? 0) - (other[$0] ?? 0))
    }.filter { $0.fen != 0 }
    var moves: [(from: String, to: String, fen: Int64)] = []
    // The larger a difference, the fewer others it can go with.
    differences.sort { $0.fen.magnitude > $1.fen.magnitude }
    while let source = differences.firstIndex(where: { $0.fen > 0 }) {
      let fen = differences[source].fen
      let exact = differences.firstIndex { $0.fen == -fen }
      let target = try #require(exact ?? differences.firstIndex { $0.fen <= -fen })
      moves.append((differences[source].policy, differences[target].policy, fen))
      differences[target].fen += fen
      differences[source].fen = 0
    }
    #expect(differences.allSatisfy { $0.fen == 0 }, "zero-sum")
    return moves
  }

  /// With a crosswalk for the ministry's moves every policy agrees to the cent.
  @Test(arguments: 2016...2025)
  func policiesAgreeThroughACrosswalk(year: Int) throws {
    let own = try Self.ownPolicies(year)
    var rows: [CrosswalkRow] = []
    for (from, moves) in Dictionary(grouping: try Self.moves(year), by: { $0.from }) {
      let whole = own[from] ?? 0
      let rest = moves.reduce(whole) { $0 - $1.fen }
      for (to, fen) in moves.map({ ($0.to, $0.fen) }) + [(from, rest)] where fen != 0 {
        rows.append(
          CrosswalkRow(
            fund: .general, from: try #require(SubjectCode("2\(from)0101")),
            target: .code(try #require(SubjectCode("2\(to)0101"))),
            effectiveYear: FiscalYear(year + 1),
            share: StatedShare(numerator: fen, denominator: whole)))
      }
    }
    #expect(!rows.isEmpty)
    let summary = consolidate(try validate(Self.asTheMinistryHasIt(year, rows).batch()))
    let scope = try #require(summary.frame?.scope(of: FiscalYear(year)))
    var policies: [String: Int64] = [:]
    func add(_ unit: UnitCells, where isShown: (Int) -> Bool) {
      for keyed in unit.cells where keyed.fund == .all && isShown(keyed.item) {
        let item = summary.item(of: keyed.key)
        guard item.subject?.level == .item, keyed.cell.initial != 0 else { continue }
        policies[String(item.code.dropFirst().prefix(2))] = keyed.cell.initial
      }
    }
    var walk = SummaryWalk(summary)
    try walk.forEachUnit(in: FiscalYear(year)) { node, unit in
      if node.unit != nil { add(unit) { !scope.touches($0) } }
    }
    for unit in try #require(walk.comparable).units
    where summary.frame?.code(at: unit.place) == "15" {
      add(unit) { _ in true }
    }
    #expect(policies == (try Self.ministryPolicies(year)))
    #expect(try anomaliesOfTheWhole(summary).isEmpty)
  }

  /// Without it each of those moves is named, from which policy to which.
  @Test(arguments: 2016...2025)
  func movesWithoutACrosswalkAreNamed(year: Int) throws {
    let summary = consolidate(try validate(Self.asTheMinistryHasIt(year).batch()))
    let found = try anomaliesOfTheWhole(summary)
    let moves = try Self.moves(year)
    for (from, to, _) in moves {
      let named = found.filter { $0.place.code == "2\(from)0101" }
      #expect(named.count == 1 && ["P020", "X030"].contains(named.first?.rule.text), "\(from)")
      #expect(named.first?.message.contains("2\(to)0101") == true, "\(named.map(\.message))")
    }
    #expect(found.count == moves.count, "\(found.map(\.message))")
  }
}
