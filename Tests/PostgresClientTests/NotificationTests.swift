import BudgetTestSupport
import Glibc
import PostgresClient
import Testing

/// What sessions tell each other on a channel.
@Suite(.database(.empty), .serialized)
struct NotificationTests {
  private static let tell = statement("SELECT pg_notify('news', $1)", .oneRow)

  private func listener() throws -> Connection {
    let connection = try openConnection()
    try connection.run(statement("LISTEN news"))
    return connection
  }

  @Test func hearsWhatAnotherSessionTells() throws {
    let listener = try listener()
    let teller = try openConnection()
    try teller.run(Self.tell, [.text("申请 17")])
    try teller.run(statement("NOTIFY news"))
    try teller.run(statement("NOTIFY gossip, 'not listened for'"))
    let heard = try hear(2, on: listener)
    #expect(heard.map(\.channel) == ["news", "news"])
    #expect(heard.map(\.payload) == ["申请 17", ""])
    let pid = teller.backendPID
    #expect(heard.allSatisfy { $0.senderPID == pid })
    let more = try listener.notifications(within: .milliseconds(20), unless: try Waker())
    #expect(more == [])
  }

  /// What comes during statements is kept, and no statement throws away what came before it.
  @Test func losesNothingWhileItIsBusy() throws {
    let listener = try listener()
    let teller = try openConnection()
    let told = (1...300).map { "\($0)" }
    for number in told {
      try teller.run(Self.tell, [.text(number)])
      try listener.run(statement("SELECT 1", .oneRow))
    }
    let heard = try hear(told.count, on: listener)
    #expect(heard.map(\.payload) == told)
  }

  @Test func waitsAtTheSocketAndNotInALoop() throws {
    let listener = try listener()
    let waker = try Waker()
    let (begun, used) = (ContinuousClock.now, processorTime())
    let heard = try listener.notifications(within: .milliseconds(400), unless: waker)
    #expect(heard == [])
    #expect(ContinuousClock.now - begun >= .milliseconds(400))
    #expect(processorTime() - used < .milliseconds(200))
  }

  @Test func anotherThreadEndsTheWaitAndThoseToCome() async throws {
    let (conninfo, waker) = (TestDatabase.current.conninfo, try Waker())
    async let isOver = onOwnThread {
      let listener = try Connection(ConnectionSettings(conninfo: conninfo))
      let begun = ContinuousClock.now
      for _ in 1...2 { _ = try listener.notifications(within: .seconds(60), unless: waker) }
      return ContinuousClock.now - begun < .seconds(30)
    }
    waker.wake()
    waker.wake()
    #expect(try await isOver)
  }

  /// A wait that nobody ends sees the end of the connection, and a new one hears again.
  @Test func noticesTheEndOfItsConnection() throws {
    let victim = try listener()
    let killer = try openConnection()
    let waker = try Waker()
    try killer.run(
      statement("SELECT pg_terminate_backend($1, 5000)", .oneRow),
      [.int(Int64(victim.backendPID))])
    for _ in 1...2 {
      let error = #expect(throws: PostgresError.self) {
        try victim.notifications(within: .seconds(30), unless: waker)
      }
      #expect(error?.operation == .listen)
      #expect(error?.isConnectionLoss == true)
    }
    let successor = try listener()
    try killer.run(Self.tell, [.text("again")])
    let heard = try successor.notifications(within: .seconds(10), unless: waker)
    #expect(heard.map(\.payload) == ["again"])
  }
}

/// Waits until so many have come, ten seconds for each at most.
private func hear(
  _ count: Int, on listener: borrowing Connection
) throws -> [ChannelNotification] {
  var heard: [ChannelNotification] = []
  let waker = try Waker()
  while heard.count < count {
    let next = try listener.notifications(within: .seconds(10), unless: waker)
    guard !next.isEmpty else { break }
    heard += next
  }
  return heard
}

/// What this thread has used of a processor.
private func processorTime() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
