import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// A closed year keeps its published figures, and what comes after closing is listed.
@Suite(.database, .serialized)
struct ClosedYearTests {
  /// Three years of a group with two units and one unit by itself; the codes change in 2023.
  private static let district = HandWrittenDistrict(
    units: "G,2000,,\nU1,2000,,G\nU2,2000,,G\nU3,2000,,",
    submissions: """
      11,U1,2021,final_account,1,accepted,yuan
      12,U2,2021,final_account,1,accepted,yuan
      21,U1,2022,final_account,1,accepted,yuan
      22,U2,2022,final_account,1,accepted,yuan
      23,U3,2022,final_account,1,accepted,yuan
      31,U1,2023,final_account,1,accepted,yuan
      32,U2,2023,final_account,1,accepted,yuan
      33,U3,2023,final_account,1,accepted,yuan
      """,
    lines: """
      11,1,2010101,general,basic,,,100.00
      11,2,2010102,general,project,,,7.00
      12,1,2050101,general,basic,,,50.00
      21,1,2010101,general,basic,,,110.00
      21,2,2010102,general,project,,,8.00
      22,1,2050101,general,basic,60.00,,55.00
      23,1,2010101,fund,basic,,,9.00
      31,1,2010103,general,basic,,,120.00
      32,1,2050101,general,basic,65.00,,60.00
      33,1,2010101,fund,basic,,,10.00
      """)

  /// A revision, a change in place, a withdrawal and a unit that comes late, all of 2022.
  private static let changes = """
    INSERT INTO intake.submission (submission_id, unit_code, fiscal_year, kind, revision, status,
      amount_unit)
    VALUES (121, 'U1', 2022, 'final_account', 2, 'submitted', 'yuan'),
      (124, 'G', 2022, 'final_account', 1, 'submitted', 'yuan');
    INSERT INTO intake.line (submission_id, line_no, section, functional_code, fund_type,
      expenditure_kind, actual)
    VALUES (121, 1, 'functional', '2010101', 'general', 'basic', 1234.50),
      (124, 1, 'functional', '2010101', 'general', 'basic', 5);
    UPDATE intake.line SET actual = 56.00 WHERE submission_id = 22;
    UPDATE intake.submission SET status = 'withdrawn' WHERE submission_id = 23;
    UPDATE reference.unit SET name = '改名' WHERE unit_code = 'U2';
    """

  private func close(_ year: Int) async throws {
    try await execute("SELECT control.close_year(\(year), 'approved by congress')")
  }

  private func reopen(_ year: Int) async throws {
    try await execute("SELECT control.reopen_year(\(year), 'the audit wants it')")
  }

  private func digest() async throws -> [String?] {
    try await column("SELECT digest FROM summary.publication")
  }

  /// What stands of a year: everything but what came after closing and what is restated.
  private func standing(_ year: Int) async throws -> [String] {
    try await everythingPublished(
      where: "fiscal_year = \(year) AND coalesce(to_jsonb(cell) ->> 'rule_code', '') <> 'U090'"
    ).filter { !$0.hasPrefix("comparable") && !$0.hasPrefix("perimeter") }
  }

  private func later() async throws -> [String] {
    try await rows(
      "fiscal_year, unit_code, submission_id, severity, stated, expected_low, difference",
      from: "summary.anomaly", where: "rule_code = 'U090'")
  }

  /// What a run that trusts nothing would publish, and that the publication is proven.
  private func expectProven(_ newer: Int = 0) async throws {
    let report = try await verifyPublished()
    #expect(report.isSameInput, "\(report.newerParts)")
    #expect(report.differences.elements.map { "\($0)" } == [])
    #expect(report.newer.count == newer)
    let before = try await digest()
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    #expect(try await digest() == before)
    #expect(try await runNight().isUpToDate)
  }

  @Test func aClosedYearStands() async throws {
    try await Self.district.file()
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    let open = try await digest()
    try await close(2022)
    #expect(try await runNight().isUpToDate)
    #expect(try await digest() == open)
    try await expectProven()
    let before = (try await standing(2022), try await standing(2023))

    try await execute(Self.changes)
    #expect(try await runNight().hasPublished)
    #expect(try await standing(2022) == before.0)
    let cells = "fiscal_year = 2023 AND unit_code <> 'U2'"
    #expect(
      try await rows("unit_code, subject_code, fund_type, prior_actual", from: "summary.subject_year", where: cells)
        .contains("* * * 182.00"))
    #expect(
      try await later() == [
        "2022 G 124 review 5.0000 - -",
        "2022 U1 121 review 1234.5000 118.0000 1116.5000",
        "2022 U2 22 review 56.0000 55.0000 1.0000",
        "2022 U3 23 review - 9.0000 -",
      ])
    try await expectProven(4)
  }
}
