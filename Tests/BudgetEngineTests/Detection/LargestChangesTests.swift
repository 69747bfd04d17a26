import BudgetDomain
import Testing

@testable import BudgetEngine

/// Of one unit's changes no more are set beside each other than can be listed.
@Suite struct LargestChangesTests {
  /// A unit whose every code has gone, and come back as another one.
  ///
  /// - Parameter amount: What stands behind the number of 万元.
  private static func summary(_ count: Int, amount: (Int) -> String) throws -> Summary {
    var lines = (0..<10).map { "unit \(101 + $0) type 行政" }
    for year in [2022, 2023] {
      lines.append("year \(year)")
      for unit in 0..<9 { lines += ["submission \(101 + unit)", "2010101 : 5 - 5"] }
      lines.append("submission 110")
      let first = year == 2022 ? 2_400_001 : 2_500_001
      lines += (0..<count).map { "\(first + $0) : \(amount(100 + $0))" }
    }
    let page = lines.joined(separator: "\n")
    return consolidate(try validate(try District(page: page).batch()))
  }

  private static func amounts(_ measure: Measure, _ year: Int, _ summary: Summary) throws
    -> YearAmounts
  {
    let tree = try #require(summary.validated.trees[FiscalYear(year)])
    return YearAmounts(measure, of: FiscalYear(year), in: tree, summary)
  }

  private static func expectFiveHundred(_ found: [Anomaly]) {
    #expect(found.count == 500)
    #expect(found.allSatisfy { $0.rule.text == "P020" && $0.place.unit == "110" })
    let counting = found.filter {
      $0.suggestion?.contains("单位 110 这样的科目过多,另有 200 个未逐一核对") == true
    }
    #expect(counting.count == 1)
    #expect(counting.first?.place.code == "2400101", "the smallest that is listed")
  }

  @Test func jumpsOfOneUnitAreAThousandAtMost() throws {
    let summary = try Self.summary(600) { "- - \($0)" }
    let changes = YearChanges(
      of: FiscalYear(2023), try Self.amounts(.actual, 2023, summary),
      since: try Self.amounts(.actual, 2022, summary), summary)
    let settings = summary.validated.batch.reference.settings
    Self.expectFiveHundred(JumpSelection(changes, settings).anomalies())
  }

  @Test func budgetMovesOfOneUnitAreAThousandAtMost() throws {
    let summary = try Self.summary(600) { "\($0).0001 - -" }
    let moves = BudgetMoves(
      of: FiscalYear(2023), try Self.amounts(.initialBudget, 2023, summary),
      since: try Self.amounts(.initialBudget, 2022, summary), summary, besides: [])
    Self.expectFiveHundred(moves.anomalies())
  }

  @Test func theLargestKeepTheirOrder() {
    let few = Array(1...1_000)
    #expect(few.largest { UInt64($0) } == few)
    #expect(([2] + few + [2]).largest { UInt64($0) } == [2] + few.dropFirst())
  }
}
