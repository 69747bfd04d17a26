import BudgetDomain
import Testing

@testable import BudgetEngine

/// What messages say beyond the numbers that their anomalies carry.
@Suite struct MessageTests {
  private static func found(_ rule: String, _ page: String) throws -> [Anomaly] {
    let validated = try validate(try District(page: page).batch())
    return try allAnomalies(of: consolidate(validated))
      .filter { $0.rule.text == rule }
  }

  /// One figure can be compared with several sections: each message says with which.
  @Test(
    arguments: [
      ("total.actual = 10.0\n201 : - - 9.0", "功能分类"),
      ("basic.actual = 10.0\neconomic 301 basic : - - 9.0", "经济分类"),
      ("project.actual = 8.0\nproject P1 : - - 9.0", "项目"),
      ("income.total = 10.0\nincome : - - 9.0", "收入"),
    ])
  func aFigureNamesTheSection(page: String, section: String) throws {
    let found = try Self.found("F010", page)
    #expect(found.count == 1)
    let message = try #require(found.first?.message)
    #expect(message.contains("按\(section)各行推算应"), "\(message)")
    let suggestion = try #require(found.first?.suggestion)
    #expect(
      suggestion.contains("若\(section)各行无误,此数应") || suggestion.contains("很可能是")
        || suggestion.contains("解释有"), "\(suggestion)")
  }

  @Test func anUndecidedFigureNamesTheSectionToo() throws {
    let found = try Self.found("F010", "total.actual = 10.04\n201 : - - 10.0")
    #expect(found.map(\.severity) == [.undetermined])
    #expect(found.first?.message.contains("按功能分类各行应在 [9.95 万元, 10.05 万元] 之间;") == true)
  }

  /// The sections show the same money: it is added up once in each, and each measure by itself.
  @Test func reductionsAreAddedUpBySection() throws {
    let found = try Self.found(
      "A040",
      """
      201 basic : -3 - -5
      202 : - - 8
      203 : - - -1
      economic 301 basic : - - -5
      economic 302 basic : - - 9
      project P1 : - - -2
      """)
    #expect(found.count == 1)
    #expect(
      found.first?.message
        == "第1、3、4、6行有负数,未说明是否为冲销:功能分类年初预算数合计 -3.00 万元、功能分类决算数合计 -6.00 万元、"
        + "经济分类决算数合计 -5.00 万元、项目决算数合计 -2.00 万元。")
    #expect(found.first?.stated?.description == "-60000.0000")
    #expect(found.first?.lineNumber == 1)
  }

  /// Where no functional row is below zero, the next section stands for the anomaly.
  @Test func theFirstSectionWithReductionsIsStated() throws {
    let found = try Self.found("A040", "201 : - - 5\neconomic 301 : - - -4\nproject P1 : - - -2")
    #expect(found.map { $0.stated?.description } == ["-40000.0000"])
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
