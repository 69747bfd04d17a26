import BudgetTestSupport
import PostgresClient
import Testing

@Suite(.database(.empty))
struct ConnectionTests {
  @Test(
    arguments: [
      ("client_connection_check_interval", "1s"), ("lock_timeout", "5s"), ("jit", "off"),
      ("statement_timeout", "7s"), ("DateStyle", "ISO, MDY"), ("TimeZone", "UTC"),
      ("client_encoding", "UTF8"), ("application_name", "huizong test"),
      ("standard_conforming_strings", "on"),
    ])
  func setsUpItsSession(name: String, value: String) throws {
    let connection = try Connection(
      ConnectionSettings(
        conninfo: TestDatabase.current.conninfo, applicationName: "huizong test",
        statementTimeoutSeconds: 7))
    let rows = try connection.run(
      statement("SELECT current_setting($1)", .oneRow), [.text(name)])
    #expect(try rows[0].text(0) == value)
  }

  @Test func knowsItsServer() throws {
    let connection = try openConnection()
    let pid = try connection.run(statement("SELECT pg_backend_pid()", .oneRow))[0].int(0)
    // A connection cannot be copied, so #expect sees plain values only.
    let (backend, isEncrypted) = (connection.backendPID, connection.isSSL)
    #expect(Int64(backend) == pid)
    #expect(!isEncrypted)
    let (zone, nothing) = (
      connection.parameterStatus("TimeZone"), connection.parameterStatus("no such")
    )
    #expect(zone == "UTC")
    #expect(nothing == nil)
  }

  @Test func noticesThatItsBackendIsGone() throws {
    let victim = try openConnection()
    let killer = try openConnection()
    try killer.run(
      statement("SELECT pg_terminate_backend($1, 5000)", .oneRow),
      [.int(Int64(victim.backendPID))])
    let error = #expect(throws: PostgresError.self) {
      try victim.run(statement("SELECT 1", .oneRow))
    }
    #expect(error?.isConnectionLoss == true)
    #expect(error?.isRetryable == true)
  }

  @Test func cannotKnowACommitWhoseAnswerIsLost() throws {
    let victim = try openConnection()
    let killer = try openConnection()
    let error = #expect(throws: PostgresError.self) {
      try victim.transaction { transaction in
        try killer.run(
          statement("SELECT pg_terminate_backend($1, 5000)", .oneRow),
          [.int(Int64(transaction.backendPID))])
      }
    }
    #expect(error?.isCommitUnknown == true)
  }

  @Test func failsSoonOnALock() throws {
    let holder = try openConnection()
    let waiter = try Connection(
      ConnectionSettings(conninfo: TestDatabase.current.conninfo, lockTimeoutSeconds: 1))
    try holder.run(statement("CREATE TABLE locked (a int)"))
    let error = #expect(throws: PostgresError.self) {
      try holder.transaction { transaction in
        try transaction.run(statement("LOCK TABLE locked"))
        try waiter.run(statement("SELECT a FROM locked", .rows))
      }
    }
    #expect(error?.sqlState == "55P03")
    #expect(error?.isRetryable == true)
  }

  @Test(
    arguments: [
      "host=/nowhere password=geheim", "postgresql://a:geheim@[::1/x", "host password=geheim",
      "postgresql://a:geheim@localhost:1/x?connect_timeout=1", "passwort=geheim",
    ])
  func neverShowsAPassword(conninfo: String) throws {
    let settings = ConnectionSettings(conninfo: conninfo)
    let error = #expect(throws: PostgresError.self) { _ = try Connection(settings) }
    #expect(error?.operation == .connect)
    for shown in ["\(settings)", String(reflecting: settings), "\(String(describing: error))"] {
      #expect(!shown.contains("geheim"))
    }
  }
}
