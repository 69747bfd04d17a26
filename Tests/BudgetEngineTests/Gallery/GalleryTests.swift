import BudgetDomain
import BudgetRules
import Testing

@testable import BudgetEngine

/// Every rule with the smallest district that breaks it, one that keeps it, and one that cannot
/// be decided.
@Suite struct GalleryTests {
  private static let pages = GalleryPage.tables + GalleryPage.figures + GalleryPage.districts

  private static func anomalies(_ page: String) throws -> [Anomaly] {
    let validated = try validate(try District(page: page).batch())
    return validated.anomalies + detect(in: consolidate(validated))
  }

  private static func described(_ anomaly: Anomaly) -> String {
    let place = anomaly.place.figure ?? anomaly.place.code ?? anomaly.place.unit
    func number(_ number: FindingNumber?) -> String { number?.description ?? "-" }
    return "\(anomaly.rule.text): \(anomaly.severity.name) \(place) \(number(anomaly.stated)) "
      + "[\(number(anomaly.expectedLow)), \(number(anomaly.expectedHigh))]"
  }

  @Test func coversTheWholeCatalogue() {
    let rules = RuleCatalogue.descriptions.map(\.code.text)
    #expect(Self.pages.map(\.code).sorted() == rules.sorted())
    #expect(Set(rules).count == rules.count)
  }

  @Test func describesEveryRule() {
    for rule in RuleCatalogue.descriptions {
      #expect(!rule.title.isEmpty && !rule.englishTitle.isEmpty && !rule.source.isEmpty)
    }
  }

  @Test(arguments: pages.map(\.code))
  func breaks(code: String) throws {
    let page = try #require(Self.pages.first { $0.code == code })
    let found = try Self.anomalies(page.breaks)
    #expect(found.map(Self.described) == ["\(code): \(page.finding)"])
    let rule = RuleCatalogue.descriptions.first { $0.code.text == code }
    #expect(found.first?.title == rule?.title)
    #expect(found.first.map { !$0.message.isEmpty } == true)
  }

  @Test(arguments: pages.map(\.code))
  func holds(code: String) throws {
    let page = try #require(Self.pages.first { $0.code == code })
    #expect(try Self.anomalies(page.holds).map(Self.described).isEmpty)
  }

  @Test(arguments: pages.map(\.code))
  func cannotBeDecided(code: String) throws {
    let page = try #require(Self.pages.first { $0.code == code })
    switch page.undecided {
    case .never(let reason): #expect(!reason.isEmpty)
    case .page(let text):
      let found = try Self.anomalies(text)
      #expect(found.map(\.rule.text) == [code])
      #expect(found.map(\.severity) == [.undetermined])
    }
  }

  /// A slip is listed where it happened, not again at every total above.
  @Test func oneSlipIsListedOnce() throws {
    let rows = "* : - - 38\n201 : - - 18\n20101 : - - 18\n2010101 : - - 4\n2010102 : - - 6\n"
    let found = try Self.anomalies(
      rows + "202 : - - 20\n20201 : - - 20")
    #expect(found.map(Self.described).count == 1)
    #expect(found.first?.place.code == "20101")
    let two = try Self.anomalies(
      """
      * : - - 60.0
      201 : - - 30.0
      20101 : - - 12.0
      2010101 : - - 10.0
      20102 : - - 18.0
      2010201 : - - 15.0
      202 : - - 30.0
      2020101 : - - 26.0
      """)
    #expect(two.map { $0.place.code ?? "" }.sorted() == ["2010101", "2010201", "202"])
  }

  /// A code of four digits is no total of codes that do not begin with it.
  @Test func aMalformedCodeSwallowsNobodysMoney() throws {
    let district = try District(page: "2010 : - - 50\n2011101 : - - 30")
    let summary = consolidate(try validate(district.batch()))
    #expect(summary.acceptedTotal(in: FiscalYear(2023)).actual == 80_000_000)
  }

  /// An open row may be a reduction: a total between the two is no violation.
  @Test func anOpenReductionLowersTheBound() throws {
    let found = try Self.anomalies("201 basic : - - 50\n2010101 basic : - - 100\n2010102 : - - -50")
    #expect(found.isEmpty)
  }
}
