import BudgetDomain
import BudgetRules
import Testing

@testable import BudgetEngine

/// Direct transfers by the thousand that both sides tell of.
@Suite struct ClearedTransfersTests {
  /// A line each to one unit, with an explanation each; the other unit has it all, or less.
  private static func left(_ count: Int, received: Int) throws -> [Anomaly] {
    let rows = (0..<count).map { "\(2_010_101 + $0) general with=102 : - - 10" }
    let explanations = (1...count).map { "explain \($0) direct_transfer 10 102" }
    let page = """
      unit 101
      unit 102
      submission 101
      yuan
      \((rows + explanations).joined(separator: "\n"))
      submission 102
      yuan
      income general with=101 : - - \(received)
      """
    let summary = consolidate(try validate(try District(page: page).batch()))
    let stated = summary.validated.anomalies.count { $0.rule.text == "E040" }
    #expect(stated == min(count, FindingsAreFew.mostListed))
    let rest = summary.uncleared(summary.validated.anomalies)
    let words = "列出的异常中 E040 \(stated) 条经双方核对已抵销,不再列出。"
    let counted = rest.filter { $0.rule == FindingsAreFew.description.code }
    #expect(counted.count == (count > stated ? 1 : 0))
    #expect(counted.allSatisfy { $0.suggestion?.hasPrefix(words) == true })
    return rest.filter { $0.rule.text == "E040" }
  }

  /// What is listed no more is not counted among what is, where not all are listed.
  @Test func whatBothSidesSayIsCleared() throws {
    #expect(try Self.left(3, received: 30).isEmpty)
    #expect(try Self.left(3, received: 0).count == 3)
    #expect(try Self.left(1_500, received: 15_000).isEmpty)
  }

  /// Of one line with two explanations either both are cleared or none, and one that is not takes
  /// nothing from the next.
  @Test func whatIsNotAllMatchedStays() throws {
    let page = """
      unit 101
      unit 102
      submission 101
      yuan
      2010101 general with=102 : - - 10
      2010102 general with=102 : - - 10
      explain 1 direct_transfer 8 102
      explain 1 direct_transfer 8 102
      explain 2 direct_transfer 10 102
      submission 102
      yuan
      income general with=101 : - - 20
      """
    let summary = consolidate(try validate(try District(page: page).batch()))
    let left = summary.uncleared(summary.validated.anomalies).filter { $0.rule.text == "E040" }
    #expect(left.map(\.place.code) == ["2010101"])
  }
}
