import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// The exit codes that a scheduler goes by, each reached from outside.
@Suite(.database, .serialized) struct ExitCodeTests {
  private let conninfo = TestDatabase.current.conninfo
  private var database: [String] { ["--database", conninfo] }

  @Test func unreadableInputIs65() async throws {
    let folder = try Scratch()
    try folder.write("unit.csv", "unit_code,valid_from,name\n1,2020,甲\n2,x,\u{1B}[31m\n")
    let program = try await Program.run(["import", folder.path] + database)
    #expect(program.status == 65)
    #expect(program.messages.contains("unit.csv:3 [valid_from]"))
    let missing = try await Program.run(["import", "/nonexistent"] + database)
    #expect(missing.status == 65)
  }

  @Test func cyclicTreeIs65() async throws {
    let folder = try Scratch()
    try folder.write(
      "unit.csv", "unit_code,valid_from,name,parent_code\nA1,2020,甲,A2\nA2,2020,乙,A1\n")
    try folder.write(
      "submission.csv",
      "submission_id,unit_code,fiscal_year,kind,revision,status,amount_unit\n"
        + "1,A1,2020,final_account,1,submitted,yuan\n")
    try folder.write(
      "line.csv", "submission_id,line_no,section,functional_code,actual\n1,1,functional,201,5\n")
    #expect(try await Program.run(["import", folder.path] + database).status == 0)
    let program = try await Program.run(["run"] + database)
    #expect(program.status == 65, "\(program.messages)")
    #expect(program.messages.contains("A1 → A2"))
    try await execute("TRUNCATE reference.unit, intake.submission CASCADE")
  }

  @Test func fullDiskIs73() async throws {
    let program = try await Program.shell("\"$0\" runs --json \"$@\" > /dev/full", database)
    #expect(program.status == 73, "\(program.messages)")
  }

  @Test func otherRunIs75() async throws {
    let (conninfo, database) = (conninfo, database)
    let (program, status) = try await onOwnThread {
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      try connection.run(holdRunLock)
      return (
        try Program(Program.path, ["run"] + database),
        try Program(Program.path, ["status"] + database)
      )
    }
    #expect(program.status == 75, "\(program.messages)")
    #expect(status.output.contains("运行锁由"), "\(status.output)")
  }

  @Test func strangerIs77() async throws {
    let program = try await Program.run(
      ["status", "--database", conninfo + " user='there is no such role'"])
    #expect(program.status == 77, "\(program.messages)")
  }

  @Test func unknownDatabaseIs78() async throws {
    let program = try await Program.run(
      ["status", "--database", conninfo + " dbname='there is no such database'"])
    #expect(program.status == 78, "\(program.messages)")
  }

  @Test func olderSchemaIs78BeforeAnythingIsRead() async throws {
    try await execute(
      """
      CREATE TABLE public.later AS SELECT * FROM control.migration WHERE number > 11;
      DELETE FROM control.migration WHERE number > 11
      """)
    let program = try await Program.run(["run"] + database)
    #expect(program.status == 78, "\(program.messages)")
    #expect(program.messages.contains("0012_create_summary"))
    #expect(program.messages.contains("huizong migrate"))
    try await execute(
      "INSERT INTO control.migration SELECT * FROM public.later; DROP TABLE public.later")
  }

  @Test func signalIs143() async throws {
    let (conninfo, database) = (conninfo, database)
    let program = try await onOwnThread {
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      let watcher = try Connection(ConnectionSettings(conninfo: conninfo))
      try connection.run(Statement(name: "begin", sql: "BEGIN"))
      // The run waits for this table while it loads, and hears the signal there.
      try connection.run(Statement(name: "block", sql: "LOCK TABLE intake.line"))
      return try Program(Program.path, ["run"] + database) { process in
        while process.isRunning, try watcher.run(countWaiting)[0].int("count") == 0 {
          usleep(20_000)
        }
        process.terminate()
        usleep(200_000)
        try connection.run(Statement(name: "end", sql: "ROLLBACK"))
      }
    }
    #expect(program.status == 143, "\(program.messages)")
    let runs = try await Program.run(["runs", "--json"] + database).document()
    let last = (runs["rows"] as? [[String: Any]])?.first
    #expect(last?["exit_code"] as? Int == 143)
  }

  private func execute(_ sql: String) async throws {
    let conninfo = conninfo
    try await onOwnThread {
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      try connection.runScript(Statement(name: "change", sql: sql))
    }
  }
}

private let holdRunLock = Statement(
  name: "hold_run_lock", sql: "SELECT pg_advisory_lock(1215654266, 1)", shape: .oneRow)

private let countWaiting = Statement(
  name: "count_waiting",
  sql: """
    SELECT count(*) AS count
    FROM pg_locks
    WHERE NOT granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    """, shape: .oneRow)
