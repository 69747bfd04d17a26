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

  /// Publishes the district and closes its middle year.
  private func closeTheMiddle() async throws {
    try await Self.district.file()
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    try await close(2022)
  }

  @Test func aClosedYearStands() async throws {
    try await Self.district.file()
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    let open = try await digest()
    try await close(2022)
    #expect(try await runNight().isUpToDate)
    #expect(try await digest() == open)
    try await expectProven()
    let before = try await standing(2022)

    try await execute(Self.changes)
    #expect(try await runNight().hasPublished)
    #expect(try await standing(2022) == before)
    #expect(
      try await rows(
        "unit_code, prior_actual", from: "summary.subject_year",
        where: "fiscal_year = 2023 AND subject_code = '*' AND fund_type = '*'")
        == ["* 182.00", "G 173.00", "U1 118.00", "U2 55.00", "U3 9.00"])
    #expect(
      try await later() == [
        "2022 G 124 review 5.0000 - -",
        "2022 U1 121 review 1234.5000 118.0000 1116.5000",
        "2022 U2 22 review 56.0000 55.0000 1.0000",
        "2022 U3 23 review - 9.0000 -",
      ])
    try await expectProven(4)

    try await reopen(2022)
    #expect(try await runNight().hasPublished)
    #expect(try await later() == [])
    #expect(
      try await rows(
        "fiscal_year, actual, prior_actual", from: "summary.subject_year",
        where: "unit_code = '*' AND subject_code = '*' AND fund_type = '*' AND fiscal_year > 2021")
        == ["2022 1290.50 157.00", "2023 190.00 1290.50"])
    try await expectProven()
  }

  /// Neither the year before nor the bureau's lists move what was published of a closed year; what
  /// is restated follows the newest year.
  @Test func nothingAroundMovesIt() async throws {
    try await closeTheMiddle()
    let before = try await standing(2022)
    try await execute(
      """
      UPDATE intake.line SET actual = actual + 1000 WHERE submission_id IN (11, 31);
      UPDATE reference.unit SET parent_code = NULL WHERE unit_code = 'U1';
      INSERT INTO reference.rule_setting (rule_code, name, valid_from, value)
      VALUES ('P010', 'least_change_yuan', 2000, 1);
      INSERT INTO reference.crosswalk (fund_type, from_code, to_code, effective_year,
        share_numerator, share_denominator, kind)
      VALUES ('general', '2010102', '2010103', 2023, 1, 1, 'recode');
      """)
    #expect(try await runNight().hasPublished)
    #expect(try await standing(2022) == before)
    #expect(
      try await rows(
        "subject_code, actual", from: "summary.comparable_subject_year",
        where: "fiscal_year = 2022 AND unit_code = 'U1' AND fund_type = '*' AND subject_level = 7")
        == ["2010101 110.00", "2010103 8.00"])
    try await expectProven()
    // The run of a year beside it restates and leaves the rest.
    try await execute("UPDATE intake.line SET actual = actual + 1 WHERE submission_id IN (12, 32)")
    #expect(try await runNight(nightRequest(years: [2021, 2023])).hasPublished)
    #expect(try await standing(2022) == before)
    let report = try await verifyPublished()
    #expect(report.isSameInput)
    #expect(report.differences.elements.map { "\($0)" } == [])
    let published = try await digest()
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    #expect(try await digest() == published)
  }

  /// What is stored once more as it was, or accepted only now, is no change.
  @Test func whatSaysTheSameIsNoChange() async throws {
    try await closeTheMiddle()
    try await execute(
      """
      UPDATE intake.line SET actual = actual WHERE submission_id IN (21, 22);
      UPDATE intake.submission SET status = 'submitted', submitted_at = now()
      WHERE submission_id = 23;
      INSERT INTO intake.submission (submission_id, unit_code, fiscal_year, kind, revision, status,
        amount_unit)
      VALUES (122, 'U2', 2022, 'final_account', 2, 'draft', 'yuan');
      """)
    let before = try await digest()
    #expect(try await runNight().isUpToDate)
    #expect(try await digest() == before)
    try await expectProven(1)
    // One more decimal is another printed figure.
    let line = "WHERE submission_id = 21 AND line_no = 1"
    try await execute("UPDATE intake.line SET actual = 110.0 \(line)")
    #expect(try await runNight().hasPublished)
    #expect(try await later() == ["2022 U1 21 review 118.0000 118.0000 0.0000"])
    try await execute("UPDATE intake.line SET actual = 110.00 \(line)")
    #expect(try await runNight().hasPublished)
    #expect(try await digest() == before)
    #expect(try await later() == [])
  }

  /// What changes while no mark is made is found by its contents, once; then marks tell again.
  @Test func whatLeavesNoMarkIsFound() async throws {
    try await closeTheMiddle()
    try await execute(
      """
      ALTER TABLE intake.line DISABLE TRIGGER USER;
      UPDATE intake.line SET actual = 56.00 WHERE submission_id = 22;
      SELECT control.watch_intake();
      """)
    #expect(try await runNight().hasPublished)
    let found = ["2022 U2 22 review 56.0000 55.0000 1.0000"]
    #expect(try await later() == found)
    let known = "SELECT count(*) FROM control.closed_submission WHERE version IS NULL"
    #expect(try await column(known) == ["1"])
    try await expectProven(1)
    try await execute("UPDATE intake.line SET actual = actual + 1 WHERE submission_id = 31")
    #expect(try await runNight().hasPublished)
    #expect(try await later() == found)
    // Where marks are never trusted, contents are compared each time.
    try await execute("ALTER TABLE intake.line DISABLE TRIGGER USER")
    try await execute("UPDATE intake.line SET actual = 55.00 WHERE submission_id = 22")
    #expect(try await runNight().hasPublished)
    #expect(try await later() == [])
    try await execute("SELECT control.watch_intake()")
  }

  /// All that was handed in is taken away, and the unit itself.
  @Test func aClosedYearNeedsNoInput() async throws {
    try await closeTheMiddle()
    let before = try await standing(2022)
    try await execute(
      """
      DELETE FROM intake.line WHERE submission_id BETWEEN 20 AND 29;
      DELETE FROM intake.submission WHERE fiscal_year = 2022;
      DELETE FROM reference.unit WHERE unit_code = 'U3';
      """)
    #expect(try await runNight().hasPublished)
    #expect(try await standing(2022) == before)
    #expect(try await later().count == 3)
    try await expectProven(3)
    try await reopen(2022)
    #expect(try await runNight().hasPublished)
    #expect(try await standing(2022) == [])
    try await expectProven()
  }

  @Test func aClosedYearIsNotRun() async throws {
    try await closeTheMiddle()
    let requests = [
      nightRequest(years: [2022]), nightRequest(years: [2021, 2022]),
      RunRequest(years: [2022], isDryRun: true, workers: 1, programVersion: "test", host: "test"),
    ]
    for request in requests {
      let error = await #expect(throws: StoreError.self) { try await runNight(request) }
      #expect(error?.exitCode == 64)
      #expect(error?.message == "the year 2022 is closed and keeps its published figures")
    }
    let error = await #expect(throws: PostgresError.self) {
      try await execute("SELECT control.request_rerun(2022, 'once more please')")
    }
    #expect(error?.place.constraint == "requested_year_is_open")
    #expect(try await runNight().isUpToDate)
    try await reopen(2022)
    try await execute("SELECT control.request_rerun(2022, 'once more please')")
    #expect(try await runNight(nightRequest(requestedOnly: true)).isUpToDate)
  }

  /// Readers see an earlier publication whole; the next night shows the year as it was closed.
  @Test func anEarlierPublicationMovesNoClosedYear() async throws {
    try await Self.district.file()
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    let first = try await column("SELECT publication_id FROM summary.publication")[0] ?? ""
    try await execute("UPDATE intake.line SET actual = 111.00 WHERE submission_id = 21")
    #expect(try await runNight().hasPublished)
    let before = (try await digest(), try await standing(2022))
    try await close(2022)
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let archive = PublicationArchive(settings)
    try await onOwnThread { try archive.rollBack(to: Int64(first) ?? 0, reason: "for a look") }
    #expect(try await standing(2022) != before.1)
    let report = try await verifyPublished()
    #expect(!report.isBroken)
    #expect(report.newerParts.contains(.closing))
    // It would have to put the volume back among the published tables.
    let dry = RunRequest(isDryRun: true, workers: 1, programVersion: "test", host: "test")
    let error = await #expect(throws: StoreError.self) { try await runNight(dry) }
    #expect(error?.exitCode == 75)
    // Nobody takes the volume away meanwhile.
    try await execute("DELETE FROM control.publication_year WHERE publication_id > \(first)")
    try await execute("SELECT control.delete_publications('{}')")
    #expect(try await runNight().hasPublished)
    #expect(try await standing(2022) == before.1)
    #expect(try await digest() == before.0)
    try await expectProven()
  }
}
