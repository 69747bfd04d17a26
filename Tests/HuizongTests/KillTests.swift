import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// A night whose process is killed when everything is written and nothing is shown.
@Suite(.database, .serialized) struct KillTests {
  private let conninfo = TestDatabase.current.conninfo
  private let database = ["--database", TestDatabase.current.conninfo]

  @Test func theOldFiguresStandAndTheNextRunIsNormal() async throws {
    let folder = try Scratch()
    for arguments in [
      ["sample", "--units", "6", "--years", "2022-2023", folder.path],
      ["import", folder.path] + database, ["run"] + database,
    ] {
      let program = try await Program.run(arguments)
      #expect(program.status == 0, "\(program.messages)")
    }
    let before = try await summary()
    #expect(before.contains("2080505"))
    try await execute("UPDATE intake.line SET actual = actual + 1 WHERE functional_code <> '*'")

    let killed = try await killedNight()
    #expect(killed.status == SIGKILL)
    #expect(try await summary() == before)

    let next = try await Program.run(["run", "--json"] + database)
    #expect(next.status == 0, "\(next.messages)")
    #expect(try next.document()["outcome"] as? String == "published")
    #expect(try await summary() != before)
    let runs = try await Program.run(["runs", "--json"] + database)
    #expect(runs.output.contains("abandoned"))
  }

  private func summary() async throws -> String {
    let program = try await Program.run(["summary", "--level", "7", "--csv"] + database)
    #expect(program.status == 0, "\(program.messages)")
    return program.output
  }

  private func execute(_ sql: String) async throws {
    let settings = ConnectionSettings(conninfo: conninfo)
    try await onOwnThread {
      let connection = try Connection(settings)
      try connection.run(Statement(name: "change", sql: sql))
    }
  }

  /// Runs a night that waits for the fence when it wants to publish, and kills it there.
  private func killedNight() async throws -> Program {
    let settings = ConnectionSettings(conninfo: conninfo, lockTimeoutSeconds: 60)
    let arguments = ["run"] + database
    return try await onOwnThread {
      try Program(Program.path, arguments) { process in
        let connection = try Connection(settings)
        try wait(until: .runIsActive, on: connection)
        try connection.transaction { connection in
          try connection.run(.holdFence)
          try wait(until: .runWaits, on: connection)
          kill(process.processIdentifier, SIGKILL)
        }
      }
    }
  }
}

/// Asks until the answer is yes, for half a minute at most.
private func wait(until question: Statement, on connection: borrowing Connection) throws {
  let deadline = ContinuousClock.now + .seconds(30)
  while try !connection.run(question)[0].bool("holds") {
    guard ContinuousClock.now < deadline else { throw NeverHappened(question: question.name) }
  }
}

/// The night did not come to the point where it was to be killed.
private struct NeverHappened: Error {
  let question: String
}

extension Statement {
  fileprivate static let runIsActive = Statement(
    name: "run_is_active",
    sql: """
      SELECT EXISTS (SELECT FROM control.run WHERE state IN ('running', 'staged')) AS holds
      """,
    shape: .oneRow)
  fileprivate static let holdFence = Statement(
    name: "hold_fence", sql: "SELECT token FROM control.run_fence FOR UPDATE", shape: .rows)
  fileprivate static let runWaits = Statement(
    name: "run_waits",
    sql: """
      SELECT EXISTS (
        SELECT
        FROM pg_locks
        WHERE transactionid = pg_current_xact_id()::xid
          AND NOT granted
      ) AS holds
      """, shape: .oneRow)
}
