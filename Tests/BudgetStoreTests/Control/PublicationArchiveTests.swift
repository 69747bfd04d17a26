import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// Earlier publications: shown as they were, shown again, and taken away.
@Suite(.database, .serialized)
struct PublicationArchiveTests {
  /// Two years, a group, eliminations, a code that is renamed, two funds, and an anomaly.
  private static let district = HandWrittenDistrict(
    units: "G1,2000,,\nU1,2000,,G1\nU2,2000,,G1",
    submissions: """
      1,U1,2022,final_account,1,accepted,yuan
      2,U1,2023,final_account,1,accepted,yuan
      3,U2,2023,final_account,1,accepted,yuan
      """,
    lines: """
      1,1,2010101,general,basic,,,10.00
      2,1,2010101,general,basic,,,20.00
      2,2,2010102,fund,project,30.00,,40.00
      3,1,2010101,general,basic,,,5.00
      """)

  /// Made where the suite's database is known, not on the threads that use it.
  private var archive: PublicationArchive {
    PublicationArchive(ConnectionSettings(conninfo: TestDatabase.current.conninfo))
  }

  /// Everything that a view shows, and that a function says it showed.
  private func rows(_ source: String) async throws -> [String] {
    try await column("SELECT to_jsonb(shown)::text FROM \(source) AS shown ORDER BY 1")
      .compactMap(\.self)
  }

  private func current() async throws -> Int64 {
    let ids = try await column("SELECT publication_id FROM summary.publication")
    return ids.first.flatMap { $0 }.flatMap { Int64($0) } ?? -1
  }

  /// Runs three nights with changes between them; what readers saw after each.
  private func threeNights() async throws -> [(id: Int64, cells: [String], anomalies: [String])] {
    try await Self.district.file()
    var seen: [(id: Int64, cells: [String], anomalies: [String])] = []
    let changes = [
      "SELECT 1", "UPDATE intake.line SET actual = 41.00 WHERE line_no = 2",
      "UPDATE intake.submission SET status = 'withdrawn' WHERE submission_id = 3",
    ]
    for change in changes {
      try await execute(change)
      #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
      seen.append(
        (
          try await current(), try await rows("summary.subject_year"),
          try await rows("summary.anomaly")
        ))
    }
    return seen
  }

  /// The states of the runs behind the publications from `id` on, in their order.
  private func states(since id: Int64) async throws -> [String?] {
    try await column(
      """
      SELECT state
      FROM control.run
      JOIN control.publication USING (run_id)
      WHERE publication_id >= \(id)
      ORDER BY publication_id
      """)
  }

  @Test func earlierPublicationsAreShownAsTheyWere() async throws {
    let seen = try await threeNights()
    #expect(Set(seen.map(\.cells)).count == 3)
    #expect(!seen[0].anomalies.isEmpty)
    for night in seen {
      #expect(try await rows("summary.subject_year_as_of(\(night.id))") == night.cells)
      #expect(try await rows("summary.anomaly_as_of(\(night.id))") == night.anomalies)
    }
    // A publication that keeps the volume of another year shows it, too.
    try await execute("UPDATE intake.line SET actual = 11.00 WHERE submission_id = 1")
    #expect(try await runNight(nightRequest(years: [2022])).hasPublished)
    let now = try await rows("summary.subject_year")
    #expect(try await rows("summary.subject_year_as_of(\(try await current()))") == now)
    #expect(try await rows("summary.subject_year_as_of(\(seen[1].id))") == seen[1].cells)
  }

  @Test func whatIsNotKeptIsRefused() async throws {
    _ = try await threeNights()
    for id in ["999", "NULL"] {
      do {
        try await execute("SELECT * FROM summary.anomaly_as_of(\(id))")
        Issue.record("publication \(id) is shown")
      } catch let error as PostgresError {
        #expect(error.place.constraint == "publication_is_kept")
        #expect(error.exitCode == 64)
      }
    }
  }

  @Test func answersAreThoseKnownThen() async throws {
    let seen = try await threeNights()
    let last = try #require(seen.last)
    func statuses(_ id: Int64) async throws -> Set<String?> {
      Set(try await column("SELECT status FROM summary.anomaly_as_of(\(id))"))
    }
    #expect(!(try await statuses(last.id)).contains("accepted"))
    try await execute(
      """
      SELECT control.answer_anomaly(anomaly_id, 'accept', 'checked by hand', NULL,
        '-Infinity', 'Infinity')
      FROM summary.anomaly
      WHERE stated IS NOT NULL;
      SELECT control.answer_anomaly(anomaly_id, 'accept', 'checked by hand')
      FROM summary.anomaly
      WHERE stated IS NULL;
      """)
    #expect(try await statuses(last.id) == ["accepted"])
    // An answer to what stands now says nothing of what was known before.
    #expect(!(try await statuses(seen[1].id)).contains("accepted"))
    try await execute("UPDATE intake.line SET actual = 12.00 WHERE submission_id = 1")
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    #expect(try await statuses(last.id) == ["accepted"])
  }

