import Glibc

/// A CSV file being written: RFC 4180 with LF ends, UTF-8, buffered; a null is an empty field.
struct CSVFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var isAtRowStart = true
  /// Rows written so far, the header not counted.
  private(set) var rows = -1

  private static let capacity = 1 << 18

  /// Opens the file, emptied, and writes its header.
  init(_ path: String, header: [String]) throws(SampleError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, code: errno) }
    buffer.reserveCapacity(Self.capacity + (1 << 12))
    for name in header { field(name) }
    try endRow()
  }

  /// Appends a field; text with a comma, a quote or a line break is quoted.
  mutating func field(_ text: String?) {
    separate()
    guard let text else { return }
    let needsQuotes = text.utf8.contains { $0 == 0x22 || $0 == 0x2c || $0 == 0x0a || $0 == 0x0d }
    guard needsQuotes else {
      buffer.append(contentsOf: text.utf8)
      return
    }
    buffer.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { buffer.append(0x22) }
      buffer.append(byte)
    }
    buffer.append(0x22)
  }

  /// Appends a whole number.
  mutating func field(_ number: Int64) {
    separate()
    appendDigits(number)
  }

  /// Appends an amount of fen as yuan with two decimals.
  mutating func field(yuanOfFen fen: Int64) {
    separate()
    if fen < 0 { buffer.append(0x2d) }
    let (yuan, rest) = fen.magnitude.quotientAndRemainder(dividingBy: 100)
    appendDigits(Int64(yuan))
    buffer.append(0x2e)
    buffer.append(0x30 + UInt8(rest / 10))
    buffer.append(0x30 + UInt8(rest % 10))
  }

  /// Ends the row, and empties a full buffer into the file.
  mutating func endRow() throws(SampleError) {
    buffer.append(0x0a)
    isAtRowStart = true
    rows += 1
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Writes what is left and closes; the file is complete only after this.
  ///
  /// - Returns: The data rows written.
  consuming func finish() throws(SampleError) -> Int {
    try flush()
    return rows
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}

extension CSVFile {
  private mutating func separate() {
    if !isAtRowStart { buffer.append(0x2c) }
    isAtRowStart = false
  }

  private mutating func appendDigits(_ number: Int64) {
    if number < 0 { buffer.append(0x2d) }
    var rest = number.magnitude
    let start = buffer.count
    repeat {
      buffer.append(0x30 + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    buffer[start...].reverse()
  }

  private mutating func flush() throws(SampleError) {
    var written = 0
    while written < buffer.count {
      let count = buffer[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .cannotWrite(path: path, code: errno) }
      written += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// Makes a directory unless it is there.
func makeDirectory(_ path: String) throws(SampleError) {
  guard mkdir(path, 0o755) != 0, errno != EEXIST else { return }
  throw .cannotWrite(path: path, code: errno)
}
