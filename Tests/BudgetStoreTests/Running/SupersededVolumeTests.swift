import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// What becomes of the volumes that only older publications show.
@Suite(.database, .serialized)
struct SupersededVolumeTests {
  private static let district = HandWrittenDistrict(
    units: "U1,2000,,", submissions: "1,U1,2023,final_account,1,accepted,yuan",
    lines: "1,1,2010101,general,basic,,,0.50")

  private func start() async throws -> ConnectionSettings {
    try await Self.district.file()
    try await runNight(nightRequest(isFull: true))
    #expect(try await attachedSupersededTables() == [])
    return ConnectionSettings(conninfo: TestDatabase.current.conninfo)
  }

  /// Tables that queries plan and read though the current publication does not show them.
  private func attachedSupersededTables() async throws -> [String?] {
    try await column(
      """
      SELECT concat_ws(' ', part.relname, CASE WHEN inhdetachpending THEN 'half detached' END)
      FROM pg_inherits
      JOIN pg_class AS part ON part.oid = inhrelid
      WHERE part.relkind = 'r'
        AND part.relnamespace::regnamespace::text ~ '^volume_[0-9]+$'
        AND part.relnamespace::regnamespace::text NOT IN (
          SELECT 'volume_' || volume_id
          FROM control.current_publication
          JOIN control.publication_year USING (publication_id)
        )
      ORDER BY part.relname, part.relnamespace
      """)
  }

  @Test func theyAreDetachedAndStay() async throws {
    _ = try await start()
    let earlier = try await everythingPublished()
    try await execute("UPDATE intake.line SET actual = 1.50")
    #expect(try await runNight().hasPublished)
    #expect(try await attachedSupersededTables() == [])
    let recorded = try await column("SELECT count(*) FROM control.volume")
    #expect(try await volumeSchemaCount() == recorded[0])
    #expect(try await everythingPublished() != earlier)
    // What a way back to the earlier publication takes.
    try await execute(
      """
      SELECT store.attach_volume(volume_id, fiscal_year)
      FROM control.publication_year
      CROSS JOIN generate_series(1, 2) AS once_more
      WHERE publication_id = (SELECT max(publication_id) - 1 FROM control.publication);
      UPDATE control.run_fence SET token = token + 1;
      UPDATE control.current_publication
      SET fence_token = (SELECT token FROM control.run_fence), publication_id = publication_id - 1;
      """)
    #expect(try await everythingPublished() == earlier)
    #expect(try await runNight().hasPublished)
    #expect(try await attachedSupersededTables() == [])
  }

  @Test func whoeverSeesAnOlderPublicationKeepsIt() async throws {
    let settings = try await start()
    let seen = try await onOwnThread {
      let reader = try Connection(settings)
      return try reader.transaction(.repeatableRead(readOnly: true)) { reader in
        // Opens no table that a volume belongs to.
        var seen = [try reader.run(total)[0].text("total")]
        for amount in ["1.50", "2.50"] { try publish(amount, settings) }
        seen.append(try reader.run(sum)[0].text("total"))
        return seen
      }
    }
    #expect(seen == ["0.50", "0.50"])
    #expect(try await column(sum.sql) == ["2.50"])
    let left = try await attachedSupersededTables()
    let tables = try await column("SELECT 2 * cardinality(store.volume_tables())")
    #expect(tables == ["\(left.count)"], "\(left)")
    #expect(try await runNight().isUpToDate)
    #expect(try await attachedSupersededTables() == [])
    #expect(try await column(sum.sql) == ["2.50"])
  }

  @Test func detachingThatIsCutOffIsFinishedByALaterRun() async throws {
    let settings = try await start()
    let seen = try await onOwnThread {
      let reader = try Connection(settings)
      return try reader.transaction { reader in
        // Keeps the table of coverage open, but no snapshot, as libpq does for a statement with
        // parameters until the next one.
        var seen = [try reader.run(coverage)[0].text("total")]
        try reader.runScript(coverage)
        for amount in ["1.50", "2.50"] {
          try publish(amount, settings)
          seen.append(try reader.run(coverage)[0].text("total"))
          try reader.runScript(coverage)
        }
        let newcomer = try Connection(settings)
        seen.append(try newcomer.run(sum)[0].text("total"))
        seen.append(try newcomer.run(coverage)[0].text("total"))
        return seen
      }
    }
    #expect(seen == ["0.50", "1.50", "2.50", "2.50", "2.50"])
    let left = try await attachedSupersededTables()
    // Whoever holds one table keeps a pass from going on to the others.
    let halves = left.filter { $0?.hasSuffix("half detached") ?? false }
    #expect(halves == ["coverage half detached"])
    #expect(try await runNight().isUpToDate)
    #expect(try await attachedSupersededTables() == [])
    #expect(try await column(sum.sql) == ["2.50"])
  }
}

private let total = Statement(
  name: "total", sql: "SELECT total_actual AS total FROM summary.publication", shape: .oneRow)

private let sum = Statement(
  name: "sum",
  sql: """
    SELECT actual AS total
    FROM summary.subject_year
    WHERE unit_code = '*' AND subject_code = '*' AND fund_type = '*'
    """, shape: .oneRow)

private let coverage = Statement(
  name: "coverage",
  sql: """
    SELECT total_actual AS total
    FROM summary.coverage
    JOIN summary.publication USING (publication_id)
    """, shape: .oneRow)

/// Publishes a night in which the only line has this amount.
private func publish(_ amount: String, _ settings: ConnectionSettings) throws {
  let change = Statement(name: "change", sql: "UPDATE intake.line SET actual = $1::numeric")
  try Connection(settings).run(change, [.text(amount)])
  let receipt = try NightJob(settings, observe: { _ in }).run(nightRequest())
  #expect(receipt.hasPublished)
}