  /// What is current is answered now, whenever it was published.
  @Test func answersToWhatIsShownAgainAreKnown() async throws {
    let seen = try await threeNights()
    try await onOwnThread { [archive] in try archive.rollBack(to: seen[0].id, reason: "taken back")
    }
    try await execute(
      """
      SELECT control.answer_anomaly(anomaly_id, 'accept', 'checked by hand')
      FROM summary.anomaly
      """)
    let now = try await rows("summary.anomaly")
    #expect(try await rows("summary.anomaly_as_of(\(seen[0].id))") == now)
  }

  /// A reader of an old publication keeps it, and nobody waits for them.
  @Test func whatIsBeingReadGoesLater() async throws {
    let seen = try await threeNights()
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let (totals, gone) = try await onOwnThread { [archive] in
      let reader = try Connection(settings)
      return try reader.transaction(.repeatableRead(readOnly: true)) { reader in
        var totals = [try reader.run(total)[0].text("total")]
        try Connection(settings).runScript(
          Statement(name: "change", sql: "UPDATE intake.line SET actual = 99 WHERE line_no = 2"))
        for _ in 0..<2 {
          _ = try NightJob(settings, observe: { _ in }).run(nightRequest(isFull: true))
        }
        let gone = try archive.collect(by: PublicationArchive.Retention(count: 1, days: 0))
        totals.append(try reader.run(total)[0].text("total"))
        return (totals: totals, gone: gone)
      }
    }
    #expect(totals[0] == totals[1])
    #expect(Set(gone).isSuperset(of: seen.map(\.id)))
    try await onOwnThread { [archive] in _ = try archive.collect(by: .init(count: 1, days: 0)) }
    let recorded = try await column("SELECT count(*) FROM control.volume")
    #expect(recorded == ["2"])
    #expect(try await volumeSchemaCount() == recorded[0])
  }

  @Test func rollingBackShowsAnEarlierPublicationWhole() async throws {
    let seen = try await threeNights()
    let everything = try await everythingPublished()
    try await onOwnThread { [archive] in try archive.rollBack(to: seen[0].id, reason: "taken back")
    }
    #expect(try await current() == seen[0].id)
    #expect(try await rows("summary.subject_year") == seen[0].cells)
    let states = try await self.states(since: seen[0].id)
    #expect(states == ["published", "superseded", "superseded"])
    let said = try await column(
      "SELECT detail ->> 'reason' FROM control.audit WHERE action = 'roll_back' "
        + "ORDER BY audit_id DESC LIMIT 1")
    #expect(said == ["taken back"])
    try await onOwnThread { [archive] in
      try archive.rollBack(to: seen[0].id, reason: "nothing to do")
    }
    #expect(try await self.states(since: seen[0].id) == states)
    // The later one can be shown again, and the next night says what the submissions say.
    try await onOwnThread { [archive] in try archive.rollBack(to: seen[2].id, reason: "after all") }
    #expect(try await everythingPublished() == everything)
    try await onOwnThread { [archive] in try archive.rollBack(to: seen[1].id, reason: "once more") }
    #expect(try await runNight().hasPublished)
    #expect(try await everythingPublished() == everything)
  }

  @Test func neitherMeetsARun() async throws {
    let seen = try await threeNights()
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let outcomes = try await onOwnThread { [archive] in
      let run = try Connection(settings)
      try run.run(
        Statement(
          name: "hold_lock", sql: "SELECT pg_advisory_lock(1215654266, 1)", shape: .rows))
      let outcomes = [
        Result { try archive.rollBack(to: seen[0].id, reason: "taken back") },
        Result { _ = try archive.collect(by: .init(count: 1, days: 0)) },
      ]
      withExtendedLifetime(run) {}
      return outcomes
    }
    for outcome in outcomes {
      guard case .failure(let error as StoreError) = outcome else {
        Issue.record("\(outcome)")
        continue
      }
      #expect(error.exitCode == 75)
    }
    #expect(try await current() == seen[2].id)
  }

  @Test func retentionKeepsWhatEitherBoundKeeps() async throws {
    let seen = try await threeNights()
    let volumes = try await volumeSchemaCount()
    let kept = try await onOwnThread { [archive] in
      try archive.collect(by: .init(count: 1, days: 1))
    }
    #expect(kept == [])
    #expect(try await volumeSchemaCount() == volumes)
    let ids = seen.map(\.id)
    let expired = try await onOwnThread { [archive] in
      try archive.expired(by: .init(count: 2, days: 0))
    }
    #expect(expired.last == ids[0])
    // The current publication stays though later ones are newer.
    try await onOwnThread { [archive] in try archive.rollBack(to: ids[1], reason: "taken back") }
    let gone = try await onOwnThread { [archive] in
      try archive.collect(by: .init(count: 1, days: 0))
    }
    #expect(gone.last == ids[0])
    #expect(try await rows("summary.subject_year") == seen[1].cells)
    #expect(try await rows("summary.subject_year_as_of(\(ids[2]))") == seen[2].cells)
    let recorded = try await column("SELECT count(*) FROM control.volume")
    #expect(try await volumeSchemaCount() == recorded[0])
    #expect(try await volumeSchemaCount() != volumes)
  }
}

private let total = Statement(
  name: "total",
  sql: """
    SELECT actual AS total
    FROM summary.subject_year
    WHERE unit_code = '*' AND subject_code = '*' AND fund_type = '*' AND fiscal_year = 2023
    """, shape: .oneRow)
