import BudgetTestSupport
import PostgresClient
import Testing

@Suite(.database(.empty))
struct StatementTests {
  @Test(
    arguments: [
      (.text("预算 ' \" \\ $1"), "text", "预算 ' \" \\ $1"), (.text(nil), "text", nil),
      (.text(""), "text", ""), (.int(.min), "bigint", "-9223372036854775808"),
      (.int(nil), "bigint", nil), (.bool(true), "boolean", "t"), (.bool(nil), "boolean", nil),
      (.textArray([]), "text[]", "{}"),
      (.textArray(["a", nil, "NULL", "b\"\\,{}"]), "text[]", #"{a,NULL,"NULL","b\"\\,{}"}"#),
      (.intArray([3, -1]), "bigint[]", "{3,-1}"), (.intArray([]), "bigint[]", "{}"),
      (.bytes([0, 10, 255]), "bytea", "\\x000aff"), (.bytes([]), "bytea", "\\x"),
      (.bytes(nil), "bytea", nil),
    ] as [(Parameter, String, String?)])
  func bindsEveryType(parameter: Parameter, type: String, text: String?) throws {
    let connection = try openConnection()
    let rows = try connection.run(statement("SELECT $1::\(type)", .oneRow), [parameter])
    #expect(try rows[0].optionalText(0) == text)
  }

  @Test func refusesAZeroByteInText() throws {
    let connection = try openConnection()
    let error = #expect(throws: PostgresError.self) {
      try connection.run(statement("SELECT $1::text", .oneRow), [.text("a\0b")])
    }
    #expect(error?.sqlState == "22021")
  }

  @Test func readsByNumberAndByName() throws {
    let connection = try openConnection()
    let rows = try connection.run(
      statement("SELECT 7::bigint AS seven, NULL::bigint AS \"None\", true AS yes", .rows))
    #expect(rows.columnNames == ["seven", "None", "yes"])
    #expect(try rows[0].int("seven") == 7)
    #expect(try rows[0].optionalInt("None") == nil)
    #expect(try rows[0].bool(2))
  }

  @Test(arguments: ["SELECT NULL::bigint AS a", "SELECT 'x' AS a", "SELECT 1 AS b"])
  func namesStatementAndColumnOfABadValue(sql: String) throws {
    let connection = try openConnection()
    let rows = try connection.run(statement(sql, .rows))
    let error = #expect(throws: PostgresError.self) { try rows[0].int("a") }
    #expect(error?.statement == "test_statement")
    #expect(error?.message.contains("column a of row 0") == true)
  }

  @Test(
    arguments: [
      ("SELECT 1", .none), ("SELECT 1 WHERE false", .oneRow),
      ("SELECT * FROM generate_series(1, 2)", .atMostOneRow), ("SET lock_timeout = 0", .rows),
    ] as [(String, ResultShape)])
  func refusesAResultOfAnotherShape(sql: String, shape: ResultShape) throws {
    let connection = try openConnection()
    let error = #expect(throws: PostgresError.self) { try connection.run(statement(sql, shape)) }
    #expect(error?.message.hasPrefix("expected \(shape), found") == true)
  }

  @Test func tellsWhereAConstraintStands() throws {
    let connection = try openConnection()
    try connection.runScript(
      statement("CREATE SCHEMA s; CREATE TABLE s.t (a int CONSTRAINT a_is_positive CHECK (a > 0))"))
    let error = #expect(throws: PostgresError.self) {
      try connection.run(statement("INSERT INTO s.t VALUES ($1)"), [.int(-1)])
    }
    #expect(error?.sqlState == "23514")
    #expect(error?.place.schema == "s")
    #expect(error?.place.table == "t")
    #expect(error?.place.constraint == "a_is_positive")
    #expect(error?.isRetryable == false)
  }

  @Test func countsAffectedRows() throws {
    let connection = try openConnection()
    try connection.run(statement("CREATE TABLE counted AS SELECT generate_series(1, 5) AS a"))
    let rows = try connection.run(statement("DELETE FROM counted WHERE a > $1"), [.int(2)])
    #expect(rows.affectedCount == 3)
  }
}
