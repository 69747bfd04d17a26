import BudgetEngine
import BudgetTestSupport
import Testing

/// Real books: what they print as subtotals is what the rows add up to.
@Suite(.database, .serialized, .enabled(if: StreetBooks.areThere))
struct StreetBookTests {
  @Test func everyPrintedSubtotalComesOut() async throws {
    let books = try StreetBooks()
    try await books.file()
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    let printed = books.figures.filter { $0.measure == "合计" }
    #expect(printed.count == 201)
    #expect(Set(printed.filter { $0.code == "*" }.map(\.amount)).count == 3)
    let published = Set(
      try await rows(
        "fiscal_year, subject_code, initial_budget", from: "summary.subject_year",
        where: "unit_code = 'WL' AND fund_type = '*'"))
    let missing = printed.map { "\($0.year) \($0.code) \($0.amount).00" }
      .filter { !published.contains($0) }
    // One figure is wrong by 1 元 as published; its rows, not the figure, are what counts.
    #expect(missing == ["2025 21201 94995790.00"])
    #expect(published.contains("2025 21201 94995789.00"))
    #expect(published.count == printed.count)
  }

  @Test func noErrorIsFoundWhereNoneIs() async throws {
    try await StreetBooks().file()
    try await runNight(nightRequest(isFull: true))
    // The books are budgets: the final accounts are what is missing.
    #expect(
      try await anomalies() == [
        "C050 review 2025 WL 2129999 - -",
        "U020 review 2023 WL - - -", "U020 review 2024 WL - - -", "U020 review 2025 WL - - -",
      ])
  }
}
