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
}
