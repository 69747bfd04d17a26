import BudgetStore
import BudgetTestSupport
import Testing

/// What is published, set beside what the submissions give.
@Suite(.database, .serialized)
struct VerificationTests {
  /// The schema of the published volume of a year.
  private func volume(of year: Int) async throws -> String {
    let volumes = try await column(
      """
      SELECT 'volume_' || volume_id
      FROM control.current_publication
      JOIN control.publication_year USING (publication_id)
      WHERE fiscal_year = \(year)
      """)
    return try #require(volumes.first.flatMap { $0 })
  }

  @Test func nothingDiffersAndNothingStays() async throws {
    try await publishSample()
    let volumes = try await volumeSchemaCount()
    let before = try await everythingPublished()
    let report = try await verifyPublished()
    #expect(report.isSameInput)
    #expect(report.years == [2021, 2022, 2023])
    #expect(report.differences.count == 0, "\(report.differences.elements.prefix(3))")
    #expect(report.newer.count == 0)
    #expect(!report.isBroken)
    #expect(try await volumeSchemaCount() == volumes)
    #expect(try await everythingPublished() == before)
    #expect(try await runNight().isUpToDate)
  }

  /// Single years and their neighbours are what a whole run gives, and stored alike.
  @Test func yearsThatWereRunBySelfAgree() async throws {
    try await publishSample()
    try await execute(
      """
      UPDATE intake.line
      SET actual = actual + 1
      WHERE submission_id = (
          SELECT min(submission_id)
          FROM intake.submission
          WHERE fiscal_year = 2022
            AND kind = 'final_account'
            AND status = 'accepted'
        )
      """)
    try await runNight(nightRequest(years: [2022]))
    let report = try await verifyPublished()
    #expect(report.isSameInput, "\(report.newerParts)")
    #expect(report.differences.count == 0, "\(report.differences.elements.prefix(3))")
    #expect(report.newer.count == 0)
    #expect(try await verifyPublished(.years([2021])).isSameInput)
  }

  @Test func everyChangedValueIsFound() async throws {
    try await publishSample()
    let schema = try await volume(of: 2022)
    let tables: [(change: String, view: String, column: String)] = [
      ("subject_tile SET actual_fen[2] = actual_fen[2] + 1", "summary.subject_year", "actual"),
      ("side_tile SET actual_fen[1] = actual_fen[1] + 100", "summary.economic_year", "actual"),
      ("unit_type_cell SET unit_count = unit_count + 1", "summary.unit_type_year", "unit_count"),
      ("coverage SET state = 'late'", "summary.coverage", "state"),
      ("anomaly SET message = 'rewritten'", "store.anomaly", "message"),
      ("item_name SET name = 'rewritten'", "summary.subject_year", "subject_name"),
    ]
    for (change, view, column) in tables {
      let table = change.prefix { $0 != " " }
      try await execute(
        """
        CREATE TABLE kept AS TABLE \(schema).\(table);
        UPDATE \(schema).\(change)
        WHERE ctid = (SELECT min(ctid) FROM \(schema).\(table));
        """)
      let report = try await verifyPublished()
      #expect(report.isBroken, "\(change)")
      let found = report.differences.elements.filter { $0.view == view && $0.column == column }
      #expect(!found.isEmpty, "\(change): \(report.differences.elements.prefix(3))")
      #expect(found.allSatisfy { $0.place.contains("2022") && $0.published != $0.recomputed })
      try await execute(
        """
        TRUNCATE \(schema).\(table);
        INSERT INTO \(schema).\(table) TABLE kept;
        DROP TABLE kept;
        """)
    }
    try await execute("CREATE TABLE kept AS TABLE \(schema).anomaly")
    try await execute("DELETE FROM \(schema).anomaly")
    let lost = try await verifyPublished()
    try await execute("INSERT INTO \(schema).anomaly TABLE kept; DROP TABLE kept")
    #expect(lost.isBroken)
    #expect(lost.differences.elements.allSatisfy { $0.column == "*" && $0.published == nil })
    #expect(try await verifyPublished().differences.count == 0)
  }

