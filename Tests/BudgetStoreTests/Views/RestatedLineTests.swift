import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// Every submitted line behind a restated figure, each with the shares that it was taken by.
@Suite(.database, .serialized)
struct RestatedLineTests {
  private static let function = "explain_comparable_lines(\(ExplainedDistrict.key))"

  /// Cells of which the lines are not the sum, units whose money moves among them.
  private func broken() async throws -> [String?] {
    let view = "comparable_subject_year"
    let moving = "cell.unit_code ~ '^(G[0-9]*|U[1-7]|[*])$'"
    return try await ExplainedDistrict.cells(of: view, oneIn: 13, thatDifferFrom: Self.function)
      + ExplainedDistrict.cells(
        of: view, where: moving, oneIn: 3, thatDifferFrom: Self.function)
  }

  @Test func linesAddUpAndNoneIsLost() async throws {
    try await ExplainedDistrict.publish()
    #expect(try await broken() == [])
    // What all units have now of one line is the line.
    let whole = try await rows(
      "count(*) > 100, bool_or(ways > 1), bool_and(taken = reported)",
      from: """
        (
          SELECT count(*) AS ways, sum(made.actual) AS taken, min(made.reported_actual) AS reported
          FROM generate_series(2020, 2023) AS year
          CROSS JOIN LATERAL summary.explain_comparable_lines(year, '*', '*') AS made
          WHERE made.part = 'line'
            AND made.reported_actual IS NOT NULL
          GROUP BY year, made.submission_id, made.line_no
        ) AS line
        """)
    #expect(whole == ["true true true"])
    let shares = try await rows(
      "unit_share, subject_share, succession",
      from: """
        (
          SELECT DISTINCT made.unit_share, made.subject_share, made.succession
          FROM generate_series(2020, 2023) AS year
          CROSS JOIN LATERAL summary.explain_comparable_lines(year, '*', '*') AS made
        ) AS taken
        """)
    for share in ["- - -", "- 1/3 -", "1/7 - transfer", "6/7 2/3 -", "1/7 2/3 transfer"] {
      #expect(shares.contains(share), "\(shares)")
    }
  }

  /// Lines of a group that also took a unit over are asked for by several ways.
  @Test func noLineIsListedTwice() async throws {
    try await ExplainedDistrict.publish()
    try await execute(
      "INSERT INTO reference.unit_succession VALUES ('U8', 'G1', 2022, 'merge', 1, 1)")
    #expect(try await runNight().hasPublished)
    let twice = try await rows(
      "fiscal_year, unit_code, submission_id, line_no, part",
      from: """
        (
          SELECT cell.fiscal_year, cell.unit_code, made.submission_id, made.line_no, made.part,
            count(*) AS count
          FROM summary.comparable_subject_year AS cell
          CROSS JOIN LATERAL summary.\(Self.function) AS made
          WHERE cell.unit_code ~ '^(G|U[1-8]$)'
            AND cell.subject_code = '*'
            AND cell.fund_type = '*'
          GROUP BY cell.fiscal_year, cell.unit_code, made.submission_id, made.line_no, made.part,
            made.to_unit, made.to_subject
        ) AS line
        """, where: "count > 1 OR part = 'newer_input'")
    #expect(twice == [])
  }

  /// What has changed since the publication is a row of its own, taken by the same shares.
  @Test func saysWhatChangedSince() async throws {
    try await ExplainedDistrict.publish()
    try await execute("UPDATE intake.line SET actual = actual + 1.01 WHERE line_no % 3 = 0")
    #expect(try await sums(with: "newer_input") == ["true true"])
  }

  /// A volume of before the shares were recorded says so, and adds up all the same.
  @Test func saysWhatWasNotRecorded() async throws {
    try await ExplainedDistrict.publish()
    try await execute("DELETE FROM store.code_route; DELETE FROM store.unit_route")
    #expect(try await sums(with: "unrecorded") == ["true true"])
  }

  /// Whether some of the units whose money moves have a part of a kind, and all sums are right.
  private func sums(with part: String) async throws -> [String] {
    try await rows(
      "bool_or(part.is_there), bool_and(part.actual = cell.actual)",
      from: """
        summary.comparable_subject_year AS cell
        CROSS JOIN LATERAL (
          SELECT bool_or(made.part = '\(part)') AS is_there, sum(made.actual) AS actual
          FROM summary.\(Self.function) AS made
        ) AS part
        """,
      where: "unit_code ~ '^(U[1-7]|[*])$' AND subject_level = 0 AND cell.actual IS NOT NULL")
  }
}
