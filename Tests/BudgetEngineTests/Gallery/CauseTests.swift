import BudgetDomain
import BudgetRules
import Testing

@testable import BudgetEngine

/// Every cause with a book that is right but for one slip.
@Suite struct CauseTests {
  private static let pages = CausePage.all + CausePage.small

  private static func anomalies(_ page: String) throws -> [Anomaly] {
    try validate(try District(page: page).batch()).anomalies
  }

  private static func described(_ anomaly: Anomaly) -> String {
    let place = anomaly.place.figure ?? anomaly.place.code ?? ""
    return "\(anomaly.rule.text) \(anomaly.severity.name) \(place)"
  }

  /// Each cause has a page that breaks, the same book without the slip, and one that leaves open
  /// what happened.
  @Test(arguments: Cause.allCases) func hasItsThreePages(cause: Cause) {
    let breaks = CausePage.all.filter { $0.cause == cause }
    #expect(!breaks.isEmpty)
    #expect(breaks.allSatisfy { $0.page != $0.book })
    #expect(CausePage.undecided.contains { $0.cause == cause })
  }

  /// Where another slip explains as much, none is named, and both are told.
  @Test(arguments: CausePage.undecided.map(\.cause))
  func leavesOpenWhatIsOpen(cause: Cause) throws {
    let page = try #require(CausePage.undecided.first(where: { $0.cause == cause }))
    let found = try Self.anomalies(page.page)
    #expect(found.map(Self.described) == [page.finding])
    #expect(found.allSatisfy { $0.cause == nil })
    let suggestion = found.first?.suggestion ?? ""
    for part in page.suggests { #expect(suggestion.contains(part), "\(suggestion)") }
  }

  @Test func findsNothingInTheBook() throws {
    for page in Self.pages { #expect(try Self.anomalies(page.book).map(\.message) == []) }
  }

  @Test(arguments: pages.map(\.slip))
  func namesTheFigureAndTheCause(slip: String) throws {
    let page = try #require(Self.pages.first { $0.slip == slip })
    let found = try Self.anomalies(page.page)
    #expect(found.map(Self.described) == [page.finding])
    #expect(found.first?.cause == page.cause)
    #expect(found.first?.suggestion?.contains(page.suggests) == true)
  }
}
