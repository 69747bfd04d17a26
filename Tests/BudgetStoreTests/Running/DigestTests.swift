import BudgetEngine
import BudgetStore
import BudgetTestSupport
import SampleDistrict
import Testing

/// One input, one result, whoever computes it and however the input lies.
@Suite(.database, .serialized)
struct DigestTests {
  private static let sample = SampleOptions(unitCount: 40, years: 2021...2023)

  /// A full run's digest; it publishes whatever it finds.
  private func digest(workers: Int = 2) async throws -> String {
    let receipt = try await runNight(nightRequest(isFull: true, workers: workers))
    #expect(receipt.hasPublished)
    let shown = try await column("SELECT digest FROM summary.publication")
    #expect(shown == [receipt.digest])
    return receipt.digest
  }

  @Test func dependsOnTheInputOnly() async throws {
    try await fileSample(Self.sample)
    let first = try await digest()
    for workers in [1, 10] {
      #expect(try await digest(workers: workers) == first, "\(workers) workers")
    }

    // A few submissions whose rows lie in several places.
    try await execute("UPDATE intake.line SET note = 'moved' WHERE submission_id % 10 = 0")
    try await execute("UPDATE intake.line SET note = 'again' WHERE line_no % 7 = 0")
    #expect(try await digest(workers: 3) == first, "scattered")

    try await execute(
      """
      CREATE TABLE shuffled AS
      SELECT *
      FROM intake.line
      ORDER BY md5(submission_id::text || '/' || line_no::text);
      TRUNCATE intake.line;
      INSERT INTO intake.line
      SELECT *
      FROM shuffled;
      """)
    #expect(try await digest() == first, "shuffled")

    try await execute("ALTER DATABASE \(TestDatabase.current.name) SET timezone = 'Asia/Kabul'")
    try await execute("ALTER DATABASE \(TestDatabase.current.name) SET datestyle = 'German'")
    #expect(try await digest() == first, "time zone")

    for table in ["submission", "line", "stated_figure", "explanation"] {
      try await execute(
        """
        ALTER TABLE intake.\(table) RENAME TO \(table)_row;
        CREATE VIEW intake.\(table) AS
        SELECT *
        FROM intake.\(table)_row;
        """)
    }
    #expect(try await digest(workers: 4) == first, "views")
    let sources = try await column(
      "SELECT input_source FROM control.run ORDER BY run_id DESC LIMIT 1")
    #expect(sources == ["views"])
    for table in ["submission", "line", "stated_figure", "explanation"] {
      try await execute(
        "DROP VIEW intake.\(table); ALTER TABLE intake.\(table)_row RENAME TO \(table)")
    }
  }

  @Test func unchangedInputIsUpToDate() async throws {
    try await fileSample(Self.sample)
    let first = try await runNight(nightRequest(isFull: true))
    let volumes = try await volumeSchemaCount()
    _ = try await runNight()
    let before = try await writers()
    let second = try await runNight()
    #expect(second.isUpToDate)
    #expect(try await volumeSchemaCount() == volumes)
    // No row is written but the run's own.
    let after = try await writers()
    #expect(before.count > 30)
    #expect(
      Set(after).subtracting(before).map { $0.prefix { $0 != " " } }.sorted()
        == ["control.run", "control.run_fence"])
    let last = try await rows(
      "state, exit_code", from: "control.run", where: "run_id = \(second.runID ?? 0)")
    #expect(last == ["up_to_date 0"])

