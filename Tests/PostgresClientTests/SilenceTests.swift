import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// A call that waits without a byte: for work that takes long, or for nobody.
@Suite(.database(.empty), .serialized)
struct SilenceTests {
  private static let rows = "SELECT g FROM generate_series(1, 3000000) AS g"

  private func settings(_ conninfo: String = TestDatabase.current.conninfo) -> ConnectionSettings {
    ConnectionSettings(conninfo: conninfo, patienceSeconds: 1)
  }

  /// How long `body` takes to fail, and how.
  private func failure(
    _ body: @escaping @Sendable () throws -> Void
  ) async -> (error: PostgresError?, seconds: Int64) {
    let begun = ContinuousClock.now
    let error = await #expect(throws: PostgresError.self) { try await onOwnThread(body) }
    return (error, (ContinuousClock.now - begun).components.seconds)
  }

  /// Both what sleeps and what computes is asked after several times, and left alone.
  @Test(arguments: [
    "SELECT pg_sleep(3.5)", "SELECT count(*) FROM generate_series(1, 12000000)",
    "SELECT FROM pg_sleep(1) AS a, pg_sleep(1.5) AS b, pg_sleep(1) AS c",
  ])
  func whoWorksIsLeftAlone(sql: String) async throws {
    let settings = settings()
    try await onOwnThread {
      let connection = try Connection(settings)
      try connection.run(statement(sql, .rows))
      #expect(try connection.run(statement("SELECT 1", .oneRow))[0].int(0) == 1)
    }
  }

  /// N2. To the server, a stopped process is at work.
  @Test func whoIsStoppedIsGivenUp() async throws {
    let settings = settings()
    let (error, seconds) = await failure {
      let connection = try Connection(settings)
      let backend = connection.backendPID
      DispatchQueue.global().asyncAfter(deadline: .now() + 0.5) { kill(backend, SIGSTOP) }
      defer {
        // It goes on to find that nobody listens.
        kill(backend, SIGCONT)
      }
      try connection.run(statement("SELECT pg_sleep(2), pg_sleep(60)", .rows))
    }
    #expect(error?.isConnectionLoss == true)
    #expect(error?.message.contains("is stopped") == true, "\(String(describing: error))")
    #expect(seconds <= 30)
  }

  /// The server has answered long ago, and the network has dropped it.
  @Test func anAnswerThatIsLostIsNotWaitedFor() async throws {
    let proxy = try FaultProxy(before: TestDatabase.current.conninfo) { passing in
      passing.text.contains("SELECT 4711") ? .stall(byteCount: 60) : .none
    }
    let settings = settings(proxy.conninfo)
    let (error, seconds) = await failure {
      try Connection(settings).run(statement("SELECT 4711", .rows))
    }
    #expect(error?.isConnectionLoss == true)
    #expect(error?.message.contains("waits for this one") == true, "\(String(describing: error))")
    #expect(seconds <= 30)
    withExtendedLifetime(proxy) {}
  }

  /// N1. A network that takes everything and brings nothing.
  @Test(arguments: [false, true]) func aHalfOpenCopyIsGivenUp(isWhole: Bool) async throws {
    let fault: FaultProxy.Fault = isWhole ? .stallEverything : .stall(byteCount: 300_000)
    let proxy = try FaultProxy(before: TestDatabase.current.conninfo) { passing in
      passing.text.hasPrefix("COPY") ? fault : .none
    }
    let settings = settings(proxy.conninfo)
    let (error, seconds) = await failure {
      try Connection(settings).copyOut(statement("COPY (\(Self.rows)) TO STDOUT")) { reader in
        while try reader.nextMessage() != nil {}
      }
    }
    #expect(error?.isConnectionLoss == true, "\(String(describing: error))")
    #expect(seconds <= 60)
    withExtendedLifetime(proxy) {}
  }

  /// N1, the other way; no row stays.
  @Test(arguments: [FaultProxy.Fault.stall(byteCount: 300_000), .cutLater(byteCount: 300_000)])
  func aCopyThatBreaksLeavesNoRow(fault: FaultProxy.Fault) async throws {
    let direct = settings()
    try await onOwnThread {
      try Connection(direct).runScript(
        statement("DROP TABLE IF EXISTS taken; CREATE TABLE taken (a bigint)"))
    }
    let proxy = try FaultProxy(before: TestDatabase.current.conninfo) { passing in
      passing.text.hasPrefix("COPY") ? fault : .none
    }
    let settings = settings(proxy.conninfo)
    let (error, seconds) = await failure {
      try Connection(settings).copyIn(
        statement("COPY taken FROM STDIN (FORMAT binary)")
      ) { writer in
        for row in 0..<3_000_000 {
          try writer.beginRow(fieldCount: 1)
          try writer.append(int64: Int64(row))
        }
      }
    }
    #expect(error?.isConnectionLoss == true, "\(String(describing: error))")
    #expect(seconds <= 60)
    withExtendedLifetime(proxy) {}
    let count = try await onOwnThread {
      try Connection(direct).run(statement("SELECT count(*) FROM taken", .oneRow))[0].int(0)
    }
    #expect(count == 0)
  }

  /// N1. Cut in the middle, and told at once.
  @Test func aCopyThatIsCutFails() async throws {
    let proxy = try FaultProxy(before: TestDatabase.current.conninfo) { passing in
      passing.text.hasPrefix("COPY") ? .cutLater(byteCount: 100_000) : .none
    }
    let settings = settings(proxy.conninfo)
    let (error, seconds) = await failure {
      try Connection(settings).copyOut(statement("COPY (\(Self.rows)) TO STDOUT")) { reader in
        while try reader.nextMessage() != nil {}
      }
    }
    #expect(error?.isConnectionLoss == true, "\(String(describing: error))")
    #expect(seconds <= 30)
    withExtendedLifetime(proxy) {}
  }

  /// A server that cannot take another connection is there all the same.
  @Test func whoCannotBeAskedIsWaitedFor() async throws {
    let proxy = try FaultProxy(before: TestDatabase.current.conninfo) { passing in
      let isSetUp = passing.text.contains("set_config") && passing.number > 3
      return isSetUp ? .refusal(sqlState: "53300") : .none
    }
    let settings = settings(proxy.conninfo)
    try await onOwnThread {
      _ = try Connection(settings).run(statement("SELECT pg_sleep(2.5)", .rows))
    }
    #expect(proxy.faulted != nil)
  }
}
