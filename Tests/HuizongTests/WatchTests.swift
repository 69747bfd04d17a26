import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// The service that serves requests, as its administrators and its operator meet it.
@Suite(.database, .serialized) struct WatchTests {
  private let conninfo = TestDatabase.current.conninfo
  private var database: [String] { ["--database", conninfo] }

  /// A published district; a change without marks would be served all the same.
  private func publish() async throws {
    try await setUpRoles()
    let folder = try Scratch()
    for arguments in [
      ["sample", "--units", "5", "--years", "2022-2023", folder.path],
      ["import", "--replace", folder.path] + database, ["run", "--full"] + database,
    ] {
      let program = try await Program.run(arguments)
      #expect(program.status == 0, "\(program.messages)")
    }
    // What the run has made belongs to whoever runs by night.
    try await setUpRoles()
  }

  /// Runs the watch as the role of the batch while `body` happens, and then stops it by a signal.
  private func watch(
    stopping stop: Int32 = SIGTERM, until body: @escaping @Sendable (Desk) throws -> Void
  ) async throws -> Program {
    let conninfo = conninfo
    return try await onOwnThread {
      let arguments = ["watch", "--database", conninfo + " options='-c role=huizong_batch'"]
      return try Program(Program.path, arguments) { process in
        do {
          try body(Desk(conninfo: conninfo, watch: process))
        } catch {
          kill(process.processIdentifier, SIGKILL)
          throw error
        }
        kill(process.processIdentifier, stop)
      }
    }
  }

  @Test func takesARequestAtOnceAndLivesOn() async throws {
    try await publish()
    let program = try await watch { desk in
      try desk.awaitWatch()
      let unchanged = try desk.ask(for: 2022)
      try desk.wait(until: "done confirmed unchanged", of: unchanged)
      try desk.execute("UPDATE intake.line SET actual = actual + 1 WHERE functional_code <> '*'")
      let changed = try desk.ask(for: 2023)
      try desk.wait(until: "done published", of: changed)
      // Promised within 2 s; the machine of a test may be busy.
      for id in [unchanged, changed] { #expect(try desk.secondsUntilTaken(id) < 10) }
    }
    #expect(program.status == 0, "\(program.messages)")
    #expect(program.output.contains("核实无变化") || program.output.contains("无变化"))
    #expect(program.output.contains("已发布"))
    let status = try await Program.run(["status", "--json"] + database).document()
    #expect((status["requests"] as? [Any])?.count == 0)
    let ended = status["ended_requests"] as? [[String: Any]]
    #expect(
      ended?.prefix(2).map { $0["outcome"] as? String } == ["published", "confirmed unchanged"])
    #expect(ended?.first?["run_id"] is Int)
    let told = try await Program.run(["status"] + database)
    #expect(told.output.contains("核实无变化"), "\(told.output)")
  }

  @Test func servesWhatWasAskedBefore() async throws {
    try await publish()
    let program = try await watch { desk in
      let id = try desk.ask(for: 2023)
      try desk.wait(until: "done confirmed unchanged", of: id)
    }
    #expect(program.status == 0, "\(program.messages)")
  }

  /// It looks by itself, too, so that what is lost on the way costs time only.
  @Test func findsARequestThatNobodyTold() async throws {
    try await publish()
    let program = try await watch { desk in
      try desk.awaitWatch()
      try desk.execute(
        """
        ALTER TABLE control.rerun_request DISABLE TRIGGER open_request_is_announced;
        INSERT INTO control.rerun_request (fiscal_year, reason, requested_by)
        VALUES (2022, 'written by hand', 'somebody');
        ALTER TABLE control.rerun_request ENABLE TRIGGER open_request_is_announced;
        """)
      let id = try desk.latestRequest()
      usleep(2_000_000)
      #expect(try desk.request(id) == "open", "it was told after all")
      try desk.wait(until: "done confirmed unchanged", of: id)
    }
    #expect(program.status == 0, "\(program.messages)")
  }

  @Test func outlivesItsConnection() async throws {
    try await publish()
    let program = try await watch { desk in
      let first = try desk.awaitWatch()
      try desk.execute("SELECT pg_terminate_backend(\(first), 5000)")
      let lost = try desk.ask(for: 2022)
      try desk.wait(until: "done confirmed unchanged", of: lost)
      #expect(try desk.awaitWatch() != first)
      let heard = try desk.ask(for: 2023)
      try desk.wait(until: "done confirmed unchanged", of: heard)
    }
    #expect(program.status == 0, "\(program.messages)")
    #expect(program.messages.contains("秒后重试"), "\(program.messages)")
  }

