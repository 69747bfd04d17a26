import BudgetDomain
import Testing

@testable import BudgetEngine

/// What messages say beyond the numbers that their anomalies carry.
@Suite struct MessageTests {
  private static func found(_ rule: String, _ page: String) throws -> [Anomaly] {
    let validated = try validate(try District(page: page).batch())
    return try (validated.anomalies + detect(in: consolidate(validated)))
      .filter { $0.rule.text == rule }
  }

  /// A control total is compared in the unit that it is printed in.
  @Test func aControlTotalKeepsItsUnit() throws {
    let found = try Self.found(
      "U040",
      "unit 1\nunit 11 under 1\nsubmission 1\n201 : - - 10.0\nsubmission 11\n201 : - - 9.0")
    #expect(
      found.first?.message == "科目 201 决算数:本级汇总报送 10.00 万元,所属单位合计 9.00 万元。")
    #expect(found.first?.evidence.map(\.printed) == ["10.00 万元", "9.00 万元"])
  }

  /// What peers make one expect is rounded to the fen.
  @Test func aJumpIsWrittenToTheFen() throws {
    let page = GalleryPage.page(peers: [100, -1, 100, -1], unit: [100, -1, 500, -1])
    let found = try Self.found("P010", page)
    #expect(found.first?.message.hasSuffix("本年应在 904500.00 元 至 1105600.00 元之间。") == true)
    #expect(found.first?.evidence.last?.printed == "1000000.00 元")
  }
}
