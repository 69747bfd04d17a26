import BudgetDomain
import BudgetRules
import Testing

@testable import BudgetEngine

/// Every cause with a book that is right but for one slip.
@Suite struct CauseTests {
  private static func anomalies(_ page: String) throws -> [Anomaly] {
    try validate(try District(page: page).batch()).anomalies
  }

  private static func described(_ anomaly: Anomaly) -> String {
    let place = anomaly.place.figure ?? anomaly.place.code ?? ""
    return "\(anomaly.rule.text) \(anomaly.severity.name) \(place)"
  }

  @Test func coversEveryCause() {
    #expect(Set(CausePage.all.compactMap(\.cause)) == Set(Cause.allCases))
  }

  @Test func findsNothingInTheBook() throws {
    for page in CausePage.all { #expect(try Self.anomalies(page.book).map(\.message) == []) }
  }

  @Test(arguments: CausePage.all.map(\.slip))
  func namesTheFigureAndTheCause(slip: String) throws {
    let page = try #require(CausePage.all.first { $0.slip == slip })
    let found = try Self.anomalies(page.page)
    #expect(found.map(Self.described) == [page.finding])
    #expect(found.first?.cause == page.cause)
    #expect(found.first?.suggestion?.contains(page.suggests) == true)
  }
}