  @Test func waitsForAnotherRun() async throws {
    try await publish()
    let program = try await watch { desk in
      try desk.awaitWatch()
      let id = try desk.holdingTheRunLock {
        let id = try desk.ask(for: 2023)
        usleep(2_500_000)
        #expect(try desk.request(id) == "open")
        return id
      }
      try desk.wait(until: "done confirmed unchanged", of: id)
    }
    #expect(program.status == 0, "\(program.messages)")
    #expect(program.messages.contains("等它结束"), "\(program.messages)")
  }

  /// A night that fails is told to those who asked, and the next request is served.
  @Test func outlivesANightThatFails() async throws {
    try await publish()
    let program = try await watch { desk in
      try desk.awaitWatch()
      try desk.execute(
        """
        INSERT INTO reference.unit (unit_code, valid_from, name, parent_code)
        VALUES ('X1', 2023, 'X1', 'X1')
        """)
      let failed = try desk.ask(for: 2023)
      try desk.wait(until: "failed", of: failed)
      try desk.execute("DELETE FROM reference.unit WHERE unit_code = 'X1'")
      let served = try desk.ask(for: 2023)
      try desk.wait(until: "done confirmed unchanged", of: served)
    }
    #expect(program.status == 0, "\(program.messages)")
    #expect(program.messages.contains("X1 → X1"), "\(program.messages)")
  }

  @Test(arguments: [(SIGTERM, 143), (SIGINT, 130)] as [(Int32, Int32)])
  func aSignalStopsANightCleanly(signal: Int32, status: Int32) async throws {
    try await publish()
    let asked = Scratchpad()
    let program = try await watch(stopping: 0) { desk in
      try desk.awaitWatch()
      asked.note(
        try desk.holdingTheExplanations {
          let id = try desk.ask(for: 2023)
          try desk.wait(until: "taken", of: id)
          try desk.awaitANightThatWaits()
          kill(desk.watch.processIdentifier, signal)
          usleep(200_000)
          return id
        })
    }
    #expect(program.status == status, "\(program.messages)")
    let id = asked.text
    let (request, runs) = try await onOwnThread { [conninfo] in
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      return (
        try connection.text("SELECT state FROM control.rerun_request WHERE request_id = \(id)"),
        try connection.text(
          "SELECT state || ' ' || exit_code FROM control.run ORDER BY run_id DESC LIMIT 1")
      )
    }
    #expect(request == "open", "nobody has answered it")
    #expect(runs == "failed \(status)")
    let next = try await Program.run(["run", "--requested"] + database)
    #expect(next.status == 0, "\(next.messages)")
  }

  @Test func aSignalEndsAnIdleWatchAtOnce() async throws {
    try await setUpRoles()
    let stopwatch = Stopwatch()
    let program = try await watch(stopping: SIGINT) { desk in
      try desk.awaitWatch()
      stopwatch.start()
    }
    #expect(program.status == 0, "\(program.messages)")
    #expect(stopwatch.elapsed < .seconds(10))
  }

  /// What no pause mends ends it at the start.
  @Test func mistakesEndItAtTheStart() async throws {
    try await setUpRoles()
    let stranger = try await Program.run(
      ["watch", "--database", conninfo + " user='there is no such role'"])
    #expect(stranger.status == 77, "\(stranger.messages)")
    let analyst = try await Program.run(
      ["watch", "--database", conninfo + " options='-c role=huizong_analyst'"])
    #expect(analyst.status == 77, "\(analyst.messages)")
    let admin = try await Program.run(
      ["watch", "--database", conninfo + " options='-c role=huizong_admin'"])
    #expect(admin.status == 77, "\(admin.messages)")
    let nowhere = try await Program.run(
      ["watch", "--database", conninfo + " dbname='there is no such database'"])
    #expect(nowhere.status == 78, "\(nowhere.messages)")
  }

  @Test func waitsForADatabaseThatIsNotUp() async throws {
    let program = try await onOwnThread {
      try Program(Program.path, ["watch", "--database", "host=/nonexistent"]) { process in
        usleep(1_500_000)
        #expect(process.isRunning)
        process.terminate()
      }
    }
    #expect(program.status == 0, "\(program.messages)")
    #expect(program.messages.contains("秒后重试"), "\(program.messages)")
  }
}
