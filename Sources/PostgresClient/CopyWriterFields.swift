/// Fields of a binary copy: the length in four bytes, then the value; NULL is the length -1.
extension CopyWriter {
  /// Appends NULL, of any type.
  @inlinable
  public mutating func appendNull() throws(PostgresError) {
    beginField()
    try reserve(4)
    store(Int32(-1))
  }

  /// Appends a smallint; nil is NULL.
  @inlinable
  public mutating func append(int16 value: Int16?) throws(PostgresError) { try append(value) }

  /// Appends an integer, or a date as days since 2000-01-01; nil is NULL.
  @inlinable
  public mutating func append(int32 value: Int32?) throws(PostgresError) { try append(value) }

  /// Appends a bigint, or a timestamp as microseconds since 2000-01-01; nil is NULL.
  @inlinable
  public mutating func append(int64 value: Int64?) throws(PostgresError) { try append(value) }

  /// Appends a boolean; nil is NULL.
  @inlinable
  public mutating func append(bool value: Bool?) throws(PostgresError) {
    try append(value.map { $0 ? Int8(1) : 0 })
  }

  /// Appends text; nil is NULL. The server refuses a zero byte inside with 22021.
  public mutating func append(text value: String?) throws(PostgresError) {
    guard var value else { return try appendNull() }
    // Typed throws do not pass through withUTF8, hence the result.
    let outcome = value.withUTF8 { utf8 in
      Result { () throws(PostgresError) in try append(text: UnsafeRawBufferPointer(utf8)) }
    }
    try outcome.get()
  }

  /// Appends text from its UTF-8 bytes; the server refuses malformed ones with 22021.
  public mutating func append(text utf8: UnsafeRawBufferPointer) throws(PostgresError) {
    beginField()
    try reserve(4)
    store(Int32(utf8.count))
    try append(raw: utf8)
  }

  /// Appends bytes (bytea); nil is NULL.
  public mutating func append(bytea value: [UInt8]?) throws(PostgresError) {
    guard let value else { return try appendNull() }
    let outcome = value.withUnsafeBytes { bytes in
      Result { () throws(PostgresError) in try append(bytea: bytes) }
    }
    try outcome.get()
  }

  /// Appends bytes (bytea).
  public mutating func append(bytea bytes: UnsafeRawBufferPointer) throws(PostgresError) {
    // Text and bytea look the same in the binary format.
    try append(text: bytes)
  }

  @inlinable @inline(__always)
  mutating func append<Integer: FixedWidthInteger>(_ value: Integer?) throws(PostgresError) {
    guard let value else { return try appendNull() }
    beginField()
    try reserve(4 + MemoryLayout<Integer>.size)
    store(Int32(MemoryLayout<Integer>.size))
    store(value)
  }
}
