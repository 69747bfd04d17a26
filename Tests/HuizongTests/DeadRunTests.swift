import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// L4. The process of a run is killed while the server works for it: the next run need not wait.
@Suite(.database, .serialized) struct DeadRunTests {
  private let conninfo = TestDatabase.current.conninfo

  @Test func leavesTheLockAtOnce() async throws {
    let conninfo = conninfo
    // The run waits over another connection than that of its lock, and then over that one.
    for table in ["intake.submission, intake.line", "control.rerun_request"] {
      let seconds = try await onOwnThread {
        let holder = try Connection(ConnectionSettings(conninfo: conninfo))
        let watcher = try Connection(ConnectionSettings(conninfo: conninfo))
        try holder.run(Statement(name: "begin", sql: "BEGIN"))
        try holder.run(Statement(name: "hold", sql: "LOCK TABLE \(table)"))
        var seconds = Duration.seconds(60)
        _ = try Program(Program.path, ["run", "--database", conninfo]) { process in
          while process.isRunning, try watcher.text(countWaiting) == "0" { usleep(10_000) }
          #expect(try watcher.text(tryLock) == "false", "the run has it")
          kill(process.processIdentifier, SIGKILL)
          let begun = ContinuousClock.now
          while try watcher.text(tryLock) == "false" { usleep(10_000) }
          seconds = ContinuousClock.now - begun
        }
        try holder.run(Statement(name: "end", sql: "ROLLBACK"))
        return seconds
      }
      #expect(seconds <= .seconds(2), "\(table): \(seconds)")
    }
  }
}

private let tryLock = "SELECT pg_try_advisory_lock(1215654266, 1)::text"

private let countWaiting = """
  SELECT count(*)
  FROM pg_stat_activity
  WHERE datname = current_database()
    AND wait_event_type = 'Lock'
  """
