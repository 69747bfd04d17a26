import CLibpq

/// The data of one `COPY … FROM STDIN`, collected in a buffer of 256 KB.
///
/// A binary copy is `beginRow(fieldCount:)` and one `append` for each field, in the order of the
/// columns and of exactly their types: the binary format converts nothing.
public struct CopyWriter: ~Copyable {
  private let link: Link
  private let statement: Statement
  private let isBinary: Bool
  @usableFromInline let buffer: UnsafeMutableRawPointer
  @usableFromInline var used = 0
  @usableFromInline var missingFields = 0

  @usableFromInline static var capacity: Int { 256 * 1024 }

  init(_ link: Link, _ statement: Statement, isBinary: Bool) {
    self.link = link
    self.statement = statement
    self.isBinary = isBinary
    buffer = .allocate(byteCount: Self.capacity, alignment: 16)
    guard isBinary else { return }
    // The signature, no flags, no header extension; the buffer is empty, so they fit.
    for byte in binarySignature + [UInt8](repeating: 0, count: 8) {
      buffer.storeBytes(of: byte, toByteOffset: used, as: UInt8.self)
      used += 1
    }
  }

  deinit { buffer.deallocate() }

  /// Starts the next row of a binary copy.
  ///
  /// The row before it must be complete; anything else is a defect of the caller and traps.
  @inlinable
  public mutating func beginRow(fieldCount: Int) throws(PostgresError) {
    precondition(missingFields == 0, "the last row lacks fields")
    missingFields = fieldCount
    try reserve(2)
    store(Int16(fieldCount))
  }

  /// Appends bytes as they are: a piece of a text or CSV copy, of any length.
  public mutating func append(raw bytes: UnsafeRawBufferPointer) throws(PostgresError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      if used == Self.capacity { try flush() }
      let piece = rest.prefix(Self.capacity - used)
      UnsafeMutableRawBufferPointer(start: buffer + used, count: piece.count)
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: piece))
      used += piece.count
      rest = rest.dropFirst(piece.count)
    }
  }

  mutating func finish() throws(PostgresError) {
    if isBinary {
      precondition(missingFields == 0, "the last row lacks fields")
      try reserve(2)
      store(Int16(-1))
    }
    try flush()
  }

  /// Makes room for `byteCount` bytes, at most the whole buffer.
  @inlinable @inline(__always)
  mutating func reserve(_ byteCount: Int) throws(PostgresError) {
    if used + byteCount > Self.capacity { try flush() }
  }

  @inlinable @inline(__always)
  mutating func store<Integer: FixedWidthInteger>(_ value: Integer) {
    buffer.storeBytes(of: value.bigEndian, toByteOffset: used, as: Integer.self)
    used += MemoryLayout<Integer>.size
  }

  /// Counts one field of the row as written.
  @inlinable @inline(__always)
  mutating func beginField() {
    precondition(missingFields > 0, "the row has more fields than beginRow said")
    missingFields -= 1
  }

  /// Hands the buffer to the server.
  @usableFromInline
  mutating func flush() throws(PostgresError) {
    guard used > 0 else { return }
    let bytes = buffer.assumingMemoryBound(to: CChar.self)
    try link.put(bytes, count: Int32(used), Call(.copyIn, statement))
    used = 0
  }
}
