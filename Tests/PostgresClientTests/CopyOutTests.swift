import BudgetTestSupport
import PostgresClient
import Testing

@Suite(.database(.empty))
struct CopyOutTests {
  private struct Refusal: Error {}

  @Test func readsScalarsOfEveryType() throws {
    let connection = try openConnection()
    let copy = statement(
      """
      COPY (VALUES
        (1::smallint, 2, 3::bigint, '汇总', true, '\\x00ff'::bytea, date '2000-01-03'),
        (NULL, NULL, NULL, NULL, NULL, NULL, NULL)) TO STDOUT (FORMAT binary)
      """)
    try connection.copyOut(copy) { reader in
      var row = BinaryRow()
      let hasRow = try reader.nextRow(&row)
      #expect(hasRow)
      #expect(row.remainingFields == 7)
      #expect(try row.int16() == 1)
      #expect(try row.int32() == 2)
      #expect(try row.int64() == 3)
      #expect(try row.text() == "汇总")
      #expect(try row.bool() == true)
      #expect(try row.field().map(Array.init) == [0, 255])
      #expect(try row.int32() == 2)
      #expect(throws: PostgresError.self) { _ = try row.field() }
      #expect(try reader.nextRow(&row))
      for _ in 0..<7 { #expect(try row.field() == nil) }
      #expect(try !reader.nextRow(&row))
      #expect(try !reader.nextRow(&row))
    }
  }

  @Test(arguments: [0, 1, 100_000])
  func readsEveryRowOnce(count: Int) throws {
    let connection = try openConnection()
    try connection.run(
      statement("SELECT set_config('huizong.count', $1, false)", .oneRow), [.int(Int64(count))])
    let copy = statement(
      """
      COPY (SELECT i, i::bigint * 1000000007, nullif(i::text, '7')
      FROM generate_series(1, current_setting('huizong.count')::int) AS i)
      TO STDOUT (FORMAT binary)
      """)
    var expected: Int32 = 0
    try connection.copyOut(copy) { reader in
      var row = BinaryRow()
      while try reader.nextRow(&row) {
        expected += 1
        let number = try row.int32()
        let product = try row.int64()
        let text = try row.text()
        guard number == expected, product == Int64(expected) * 1_000_000_007,
          text == (expected == 7 ? nil : "\(expected)")
        else { throw Refusal() }
      }
    }
    #expect(expected == count)
  }

  @Test func copiesBinaryDataBackUnchanged() throws {
    let connection = try openConnection()
    let target = try openConnection()
    try connection.runScript(
      statement(
        """
        CREATE TABLE source AS SELECT i, ARRAY[i, NULL] AS pair FROM generate_series(1, 1000) AS i;
        CREATE TABLE target (LIKE source);
        """))
    let copied = try target.copyIn(statement("COPY target FROM STDIN")) { out in
      try connection.copyOut(statement("COPY source TO STDOUT")) { reader in
        while let message = try reader.nextMessage() { try out.append(raw: message) }
      }
    }
    #expect(copied == 1000)
    let difference = statement(
      "SELECT count(*) FROM (TABLE source EXCEPT TABLE target) AS d", .oneRow)
    #expect(try connection.run(difference)[0].int(0) == 0)
  }

  @Test func isReadyAgainWhenTheBodyLeavesEarly() throws {
    let connection = try openConnection()
    try connection.copyOut(manyRows) { reader in
      var row = BinaryRow()
      let hasRow = try reader.nextRow(&row)
      #expect(hasRow)
    }
    #expect(try connection.run(statement("SELECT 1", .oneRow))[0].int(0) == 1)
  }

  @Test func hangsUpWhenTheBodyThrows() throws {
    let connection = try openConnection()
    #expect(throws: Refusal.self) {
      try connection.transaction { transaction in
        try transaction.copyOut(manyRows) { reader in
          var row = BinaryRow()
          _ = try reader.nextRow(&row)
          throw Refusal()
        }
      }
    }
    let error = #expect(throws: PostgresError.self) {
      try connection.run(statement("SELECT 1", .oneRow))
    }
    #expect(error?.isConnectionLoss == true)
  }

  @Test func tellsAnErrorInTheMiddleFromTheEnd() throws {
    let connection = try openConnection()
    let copy = statement(
      "COPY (SELECT 1 / (5000 - i) FROM generate_series(1, 9999) AS i) TO STDOUT (FORMAT binary)")
    var count = 0
    let error = #expect(throws: PostgresError.self) {
      try connection.copyOut(copy) { reader in
        var row = BinaryRow()
        while try reader.nextRow(&row) { count += 1 }
      }
    }
    #expect(error?.sqlState == "22012")
    #expect(error?.operation == .copyOut)
    #expect(count < 5000)
    #expect(try connection.run(statement("SELECT 1", .oneRow))[0].int(0) == 1)
  }

  @Test func noticesThatItsBackendIsGone() throws {
    let victim = try openConnection()
    let killer = try openConnection()
    let copy = statement("COPY (SELECT generate_series(1, 10000000)) TO STDOUT (FORMAT binary)")
    let error = #expect(throws: PostgresError.self) {
      try victim.copyOut(copy) { reader in
        var row = BinaryRow()
        _ = try reader.nextRow(&row)
        try killer.run(
          statement("SELECT pg_terminate_backend($1)", .oneRow), [.int(Int64(victim.backendPID))])
        while try reader.nextRow(&row) {}
      }
    }
    #expect(error?.isConnectionLoss == true)
  }

  @Test(arguments: ["SELECT 1", "COPY (SELECT 1) TO STDOUT", "CREATE TABLE x (a int)"])
  func refusesWhatIsNoBinaryCopy(sql: String) throws {
    let connection = try openConnection()
    #expect(throws: PostgresError.self) {
      try connection.copyOut(statement(sql)) { reader in
        var row = BinaryRow()
        _ = try reader.nextRow(&row)
      }
    }
    #expect(try connection.run(statement("SELECT 1", .oneRow))[0].int(0) == 1)
  }
}

/// More than the buffers of both sides hold together.
private let manyRows = statement(
  "COPY (SELECT generate_series(1, 1000000)) TO STDOUT (FORMAT binary)")
