import BudgetTestSupport
import PostgresClient
import Testing

@Suite(.database(.empty))
struct CopyInTests {
  private struct Refusal: Error {}

  @Test func writesScalarsOfEveryType() throws {
    let connection = try openConnection()
    try connection.run(
      statement("CREATE TABLE scalar (a smallint, b int, c bigint, d text, e boolean, f bytea)"))
    let copied = try connection.copyIn(statement("COPY scalar FROM STDIN (FORMAT binary)")) { out in
      try out.beginRow(fieldCount: 6)
      try out.append(int16: .min)
      try out.append(int32: .max)
      try out.append(int64: .min)
      try out.append(text: "汇总")
      try out.append(bool: true)
      try out.append(bytea: [0, 255])
      try out.beginRow(fieldCount: 6)
      for _ in 0..<6 { try out.appendNull() }
    }
    #expect(copied == 2)
    let rows = try connection.run(statement("SELECT * FROM scalar ORDER BY a NULLS LAST", .rows))
    #expect(
      try (0..<6).map { try rows[0].optionalText($0) } == [
        "-32768", "2147483647", "-9223372036854775808", "汇总", "t", "\\x00ff",
      ])
    #expect(try (0..<6).allSatisfy { try rows[1].optionalText($0) == nil })
  }

  @Test func writesArrays() throws {
    let connection = try openConnection()
    try connection.run(
      statement("CREATE TABLE list (a smallint[], b int[], c bigint[], d text[])"))
    try connection.copyIn(statement("COPY list FROM STDIN (FORMAT binary)")) { out in
      try out.beginRow(fieldCount: 4)
      try out.append(int16Array: [1, nil, -1])
      try out.append(int32Array: [Int32]())
      let fen: [Int64] = [1, 2, .max]
      try fen.withUnsafeBufferPointer { try out.append(int64Array: $0, stated: 0b101) }
      try out.append(textArray: ["a", nil, "预算"])
    }
    let rows = try connection.run(statement("SELECT a, b, c, d, a[1] FROM list", .oneRow))
    #expect(
      try (0..<5).map { try rows[0].text($0) } == [
        "{1,NULL,-1}", "{}", "{1,NULL,9223372036854775807}", "{a,NULL,预算}", "1",
      ])
  }

  @Test func writesAnArrayLargerThanTheBuffer() throws {
    let connection = try openConnection()
    try connection.run(statement("CREATE TABLE wide (a bigint[], b text)"))
    let values = (0..<100_000).map { Int64($0) }
    try connection.copyIn(statement("COPY wide FROM STDIN (FORMAT binary)")) { out in
      try out.beginRow(fieldCount: 2)
      try out.append(int64Array: values)
      try out.append(text: String(repeating: "x", count: 1_000_000))
    }
    let rows = try connection.run(
      statement(
        "SELECT (SELECT sum(x) FROM unnest(a) AS x)::bigint, length(b) FROM wide", .oneRow))
    #expect(try rows[0].int(0) == values.reduce(0, +))
    #expect(try rows[0].int(1) == 1_000_000)
  }

  @Test func sendsTextAsItIs() throws {
    let connection = try openConnection()
    try connection.run(statement("CREATE TABLE plain (a int, b text)"))
    let file = Array("a,b\n1,\"x,\"\"y\"\n2,\n".utf8)
    let copied = try connection.copyIn(
      statement("COPY plain FROM STDIN (FORMAT csv, HEADER true)")
    ) { out in
      for byte in file { try withUnsafeBytes(of: byte) { try out.append(raw: $0) } }
    }
    #expect(copied == 2)
  }

  @Test func leavesNothingWhenTheBodyThrows() throws {
    let connection = try openConnection()
    try connection.run(statement("CREATE TABLE nothing (a bigint)"))
    #expect(throws: Refusal.self) {
      try connection.copyIn(statement("COPY nothing FROM STDIN (FORMAT binary)")) { out in
        try out.beginRow(fieldCount: 1)
        try out.append(int64: 1)
        throw Refusal()
      }
    }
    let rows = try connection.run(statement("SELECT count(*) FROM nothing", .oneRow))
    #expect(try rows[0].int(0) == 0)
  }

  @Test func tellsTheLineOfABadValue() throws {
    let connection = try openConnection()
    try connection.run(statement("CREATE TABLE strict (a bigint)"))
    let error = #expect(throws: PostgresError.self) {
      try connection.copyIn(statement("COPY strict FROM STDIN")) { out in
        try Array("1\nzwei\n".utf8).withUnsafeBytes { try out.append(raw: $0) }
      }
    }
    #expect(error?.sqlState == "22P02")
    #expect(error?.place.context?.contains("line 2") == true)
    #expect(try connection.run(statement("SELECT 1", .oneRow))[0].int(0) == 1)
  }

  @Test func trapsOnARowThatLacksFields() async {
    let conninfo = TestDatabase.current.conninfo
    await #expect(processExitsWith: .failure) { [conninfo = conninfo as String] in
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      try connection.run(statement("CREATE TEMPORARY TABLE short (a int, b int)"))
      try connection.copyIn(statement("COPY short FROM STDIN (FORMAT binary)")) { out in
        try out.beginRow(fieldCount: 2)
        try out.append(int32: 1)
        try out.beginRow(fieldCount: 2)
      }
    }
  }
}
