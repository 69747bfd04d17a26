import BudgetTestSupport
import PostgresClient
import Testing

@Suite(.database(.empty))
struct TransactionTests {
  private struct Refusal: Error {}

  @Test func commitsWhatReturnsAndRollsBackWhatThrows() throws {
    let connection = try openConnection()
    try connection.run(statement("CREATE TABLE kept (a bigint)"))
    try connection.transaction { try $0.run(statement("INSERT INTO kept VALUES (1)")) }
    #expect(throws: Refusal.self) {
      try connection.transaction { transaction in
        try transaction.run(statement("INSERT INTO kept VALUES (2)"))
        throw Refusal()
      }
    }
    let rows = try connection.run(statement("SELECT a FROM kept", .rows))
    #expect(try rows.map { try $0.int(0) } == [1])
  }

  @Test func tellsOfACommitThatRolledBack() throws {
    let connection = try openConnection()
    let error = #expect(throws: PostgresError.self) {
      try connection.transaction { transaction in
        _ = try? transaction.run(statement("SELECT 1 / 0", .oneRow))
      }
    }
    #expect(error?.sqlState == "25P02")
    #expect(error?.isCommitUnknown == false)
  }

  @Test func sharesASnapshotThatSeesNoLaterCommit() throws {
    let exporter = try openConnection()
    let importer = try openConnection()
    let writer = try openConnection()
    let count = statement("SELECT count(*) FROM seen", .oneRow)
    try writer.run(statement("CREATE TABLE seen AS SELECT 1 AS a"))
    try exporter.transaction(.repeatableRead(readOnly: true)) { exporting in
      let snapshot = try exporting.exportSnapshot()
      try writer.run(statement("INSERT INTO seen VALUES (2)"))
      try importer.transaction(.importing(snapshot)) { importing in
        let seen = try importing.run(count)[0].int(0)
        #expect(seen == 1)
      }
    }
    #expect(try importer.run(count)[0].int(0) == 2)
  }

  @Test func cannotImportASnapshotThatHasEnded() throws {
    let exporter = try openConnection()
    let importer = try openConnection()
    let snapshot = try exporter.transaction(.repeatableRead(readOnly: true)) {
      try $0.exportSnapshot()
    }
    let error = #expect(throws: PostgresError.self) {
      try importer.transaction(.importing(snapshot)) { _ in }
    }
    #expect(error?.operation == .begin)
    #expect(error?.isRetryable == true)
    #expect(try importer.run(statement("SELECT 1", .oneRow))[0].int(0) == 1)
  }

  @Test(arguments: ["", "'; DROP TABLE seen; --", "0003 1", "g", String(repeating: "a", count: 65)])
  func refusesASnapshotIDThatIsNone(text: String) { #expect(SnapshotID(text) == nil) }
}
