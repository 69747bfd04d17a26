/// One row of a binary copy, read field by field from left to right; it owns and allocates nothing.
///
/// Make one before the loop and hand it to `CopyReader.nextRow` each time. What it shows is valid
/// until the next call. `CopyReader` has proved that the fields lie within the row.
@frozen
public struct BinaryRow: ~Copyable {
  @usableFromInline var cursor: UnsafeRawPointer?
  @usableFromInline var remaining = 0
  @usableFromInline var whole = UnsafeRawBufferPointer(start: nil, count: 0)
  @usableFromInline var statement: Statement?

  /// A row before the first.
  public init() {}

  /// All fields with their lengths, as they arrived; valid until the next row.
  @inlinable public var bytes: UnsafeRawBufferPointer { whole }

  /// How many fields are not read yet.
  @inlinable public var remainingFields: Int { remaining }

  mutating func move(
    to fields: UnsafeRawPointer, byteCount: Int, fieldCount: Int, of statement: Statement
  ) {
    whole = UnsafeRawBufferPointer(start: fields, count: byteCount)
    cursor = fields
    remaining = fieldCount
    if self.statement == nil { self.statement = statement }
  }
}

extension BinaryRow {
  /// The bytes of the next field, nil for NULL; in the sending format of its type.
  ///
  /// - Throws: `PostgresError` when the row has no more fields.
  @inlinable
  public mutating func field() throws(PostgresError) -> UnsafeRawBufferPointer? {
    guard remaining > 0, let start = cursor else { throw mismatch("has too few fields") }
    remaining -= 1
    let size = Int(loadInt32(start))
    guard size >= 0 else {
      cursor = start + 4
      return nil
    }
    cursor = start + 4 + size
    return UnsafeRawBufferPointer(start: start + 4, count: size)
  }

  /// The next field as a smallint; nil for NULL.
  ///
  /// - Throws: `PostgresError` when the field is not 2 bytes long.
  @inlinable
  public mutating func int16() throws(PostgresError) -> Int16? {
    guard let bytes = try field() else { return nil }
    guard bytes.count == 2, let start = bytes.baseAddress else { throw mismatch("has no smallint") }
    return loadInt16(start)
  }

  /// The next field as an integer, or a date: days since 2000-01-01; nil for NULL.
  ///
  /// - Throws: `PostgresError` when the field is not 2 or 4 bytes long.
  @inlinable
  public mutating func int32() throws(PostgresError) -> Int32? {
    guard let bytes = try field() else { return nil }
    guard let start = bytes.baseAddress else { throw mismatch("has no integer") }
    switch bytes.count {
    case 4: return loadInt32(start)
    case 2: return Int32(loadInt16(start))
    default: throw mismatch("has no integer")
    }
  }

  /// The next field as a bigint, or a timestamp: microseconds since 2000-01-01; nil for NULL.
  ///
  /// - Throws: `PostgresError` when the field is not 2, 4 or 8 bytes long.
  @inlinable
  public mutating func int64() throws(PostgresError) -> Int64? {
    guard let bytes = try field() else { return nil }
    guard let start = bytes.baseAddress else { throw mismatch("has no bigint") }
    switch bytes.count {
    case 8: return Int64(bigEndian: start.loadUnaligned(as: Int64.self))
    case 4: return Int64(loadInt32(start))
    case 2: return Int64(loadInt16(start))
    default: throw mismatch("has no bigint")
    }
  }

  /// The next field as a truth value; nil for NULL.
  ///
  /// - Throws: `PostgresError` when the field is not 1 byte long.
  @inlinable
  public mutating func bool() throws(PostgresError) -> Bool? {
    guard let bytes = try field() else { return nil }
    guard bytes.count == 1 else { throw mismatch("has no boolean") }
    return bytes[0] != 0
  }

  /// The next field as text; nil for NULL. It allocates; for loops that must not, use `field()`.
  public mutating func text() throws(PostgresError) -> String? {
    try field().map { String(decoding: $0, as: UTF8.self) }
  }

  @usableFromInline
  borrowing func mismatch(_ problem: String) -> PostgresError {
    PostgresError(.copyOut, statement: statement?.name, message: "a row \(problem)")
  }
}
