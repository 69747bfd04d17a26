/// One SQL statement with its name, which every error repeats, and the shape of its result.
public struct Statement: Sendable, Hashable {
  /// The name of the file without its ending, such as `load_submission_lines`.
  public let name: String
  /// The SQL as it is sent; values are bound as `$1`, `$2`, never written into it.
  public let sql: String
  /// The shape that `Connection.run` insists on.
  public let shape: ResultShape

  /// A statement from text.
  public init(name: String, sql: String, shape: ResultShape = .none) {
    self.name = name
    self.sql = sql
    self.shape = shape
  }

  /// A statement from an embedded file, `PackageResources.<name>_sql`.
  ///
  /// - Parameter bytes: UTF-8; a malformed sequence becomes U+FFFD, which the server rejects.
  public init(name: String, bytes: [UInt8], shape: ResultShape = .none) {
    self.init(name: name, sql: String(decoding: bytes, as: UTF8.self), shape: shape)
  }
}

/// How many rows a statement gives; another number is an error that names the statement.
public enum ResultShape: Sendable, Hashable {
  /// No result columns: a command such as INSERT without RETURNING, DDL or COPY.
  case none
  /// Exactly one row.
  case oneRow
  /// No row or one.
  case atMostOneRow
  /// Any number of rows.
  case rows
}
