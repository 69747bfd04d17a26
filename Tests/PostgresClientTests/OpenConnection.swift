import BudgetTestSupport
import PostgresClient

/// A connection to the suite's database.
func openConnection() throws -> Connection {
  try Connection(ConnectionSettings(conninfo: TestDatabase.current.conninfo))
}

/// A statement of these tests.
func statement(_ sql: String, _ shape: ResultShape = .none) -> Statement {
  Statement(name: "test_statement", sql: sql, shape: shape)
}
