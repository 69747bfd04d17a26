import BudgetDomain
import BudgetRules
import Testing

@testable import BudgetEngine

/// Every rule with the smallest district that breaks it, one that keeps it, and one that cannot
/// be decided.
@Suite struct GalleryTests {
  static let pages =
    GalleryPage.tables + GalleryPage.figures + GalleryPage.districts + GalleryPage.peers
    + GalleryPage.reviews + GalleryPage.joint + GalleryPage.transfers + GalleryPage.restatements
    + GalleryPage.closings

  private static func anomalies(_ page: String) throws -> [Anomaly] {
    let validated = try validate(try District(page: page).batch())
    let summary = consolidate(validated)
    return try allAnomalies(of: summary)
  }

  private static func described(_ anomaly: Anomaly) -> String {
    let place = anomaly.place.figure ?? anomaly.place.code ?? anomaly.place.unit
    func number(_ number: FindingNumber?) -> String { number?.description ?? "-" }
    return "\(anomaly.rule.text): \(anomaly.severity.name) \(place) \(number(anomaly.stated)) "
      + "[\(number(anomaly.expectedLow)), \(number(anomaly.expectedHigh))]"
  }

  @Test func coversTheWholeCatalogue() {
    let rules = RuleCatalogue.descriptions.map(\.code.text)
    #expect(Set(Self.pages.map(\.code)) == Set(rules))
    #expect(Set(rules).count == rules.count)
    #expect(Set(Self.pages.map(\.name)).count == Self.pages.count)
  }