    let full = try await runNight(nightRequest(isFull: true))
    #expect(full.hasPublished)
    #expect(full.digest == first.digest)
  }

  /// Every table with the number of its rows and the transactions that wrote them.
  private func writers() async throws -> [String] {
    try await column(
      """
      SELECT concat_ws(' ', name, (xpath('/row/told/text()', query_to_xml(format(
        'SELECT concat_ws(''/'', count(*), sum(xmin::text::numeric)) AS told FROM %s', name
      ), false, true, '')))[1])
      FROM (
        SELECT concat_ws('.', nspname, quote_ident(relname)) AS name
        FROM pg_class
        JOIN pg_namespace
          ON pg_namespace.oid = relnamespace
        WHERE relkind = 'r'
          AND nspname ~ '^(control|store|reference|intake|import|volume_[0-9]+)$'
      ) AS tables
      ORDER BY name
      """
    ).compactMap(\.self)
  }

  /// What readers see beside the figures is a part of the result.
  @Test(arguments: [
    "UPDATE reference.unit SET name = name || '(新)'",
    "UPDATE reference.unit SET unit_type = 'another'",
    "UPDATE reference.functional_subject SET name = name || '(新)' WHERE code = '201'",
    "UPDATE reference.economic_subject SET name = name || '(新)'",
  ])
  func aNewNameIsPublished(change: String) async throws {
    try await HandWrittenDistrict(
      units: "A1,2000,,", submissions: "1,A1,2023,final_account,1,accepted,yuan",
      lines: "1,1,2010101,general,basic,,,120.00"
    ).file()
    try await execute(
      """
      INSERT INTO reference.functional_subject (fund_type, code, valid_from, name)
      VALUES ('general', '201', 2000, '一般公共服务支出'), ('general', '2010101', 2000, '行政运行')
      ON CONFLICT DO NOTHING;
      INSERT INTO reference.economic_subject (code, valid_from, name)
      VALUES ('301', 2000, '工资福利支出')
      ON CONFLICT DO NOTHING;
      """)
    try await runNight(nightRequest(isFull: true))
    try await execute(change)
    let receipt = try await runNight()
    #expect(receipt.hasPublished)
    #expect(try await runNight().isUpToDate)
  }

  @Test func aChangedAmountIsPublished() async throws {
    try await fileSample(Self.sample)
    let first = try await runNight(nightRequest(isFull: true))
    try await execute(
      """
      UPDATE intake.line
      SET actual = actual + 1
      WHERE (submission_id, line_no) = (
          SELECT submission_id, max(line_no)
          FROM intake.line
          JOIN intake.submission USING (submission_id)
          WHERE section = 'functional'
            AND kind = 'final_account'
            AND actual IS NOT NULL
          GROUP BY submission_id
          ORDER BY submission_id
          LIMIT 1
        )
      """)
    let second = try await runNight()
    #expect(second.hasPublished)
    #expect(second.digest != first.digest)
    #expect(try await runNight().isUpToDate)
  }

  /// What a unit explains, and what the bureau sets, decides what the unit is asked.
  @Test func explanationsAndThresholdsAreInput() async throws {
    try await HandWrittenDistrict(
      units: "A1,2000,,", submissions: "1,A1,2023,final_account,1,accepted,wan_yuan",
      lines: "1,1,2010101,general,project,100.00,,120.00"
    ).file()
    let asked = ["E030 review 2023 A1 - - -"]
    for (change, found) in [
      ("SELECT 1", asked),
      (
        "INSERT INTO intake.explanation (submission_id, seq, line_no, kind, text) "
          + "VALUES (1, 1, 1, 'reason', '新增任务')", []
      ),
      ("UPDATE intake.explanation SET amount = 5.00", asked),
      ("UPDATE intake.explanation SET line_no = NULL, figure = 'total.actual', amount = NULL", []),
      ("DELETE FROM intake.explanation", asked),
      ("INSERT INTO reference.rule_setting VALUES ('E030', 'share_percent', 2000, NULL, 20)", []),
    ] {
      try await execute(change)
      #expect(try await runNight().hasPublished)
      #expect(try await anomalies() == found, "\(change)")
    }
  }

  @Test func aDryRunLeavesNoTrace() async throws {
    try await fileSample(Self.sample)
    try await runNight(nightRequest(isFull: true))
    let before = try await column("SELECT count(*) FROM control.run")
    var request = nightRequest()
    request.isDryRun = true
    let receipt = try await runNight(request)
    guard case .dryRun = receipt.outcome else {
      Issue.record("a dry run ended as \(receipt.outcome)")
      return
    }
    #expect(try await column("SELECT count(*) FROM control.run") == before)
  }
}