  @Test func everyYearIsVerifiedInItsTurn() async throws {
    try await publishSample()
    try await execute("TRUNCATE control.verification")
    for year in [2021, 2022, 2023, 2021] {
      let report = try await verifyPublished(.longestUnverified)
      #expect(report.years == [year])
      #expect(report.isSameInput)
      #expect(report.differences.count == 0, "\(report.differences.elements.prefix(3))")
    }
    #expect(
      try await column(
        "SELECT concat_ws(' ', fiscal_year, is_same_input, difference_count) "
          + "FROM control.verification ORDER BY verification_id")
        == ["2021 t 0", "2022 t 0", "2023 t 0", "2021 t 0"])
  }

  @Test func oneYearIsVerifiedByItself() async throws {
    try await publishSample()
    let schema = try await volume(of: 2022)
    try await execute("UPDATE \(schema).coverage SET state = 'late'")
    #expect(try await !verifyPublished(.years([2021])).isBroken)
    #expect(try await verifyPublished(.years([2022])).isBroken)
    do {
      _ = try await verifyPublished(.years([2022, 2019]))
      Issue.record("a year that is not published is refused")
    } catch let error as StoreError {
      #expect(error.exitCode == 64)
      #expect(error.message.contains("2019"))
      #expect(error.hint?.english == "published are 2021 2022 2023")
    }
  }

  /// What is recorded of the publication is published, too.
  @Test func recordedCountsAndTotalsAreCompared() async throws {
    try await publishSample()
    for (table, column, other) in [
      ("volume", "total_actual_fen", "total_actual_fen + 1"), ("volume", "cell_count", "7"),
      ("publication", "digest", "'another'"), ("publication", "anomaly_count", "7"),
      ("publication", "total_initial_fen", "NULL"),
    ] {
      try await execute(
        """
        CREATE TABLE kept AS TABLE control.\(table);
        ALTER TABLE control.\(table) DISABLE TRIGGER USER;
        UPDATE control.\(table) SET \(column) = \(other);
        """)
      let report = try await verifyPublished()
      #expect(report.isBroken, "\(column)")
      let found = report.differences.elements.filter {
        $0.view == "control.\(table)" && $0.column == column
      }
      #expect(found.count == (table == "volume" ? 3 : 1), "\(column)")
      try await execute(
        """
        UPDATE control.\(table) AS changed
        SET \(column) = kept.\(column)
        FROM kept
        WHERE kept.\(table)_id = changed.\(table)_id;
        ALTER TABLE control.\(table) ENABLE TRIGGER USER;
        DROP TABLE kept;
        """)
    }
    #expect(try await verifyPublished().differences.count == 0)
  }

  /// A year that is gone does not hide what differs in the others.
  @Test func yearsOfOneSideOnlyAreToldBesideTheRest() async throws {
    try await publishSample()
    let schema = try await volume(of: 2023)
    try await execute(
      """
      UPDATE \(schema).coverage SET state = 'late';
      DELETE FROM intake.submission WHERE fiscal_year = 2021;
      """)
    let report = try await verifyPublished()
    #expect(!report.isSameInput)
    let gone = try #require(
      report.differences.elements.first { $0.view == "summary.publication" })
    #expect(gone.place == "{\"fiscal_year\": 2021}")
    #expect(gone.published == "2021" && gone.recomputed == nil)
    #expect(
      report.differences.elements.contains {
        $0.view == "summary.coverage" && $0.place.contains("2023") && $0.published == "late"
      })
    #expect(report.newer.count > 0)
    #expect(report.newer.elements.allSatisfy { $0.state == "deleted" && $0.fiscalYear == 2021 })
    #expect(report.newer.elements.contains { $0.unitCode != nil && $0.kind != nil })
  }

  @Test func aLongListIsCutAndCounted() async throws {
    try await publishSample()
    for year in 2021...2023 {
      let schema = try await volume(of: year)
      try await execute("UPDATE \(schema).item_name SET name = 'rewritten'")
    }
    let report = try await verifyPublished()
    let names = report.differences.elements.filter { $0.view == "summary.subject_year" }
    #expect(names.count == Verification.listLimit)
    #expect(report.differences.count > report.differences.elements.count)
  }
}
