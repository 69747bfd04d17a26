/// Reads CSV strictly as RFC 4180 has it, in chunks and bounded memory, and knows its lines.
///
/// Lines end in CRLF or LF; a byte order mark at the start is skipped. The bytes of a field are
/// not judged here. What cannot be split into fields without guessing is a `CSVDefect`, after
/// which the reader must not be asked again.
struct CSVReader: ~Copyable {
  /// The longest field that is read, in bytes; a longer one is a defect and is never held.
  static let fieldByteLimit = 1 << 20
  /// The longest record that is read, in bytes.
  static let recordByteLimit = 16 << 20
  /// The most fields of a record, so that commas alone cannot fill the memory either.
  static let recordFieldLimit = 4096

  /// Reads the next bytes into a buffer; 0 at the end.
  typealias Source = (UnsafeMutableRawBufferPointer) throws(CSVDefect.Problem) -> Int

  private let source: Source
  private let chunk: UnsafeMutableRawBufferPointer
  private var position = 0
  private var end = 0
  private var line = 1
  private var isAtStart = true

  /// - Parameter chunkByteCount: How much is read at once; at least 1.
  init(chunkByteCount: Int = 256 * 1024, source: @escaping Source) {
    self.source = source
    chunk = .allocate(byteCount: chunkByteCount, alignment: 16)
  }

  deinit { chunk.deallocate() }

  /// Reads the next record.
  ///
  /// - Returns: false at the end of the file, when there is no further record.
  mutating func read(_ record: inout CSVRecord) throws(CSVDefect) -> Bool {
    record.begin(atLine: line)
    do throws(CSVDefect.Problem) {
      if isAtStart { try skipByteOrderMark() }
      guard try peek() != nil else { return false }
      while try readField(&record) {}
      return true
    } catch {
      throw CSVDefect(line: record.line, field: record.fieldCount, problem: error)
    }
  }

  private mutating func skipByteOrderMark() throws(CSVDefect.Problem) {
    isAtStart = false
    guard try peek() == 0xEF else { return }
    // A column name never starts with this byte, so what follows must be the rest of the mark.
    position += 1
    guard try take() == 0xBB, try take() == 0xBF else { throw .malformedMark }
  }

  /// Reads one field and what ends it.
  ///
  /// - Returns: Whether the record goes on.
  private mutating func readField(_ record: inout CSVRecord) throws(CSVDefect.Problem) -> Bool {
    if try peek() == quote {
      position += 1
      try readQuoted(&record)
    } else {
      try readPlain(&record)
    }
    switch try take() {
    case comma:
      guard record.fieldCount < Self.recordFieldLimit else { throw .longRecord }
      record.endField()
      return true
    case lineFeed:
      line += 1
    case carriageReturn:
      guard try take() == lineFeed else { throw .bareCarriageReturn }
      line += 1
    case nil:
      break
    default:
      throw .textAfterQuote
    }
    record.endField()
    return false
  }

  /// Reads up to a comma, a line end or the end of the file.
  private mutating func readPlain(_ record: inout CSVRecord) throws(CSVDefect.Problem) {
    while try peek() != nil {
      let start = position
      while position < end {
        let byte = chunk[position]
        if byte == comma || byte == lineFeed || byte == carriageReturn { break }
        if byte == quote { throw .strayQuote }
        position += 1
      }
      try append(from: start, to: &record)
      if position < end { return }
    }
  }

  /// Reads up to the closing quote; a doubled quote stands for one.
  private mutating func readQuoted(_ record: inout CSVRecord) throws(CSVDefect.Problem) {
    while try peek() != nil {
      let start = position
      while position < end, chunk[position] != quote {
        if chunk[position] == lineFeed { line += 1 }
        position += 1
      }
      try append(from: start, to: &record)
      guard position < end else { continue }
      position += 1
      guard try peek() == quote else { return }
      record.append(quote)
      position += 1
    }
    throw .openQuote
  }

  private func append(
    from start: Int, to record: inout CSVRecord
  ) throws(CSVDefect.Problem) {
    let byteCount = position - start
    guard record.openFieldByteCount + byteCount <= Self.fieldByteLimit else { throw .longField }
    guard record.byteCount + byteCount <= Self.recordByteLimit else { throw .longRecord }
    record.append(UnsafeRawBufferPointer(chunk)[start..<position])
  }

  /// The next byte, which stays; nil at the end of the file.
  private mutating func peek() throws(CSVDefect.Problem) -> UInt8? {
    if position == end {
      end = try source(chunk)
      position = 0
      guard end > 0 else { return nil }
    }
    return chunk[position]
  }

  private mutating func take() throws(CSVDefect.Problem) -> UInt8? {
    let byte = try peek()
    if byte != nil { position += 1 }
    return byte
  }
}

private let quote = UInt8(ascii: "\"")
private let comma = UInt8(ascii: ",")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

/// Why the rest of a file cannot be split into fields.
struct CSVDefect: Error, Equatable {
  /// The line on which the record starts, from 1.
  let line: Int
  /// The field in the record, from 0.
  let field: Int
  let problem: Problem

  enum Problem: Error, Equatable {
    /// A quote within a field that does not start with one.
    case strayQuote
    /// Something else than a comma or a line end after the closing quote.
    case textAfterQuote
    /// The file ends within quotes.
    case openQuote
    /// A carriage return without the line feed, outside of quotes.
    case bareCarriageReturn
    /// A byte order mark that is not whole.
    case malformedMark
    case longField
    case longRecord
    /// The operating system does not give the bytes.
    case unreadable(errno: Int32)
  }
}
