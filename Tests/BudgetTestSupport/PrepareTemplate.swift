import BudgetStore
import PostgresClient

/// Fills the database that `.database` suites are cloned from: the schema, without any rows.
///
/// It is called once a test process, on a thread of its own, with a database that is empty.
func prepareTemplate(_ conninfo: String) throws {
  let connection = try Connection(ConnectionSettings(conninfo: conninfo))
  try Migrator().run(on: connection)
}
