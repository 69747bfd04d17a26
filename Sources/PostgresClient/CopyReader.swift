import CLibpq

/// The data of one `COPY … TO STDOUT`, read message by message or, in the binary format, by row.
///
/// The binary format is read as one stream of bytes: the header travels with the first row, the
/// trailer is a message of its own, and nothing promises that a row keeps to one message.
public struct CopyReader: ~Copyable {
  private let link: Link
  private let statement: Statement
  /// The bytes not read yet; they lie in `message` or in `joined`.
  private var next: UnsafeRawPointer?
  private var available = 0
  private var message: UnsafeMutablePointer<CChar>?
  private var joined: UnsafeMutableRawPointer?
  private var hasHeader = false
  private var hasTrailer = false
  /// Whether the server has said that all is sent.
  private(set) var isFinished = false

  init(_ link: Link, _ statement: Statement) {
    self.link = link
    self.statement = statement
  }

  deinit {
    PQfreemem(message)
    joined?.deallocate()
  }

  /// The next message, one line of a text or CSV copy; nil at the end.
  ///
  /// The corresponding C function is `PQgetCopyData`.
  ///
  /// - Returns: Bytes that are valid until the next call.
  /// - Throws: `PostgresError` when the server fails or the connection is lost: nil always means
  ///   that everything has come.
  public mutating func nextMessage() throws(PostgresError) -> UnsafeRawBufferPointer? {
    guard try receive() else { return nil }
    let bytes = UnsafeRawBufferPointer(start: next, count: available)
    available = 0
    return bytes
  }

  /// Moves `row` to the next row of a binary copy.
  ///
  /// - Returns: false at the end.
  /// - Throws: `PostgresError` when the server fails, the connection is lost or the stream is not
  ///   in the binary format.
  public mutating func nextRow(_ row: inout BinaryRow) throws(PostgresError) -> Bool {
    if !hasHeader { try readHeader() }
    if hasTrailer { return false }
    try require(2)
    guard var position = next else { throw malformed }
    let fieldCount = loadInt16(position)
    guard fieldCount >= 0 else {
      try readTrailer(fieldCount)
      return false
    }
    // Finds the end of the row, and proves once that every field lies within it.
    var length = 2
    for _ in 0..<fieldCount {
      if length + 4 > available {
        try require(length + 4)
        guard let moved = next else { throw malformed }
        position = moved
      }
      let size = Int(loadInt32(position + length))
      guard size >= -1 else { throw malformed }
      length += 4 + max(size, 0)
    }
    if length > available { try require(length) }
    guard let start = next else { throw malformed }
    row.move(
      to: start + 2, byteCount: length - 2, fieldCount: Int(fieldCount), of: statement)
    next = start + length
    available -= length
    return true
  }

  private mutating func readHeader() throws(PostgresError) {
    // The signature, 4 bytes of flags, 4 bytes that tell the length of an extension.
    try require(19)
    guard let start = next else { throw malformed }
    let bytes = UnsafeRawBufferPointer(start: start, count: 11)
    guard bytes.elementsEqual(binarySignature), loadInt32(start + 11) == 0 else { throw malformed }
    let extensionLength = Int(loadInt32(start + 15))
    guard extensionLength >= 0 else { throw malformed }
    try require(19 + extensionLength)
    next = next.map { $0 + 19 + extensionLength }
    available -= 19 + extensionLength
    hasHeader = true
  }

  private mutating func readTrailer(_ fieldCount: Int16) throws(PostgresError) {
    guard fieldCount == -1 else { throw malformed }
    hasTrailer = true
    available -= 2
    guard available == 0, try !receive() else { throw malformed }
  }

  /// Makes sure that `count` bytes of the stream lie at `next`.
  private mutating func require(_ count: Int) throws(PostgresError) {
    while available < count {
      guard try receive() else { throw malformed }
    }
  }

  /// Puts one more message behind what is not read yet.
  ///
  /// - Returns: false when the server has sent everything and says that the copy succeeded.
  private mutating func receive() throws(PostgresError) -> Bool {
    guard !isFinished else { return false }
    var arrived: UnsafeMutablePointer<CChar>?
    let length: Int32
    do {
      length = try link.receive(&arrived, Call(.copyOut, statement))
    } catch {
      isFinished = true
      throw error
    }
    guard length > 0, let arrived else {
      isFinished = true
      try checkOutcome(length)
      return false
    }
    let count = Int(length)
    if available == 0 {
      release()
      message = arrived
      next = UnsafeRawPointer(arrived)
    } else {
      join(UnsafeRawBufferPointer(start: arrived, count: count))
      PQfreemem(arrived)
    }
    available += count
    return true
  }

  /// Copies the unread bytes and `arrived` into one piece of memory.
  private mutating func join(_ arrived: UnsafeRawBufferPointer) {
    let whole = UnsafeMutableRawBufferPointer.allocate(
      byteCount: available + arrived.count, alignment: 8)
    whole.copyMemory(from: UnsafeRawBufferPointer(start: next, count: available))
    UnsafeMutableRawBufferPointer(rebasing: whole[available...]).copyMemory(from: arrived)
    release()
    joined = whole.baseAddress
    next = UnsafeRawPointer(joined)
  }

  /// The end of the data is not its success: the answer that follows tells.
  private mutating func checkOutcome(_ length: Int32) throws(PostgresError) {
    let call = Call(.copyOut, statement)
    guard length == -1 else { throw call.failure(on: link) }
    guard let result = try link.answer(to: call), result.isError else { return }
    throw PostgresError(
      .copyOut, statement: statement.name, result: result.pointer, on: link.pointer)
  }

  private mutating func release() {
    PQfreemem(message)
    joined?.deallocate()
    message = nil
    joined = nil
  }

  private var malformed: PostgresError {
    PostgresError(
      .copyOut, statement: statement.name, message: "the server's answer is not a binary copy")
  }
}
