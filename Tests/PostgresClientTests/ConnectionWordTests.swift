import Testing

@testable import PostgresClient

/// What a connection goes by, and what says so; nothing is connected to.
@Suite struct ConnectionWordTests {
  private func words(_ conninfo: String) throws -> [String: ConnectionWord] {
    let words = try ConnectionSettings(conninfo: conninfo).words()
    return Dictionary(words.map { ($0.name, $0) }) { $1 }
  }

  @Test(arguments: [
    "host=db.invalid port=6000 user=night dbname=budget password=canary connect_timeout=3",
    "postgresql://night:canary@db.invalid:6000/budget?connect_timeout=3",
  ])
  func theConnectionStringComesFirst(conninfo: String) throws {
    let words = try words(conninfo)
    let said = ["host", "port", "user", "dbname", "connect_timeout"].map { words[$0] }
    #expect(said.allSatisfy { $0?.source == .connectionString })
    #expect(said.map { $0?.value } == ["db.invalid", "6000", "night", "budget", "3"])
    #expect(words["password"]?.value == "<redacted>")
    #expect(words["tcp_user_timeout"]?.source == .house)
    #expect(words["options"] == nil, "nothing is said of it")
  }

  @Test func aNameAloneIsTheDatabase() throws {
    let words = try words("budget")
    #expect(words["dbname"]?.value == "budget" && words["dbname"]?.source == .connectionString)
    #expect(words["host"]?.value.isEmpty == false)
  }

  @Test func whatCannotBeReadIsNotQuoted() {
    let settings = ConnectionSettings(conninfo: "host=a password=canary nonsense")
    let error = #expect(throws: PostgresError.self) { try settings.words() }
    #expect(error.map { !"\($0)".contains("canary") } == true)
  }
}
