import CLibpq

/// One row of a result. Columns are named or counted from 0.
public struct Row {
  let result: ResultHandle
  let statement: Statement
  let index: Int32

  /// The text of a column that is never NULL.
  public func text(_ column: some ColumnReference) throws(PostgresError) -> String {
    try present(optionalText(column), column)
  }

  /// The text of a column; nil for NULL.
  public func optionalText(_ column: some ColumnReference) throws(PostgresError) -> String? {
    let position = try position(of: column)
    guard PQgetisnull(result.pointer, index, position) == 0 else { return nil }
    let length = Int(PQgetlength(result.pointer, index, position))
    guard let start = PQgetvalue(result.pointer, index, position) else { return nil }
    return String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
  }

  /// The integer of a column that is never NULL.
  public func int(_ column: some ColumnReference) throws(PostgresError) -> Int64 {
    try present(optionalInt(column), column)
  }

  /// The integer of a column; nil for NULL.
  public func optionalInt(_ column: some ColumnReference) throws(PostgresError) -> Int64? {
    try parsed(column, "an integer") { Int64($0) }
  }

  /// The truth value of a column that is never NULL.
  public func bool(_ column: some ColumnReference) throws(PostgresError) -> Bool {
    try present(optionalBool(column), column)
  }

  /// The truth value of a column; nil for NULL.
  public func optionalBool(_ column: some ColumnReference) throws(PostgresError) -> Bool? {
    try parsed(column, "a truth value") { ["t": true, "f": false][$0] }
  }

  func parsed<Value>(
    _ column: some ColumnReference, _ expectation: String, _ parse: (String) -> Value?
  ) throws(PostgresError) -> Value? {
    guard let text = try optionalText(column) else { return nil }
    guard let value = parse(text) else { throw mismatch(column, "is not \(expectation)") }
    return value
  }

  func present<Value>(
    _ value: Value?, _ column: some ColumnReference
  ) throws(PostgresError) -> Value {
    guard let value else { throw mismatch(column, "is NULL") }
    return value
  }

  private func position(of column: some ColumnReference) throws(PostgresError) -> Int32 {
    let position = column.position(in: result.pointer)
    guard (0..<PQnfields(result.pointer)).contains(position) else {
      throw mismatch(column, "does not exist")
    }
    return position
  }

  /// Names statement, row and column but not the value, which may be anybody's secret.
  private func mismatch(_ column: some ColumnReference, _ problem: String) -> PostgresError {
    PostgresError(
      .read, statement: statement.name, message: "column \(column) of row \(index) \(problem)")
  }
}

/// A column of a result: its number from 0, or its name.
public protocol ColumnReference {
  /// The number of the column in the result (a `PGresult`); -1 when there is none.
  func position(in result: OpaquePointer) -> Int32
}

extension Int: ColumnReference {
  /// The number itself.
  public func position(in result: OpaquePointer) -> Int32 { Int32(exactly: self) ?? -1 }
}

extension String: ColumnReference {
  /// The column of this name. The corresponding C function is `PQfnumber`; the quotes keep it from
  /// folding upper case.
  public func position(in result: OpaquePointer) -> Int32 { PQfnumber(result, "\"\(self)\"") }
}
