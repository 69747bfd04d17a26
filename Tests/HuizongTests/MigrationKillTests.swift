import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// A migration that is killed, meets a second one, or finds a file that was edited after release.
@Suite(.database(.empty), .serialized) struct MigrationKillTests {
  private let conninfo = TestDatabase.current.conninfo
  private var database: [String] { ["--database", TestDatabase.current.conninfo] }

  private static let dropAll = """
    DROP SCHEMA IF EXISTS reference, intake, control, import, store, summary, own_summary,
      summary_zh
    CASCADE
    """

  private func asked(_ sql: String) async throws -> String {
    let conninfo = conninfo
    return try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo)).text(sql)
    }
  }

  private func execute(_ sql: String) async throws {
    let conninfo = conninfo
    try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo))
        .runScript(Statement(name: "change", sql: sql))
    }
  }

  /// Tables, columns, constraints, triggers and functions by name and text.
  private func schema() async throws -> String {
    try await asked(
      """
      SELECT md5(concat(
        (SELECT string_agg(told, ',' ORDER BY told COLLATE "C") FROM (
          SELECT concat(attrelid::regclass, '.', attname, ' ', atttypid::regtype, attnotnull,
            col_description(attrelid, attnum)) AS told
          FROM pg_attribute
          JOIN pg_class ON pg_class.oid = attrelid
          WHERE relnamespace::regnamespace::text !~ '^pg_|information_schema'
            AND attnum > 0
        ) AS columns),
        (SELECT string_agg(pg_get_functiondef(oid), ','
           ORDER BY oid::regprocedure::text COLLATE "C")
         FROM pg_proc WHERE pronamespace::regnamespace::text !~ '^pg_|information_schema'),
        (SELECT string_agg(told, ',' ORDER BY told COLLATE "C") FROM (
          SELECT concat(conrelid::regclass, conname, pg_get_constraintdef(oid)) AS told
          FROM pg_constraint
          WHERE connamespace::regnamespace::text !~ '^pg_|information_schema'
          UNION ALL
          SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
        ) AS rules)
      ))
      """)
  }

  /// Killed at ever later moments; the next one goes on where the last whole file ended.
  @Test func aKilledMigrationIsGoneOnWith() async throws {
    #expect(try await Program.run(["migrate"] + database).status == 0)
    let whole = try await schema()
    let count = try #require(Int(try await asked("SELECT count(*)::text FROM control.migration")))
    var seen: Set<Int> = []
    let spread = LongRun.count("migrate", normally: 3, long: count)
    let rounds = LongRun.steps("migrate", normally: 3, long: count)
    for round in rounds {
      let reached = (round * count / spread + 3) % count
      try await execute(
        Self.dropAll)
      let killed = try await killedMigration(at: reached)
      // One that had little left to do is quicker than the look at how far it has come.
      guard killed.status == SIGKILL else { continue }
      let applied = try await applied()
      seen.insert(applied)
      // Whole files or none of them: what is recorded is there, and the next one goes on with it.
      let next = try await Program.run(["migrate", "--json"] + database)
      #expect(next.status == 0, "\(next.messages)")
      #expect((try next.document()["migrations"] as? [String])?.count == count - applied)
      #expect(try await schema() == whole, "killed at \(applied)")
    }
    #expect(seen.count > rounds.count / 2 || rounds.count < 3, "\(seen)")
  }

  private func applied() async throws -> Int {
    let isThere = try await asked("SELECT (to_regclass('control.migration') IS NOT NULL)::text")
    guard isThere == "true" else { return 0 }
    return Int(try await asked("SELECT count(*)::text FROM control.migration")) ?? -1
  }

  private func killedMigration(at reached: Int) async throws -> Program {
    let (conninfo, database) = (conninfo, database)
    return try await onOwnThread {
      let watcher = try Connection(ConnectionSettings(conninfo: conninfo))
      return try Program(Program.path, ["migrate"] + database) { process in
        while process.isRunning {
          let isThere = try watcher.text(
            "SELECT (to_regclass('control.migration') IS NOT NULL)::text")
          if isThere == "true",
            Int(try watcher.text("SELECT count(*)::text FROM control.migration")) ?? 0 >= reached
          {
            break
          }
        }
        kill(process.processIdentifier, SIGKILL)
      }
    }
  }

  @Test func twoAtOnceApplyEachFileOnce() async throws {
    try await execute(
      Self.dropAll)
    async let first = Program.run(["migrate", "--json"] + database)
    async let second = Program.run(["migrate", "--json"] + database)
    var names: [String] = []
    let programs = try await [first, second]
    #expect(programs.contains { $0.status == 0 })
    #expect(programs.allSatisfy { [0, 69].contains($0.status) })
    for program in programs where program.status == 0 {
      names += try program.document()["migrations"] as? [String] ?? []
    }
    #expect(names.count == Set(names).count)
    #expect(try await Program.run(["migrate"] + database).status == 0)
    let count = try await asked("SELECT count(*)::text FROM control.migration")
    #expect(Int(count) ?? 0 >= names.count)
  }

  @Test func anEditedFileIs78() async throws {
    #expect(try await Program.run(["migrate"] + database).status == 0)
    try await execute(
      "UPDATE control.migration SET checksum = encode(sha256('edited'), 'hex') WHERE number = 7")
    for command in [["migrate"], ["run"], ["migrate", "--dry-run"]] {
      let program = try await Program.run(command + database)
      #expect(program.status == 78, "\(program.messages)")
      #expect(program.messages.contains("0007_create_publications"), "\(program.messages)")
    }
  }
}
