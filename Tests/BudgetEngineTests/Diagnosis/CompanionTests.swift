import BudgetDomain
import Testing

@testable import BudgetEngine

/// Where one number has to change only so that what held still holds: it goes with a slip, is named
/// beside it, and takes the place of none.
@Suite struct CompanionTests {
  private static func errors(_ page: String) throws -> [Anomaly] {
    try validate(try District(page: page).batch()).anomalies.filter { $0.severity == .error }
  }

  /// The rows agree with their own total, and not with the sentences: whichever number is wrong,
  /// another one is so too.
  @Test func everyBrokenRelationIsToldAndEveryChangeNamed() throws {
    let found = try Self.errors(
      """
      * : - - 1100.00
      2010101 basic : - - 300.00
      2010102 project : - - 500.00
      2010199 project : - - 300.00
      total.actual = 1000.00
      basic.actual = 300.00
      project.actual = 700.00
      """)
    #expect(found.map(\.place.figure) == ["project.actual"])
    #expect(found.first?.message.contains("F010 的另外 1 条关系不成立") == true)
    let suggestion = found.first?.suggestion ?? ""
    for explanation in [
      "2010102 项目支出 决算数应为 400.00 万元(错了一位数字),同时第1行 * 决算数应为 1000.00 万元",
      "2010199 项目支出 决算数应为 200.00 万元(错了一位数字),同时第1行 * 决算数应为 1000.00 万元",
      "项目支出决算数应为 800.00 万元(错了一位数字),同时支出总计决算数应为 1100.00 万元",
    ] {
      #expect(suggestion.contains(explanation), "\(suggestion)")
    }
  }

  /// Projects that come to more than the project spending only exceed a bound, and many numbers
  /// keep a bound: rows of another table that slid are no reason.
  @Test func aBoundProvesNoShift() throws {
    let found = try Self.errors(
      """
      * basic : - - 2011.11
      * project : - - 1112.34
      2010101 basic : - - 2011.11
      2010102 project : - - 1112.34
      project P1 project : - - 500.00
      project P2 project : - - 612.43
      """)
    #expect(!found.isEmpty)
    for anomaly in found {
      #expect(anomaly.cause != .rowsShifted)
      #expect(anomaly.suggestion?.contains("错开") == false, "\(anomaly.suggestion ?? "")")
    }
  }
}
