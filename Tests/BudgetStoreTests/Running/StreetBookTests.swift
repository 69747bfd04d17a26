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
      try await anomalies(where: "rule_code !~ '^X'") == [
        "C050 review 2025 WL 2129999 - -",
        "U020 review 2023 WL - - -", "U020 review 2024 WL - - -", "U020 review 2025 WL - - -",
      ])
  }

  /// Codes that come and go, and the amounts that move far: the rise of 2129999 and the fall of
  /// 2080705 among them.
  @Test func codesThatComeAndGoAndLargeMovesAreFound() async throws {
    try await StreetBooks().file()
    try await runNight(nightRequest(isFull: true))
    let large =
      ["2024 WL 2080705", "2024 WL 2089999", "2024 WL 2129999"]
      + ["2025 WL 2080705", "2025 WL 2120399", "2025 WL 2129999"]
    #expect(
      try await anomalies(where: "rule_code ~ '^X'") == [
        "X030 review 2024  2059999 - -", "X030 review 2024  2080206 - -",
      ] + large.map { "X040 review \($0) - -" })
    let messages = try await column(
      "SELECT message FROM summary.anomaly WHERE rule_code = 'X040' AND fiscal_year = 2025")
    let rise = "科目 2129999:上年预算 9220200.00 元,本年预算 52348937.00 元(+467.8%)"
    #expect(messages.contains { $0?.hasPrefix(rise) == true }, "\(messages)")
    // Below 10 万元 a code is only asked for where the bureau says so.
    try await execute(
      "INSERT INTO reference.rule_setting VALUES ('X030', 'least_budget_yuan', 2000, NULL, 0)")
    try await runNight()
    #expect(
      try await rows(
        "fiscal_year, subject_code", from: "summary.anomaly", where: "rule_code = 'X030'") == [
          "2024 2010506", "2024 2059999", "2024 2080206",
        ])
  }
}
