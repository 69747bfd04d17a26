import BudgetTestSupport
import PostgresClient
import Testing

/// Two suites that would disturb each other if they shared a database.
struct SuiteDatabaseTests {
  @Suite(.database) struct One {
    @Test func hasADatabaseOfItsOwn() throws { try claimDatabase() }
  }

  @Suite(.database) struct Other {
    @Test func hasADatabaseOfItsOwn() throws { try claimDatabase() }
  }
}

private func claimDatabase() throws {
  let connection = try openConnection()
  let rows = try connection.run(statement("SELECT current_database()", .oneRow))
  #expect(try rows[0].text(0) == TestDatabase.current.name)
  try connection.run(statement("CREATE TABLE claim (a int)"))
}
