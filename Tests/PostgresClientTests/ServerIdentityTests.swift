import Testing

@testable import PostgresClient

/// Which connections can lead to a server that nobody meant.
@Suite struct ServerIdentityTests {
  @Test(
    arguments: [
      ("host=/tmp dbname=a", .local), ("host=localhost", .local), ("host=127.0.0.1", .local),
      ("host=127.9.9.9", .local), ("host=::1", .local), ("host=/tmp sslmode=disable", .local),
      ("host=db.example", .unverified(sslMode: "prefer")),
      ("host=127.1", .unverified(sslMode: "prefer")),
      ("host=127.0.0.1.example", .unverified(sslMode: "prefer")),
      ("host=db.example sslmode=require", .unverified(sslMode: "require")),
      ("host=db.example sslmode=verify-ca", .unverified(sslMode: "verify-ca")),
      ("host=db.example sslmode=verify-full", .verified),
      ("host=db.example hostaddr=127.0.0.1", .local),
      ("host=localhost hostaddr=192.0.2.1", .unverified(sslMode: "prefer")),
      ("host=/tmp,db.example port=1,2", .unverified(sslMode: "prefer")),
      ("postgresql://db.example/a?sslmode=require", .unverified(sslMode: "require")),
      ("postgresql://db.example/a?sslmode=verify-full", .verified),
    ] as [(String, ServerIdentity)])
  func isKnownBeforehand(conninfo: String, identity: ServerIdentity) {
    #expect(ServerIdentity(ConnectionSettings(conninfo: conninfo)) == identity)
  }

  /// Nothing is looked up or sent: the name does not even exist.
  @Test func whoMayBeAnybodyIsNotAsked() throws {
    let settings = ConnectionSettings(conninfo: "host=db.invalid sslmode=require")
    let error = #expect(throws: PostgresError.self) { _ = try Connection(settings) }
    #expect(error?.isPermission == true)
    #expect(error?.isRetryable == false)
    #expect(error?.hint?.contains("verify-full") == true)
    var allowing = settings
    allowing.allowsInsecureTLS = true
    let next = #expect(throws: PostgresError.self) { _ = try Connection(allowing) }
    #expect(next?.isPermission == false, "it went on to look for the name")
  }
}