  /// Rules that no printed precision can leave open; the reason stands on each page.
  private static let alwaysDecided = Set(
    """
    A010 A020 A030 A040 C010 C020 C030 C040 C050 C060 C070 E010 E020 E030 E040 E050 F050 N010
    N020 P010 P020 R010 R020 R030 R040 R050 T030 U010 U020 U030 U040 U050 U060 U070 U080 U090 U100
    U110 X010 X020 X030 X040
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Each rule has a page that breaks it, one that keeps it, and one that leaves it open unless
  /// that cannot be.
  @Test(arguments: RuleCatalogue.descriptions.map(\.code.text))
  func hasItsThreePages(code: String) {
    let pages = Self.pages.filter { $0.code == code }
    #expect(pages.contains { !$0.breaks.isEmpty && !$0.holds.isEmpty && $0.breaks != $0.holds })
    let isOpen = pages.contains { if case .page = $0.undecided { true } else { false } }
    #expect(isOpen != Self.alwaysDecided.contains(code))
  }

  @Test func describesEveryRule() {
    for rule in RuleCatalogue.descriptions {
      #expect(!rule.title.isEmpty && !rule.englishTitle.isEmpty && !rule.source.isEmpty)
    }
  }

  @Test(arguments: pages.map(\.name))
  func breaks(name: String) throws {
    let page = try #require(Self.pages.first { $0.name == name })
    let all = try Self.anomalies(page.breaks)
    let found = page.others == 0 ? all : all.filter { $0.rule.text == page.code }
    #expect(found.map(Self.described) == ["\(page.code): \(page.finding)"])
    #expect(all.count == page.others + 1)
    let rule = RuleCatalogue.descriptions.first { $0.code.text == page.code }
    #expect(found.first?.title == rule?.title)
    #expect(found.first?.ruleVersion == rule?.version)
    #expect(found.first.map { !$0.message.isEmpty } == true)
  }

  @Test(arguments: pages.map(\.name))
  func holds(name: String) throws {
    let page = try #require(Self.pages.first { $0.name == name })
    let found = try Self.anomalies(page.holds)
    #expect(found.count == page.others && !found.contains { $0.rule.text == page.code })
  }

  @Test(arguments: pages.map(\.name))
  func cannotBeDecided(name: String) throws {
    let page = try #require(Self.pages.first { $0.name == name })
    switch page.undecided {
    case .never(let reason): #expect(!reason.isEmpty)
    case .page(let text):
      let found = try Self.anomalies(text)
      #expect(found.map(\.rule.text) == [page.code])
      #expect(found.map(\.severity) == [.undetermined])
    }
  }

  /// Where rows lie in a table, and who reads them, changes no word and no figure behind it.
  @Test(arguments: pages.map(\.name))
  func saysTheSameInAnyOrder(name: String) throws {
    let page = try #require(Self.pages.first { $0.name == name })
    let district = try District(page: page.breaks)
    func everything(_ batch: LoadedBatch) throws -> [String] {
      try allAnomalies(of: consolidate(try validate(batch))).map { "\($0)" }.sorted()
    }
    let inOrder = try everything(district.batch())
    for seed in UInt64(1)...3 {
      let batch = district.batch(workers: 2, shuffledBy: SeededGenerator(seed: seed))
      #expect(try everything(batch) == inOrder)
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

  /// An unknown fund is none that the row leaves open: the row is no total of those beside it.
  @Test(arguments: ["fund_type=genral", "expenditure_kind=bsic"])
  func anUnknownWordSwallowsNobodysMoney(word: String) throws {
    let district = try District(
      page: "201 general basic : - - 50\n201 \(word) : - - 30\n* : - - 80")
    let validated = try validate(district.batch())
    #expect(validated.anomalies.map(\.rule.text) == ["C040"])
    #expect(consolidate(validated).acceptedTotal(in: FiscalYear(2023)).actual == 80_000_000)
  }

  /// One wrong word in many rows is one anomaly, which names the first of them.
  @Test func aWordIsListedOnce() throws {
    let rows = (1...30).map { "201 fund_type=genral : - - \($0)\n" }.joined()
    let found = try Self.anomalies(rows + "201 section=incme : - - 1")
    #expect(found.map(\.rule.text) == ["C040", "C040"])
    #expect(found.map(\.lineNumber) == [1, 31])
    #expect(found.first?.message.contains("等30行 fund_type 为“genral”") == true)
    #expect(found.last?.message.contains("section 为“incme”,不在规定之列,未汇总") == true)
  }

  /// A total that nobody prints is basic + project, each rounded by itself, in every rule.
  @Test(
    arguments: [
      ("F010", "201 : - - 10.1", nil), ("F010", "201 : - - 10.2", "[10.15 万元, 10.25 万元]"),
      ("F010", "201 basic : - - 7.0\n201 project : - - 3.0", nil),
      ("F020", "total.prior = 8.0\ntotal.change = 2.1", nil),
      ("F020", "total.prior = 8.0\ntotal.change = 2.2", "[1.85 万元, 2.15 万元]"),
      ("F030", "total.prior = 8.0\ntotal.change_percent = 26", nil),
      ("F030", "total.prior = 8.0\ntotal.change_percent = 28", "[23.0%, 27.0%]"),
      ("F040", "share_percent.201 = 51\n201 : - - 5.0\n202 : - - 5.1", nil),
      ("F040", "share_percent.201 = 52\n201 : - - 5.0\n202 : - - 5.0", "[49.0%, 51.0%]"),
    ] as [(String, String, String?)])
  func anUnstatedTotalIsItsTwoParts(rule: String, rest: String, bounds: String?) throws {
    let page = "basic.actual = 7.0\nproject.actual = 3.0\n\(rest)"
    let found = try Self.anomalies(page).filter { $0.rule.text == rule }
    #expect(found.map(\.severity) == (bounds == nil ? [] : [.error]))
    guard let bounds, let first = found.first else { return }
    #expect(first.message.contains(bounds), "\(first.message)")
    #expect(first.evidence.contains { $0.printed == "7.0 万元" })
    #expect(first.evidence.contains { $0.printed == "3.0 万元" })
    // One part is not enough, and a total that is printed is the one that counts.
    let stated = page + "\ntotal.actual = 10.0"
    #expect(
      try !Self.anomalies(stated).contains { $0.evidence.contains { $0.printed == "7.0 万元" } })
    let half = page.replacing("project.actual = 3.0\n", with: "")
    #expect(try !Self.anomalies(half).contains { $0.rule.text == rule })
  }

  /// An open row may be a reduction: a total between the two is no violation.
  @Test func anOpenReductionLowersTheBound() throws {
    let found = try Self.anomalies("201 basic : - - 50\n2010101 basic : - - 100\n2010102 : - - -50")
    #expect(found.map(\.rule.text) == ["A040"])
  }
}
