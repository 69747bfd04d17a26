import CLibpq

/// The rows of a result, all in memory, as text.
///
/// Large data travels by COPY; this is for single figures, reference tables and reports.
public struct Rows {
  let result: ResultHandle
  let statement: Statement

  init(_ result: ResultHandle, of statement: Statement) {
    self.result = result
    self.statement = statement
  }

  /// The names of the columns, in order. The corresponding C function is `PQfname`.
  public var columnNames: [String] {
    (0..<PQnfields(result.pointer)).map { index in
      PQfname(result.pointer, index).map { String(cString: $0) } ?? ""
    }
  }

  /// How many rows the command inserted, changed, removed or selected.
  /// The corresponding C function is `PQcmdTuples`.
  public var affectedCount: Int { Int(String(cString: PQcmdTuples(result.pointer))) ?? 0 }

  /// What the server says it did, such as `COMMIT` or `UPDATE 1`.
  /// The corresponding C function is `PQcmdStatus`.
  var commandTag: String { String(cString: PQcmdStatus(result.pointer)) }

  func insist(on shape: ResultShape) throws(PostgresError) {
    let hasColumns = PQresultStatus(result.pointer) == PGRES_TUPLES_OK
    let fits =
      switch shape {
      case .none: !hasColumns
      case .oneRow: hasColumns && count == 1
      case .atMostOneRow: hasColumns && count <= 1
      case .rows: hasColumns
      }
    guard !fits else { return }
    let found = hasColumns ? "\(count) rows" : "no result columns"
    throw PostgresError(
      .read, statement: statement.name, message: "expected \(shape), found \(found)")
  }
}

extension Rows: RandomAccessCollection {
  /// The first row.
  public var startIndex: Int { 0 }

  /// The number of rows. The corresponding C function is `PQntuples`.
  public var endIndex: Int { Int(PQntuples(result.pointer)) }

  /// One row; it keeps the result alive.
  public subscript(position: Int) -> Row {
    precondition(indices.contains(position), "row \(position) of \(count)")
    return Row(result: result, statement: statement, index: Int32(position))
  }
}

/// The `PGresult` of libpq, freed with its last user.
final class ResultHandle {
  let pointer: OpaquePointer

  /// - Returns: nil when libpq gives no result, which means no memory or no connection.
  init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  deinit { PQclear(pointer) }

  /// Whether the server reported an error, or libpq did for it.
  var isError: Bool {
    let status = PQresultStatus(pointer)
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE
  }

  /// Whether the data of a copy follows, in either direction.
  var beginsCopy: Bool {
    switch PQresultStatus(pointer) {
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH: true
    default: false
    }
  }
}
