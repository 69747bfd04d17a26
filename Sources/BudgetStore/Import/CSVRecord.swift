/// One record of a CSV file: its fields, unquoted, one after the other in one buffer.
///
/// The buffer is used again for the next record, so that reading allocates nothing.
struct CSVRecord {
  /// The line of the file on which the record starts, from 1.
  private(set) var line = 0
  private var bytes: [UInt8] = []
  private var fieldEnds: [Int] = []

  /// How many fields are complete.
  var fieldCount: Int { fieldEnds.count }

  /// How many bytes the record holds so far.
  var byteCount: Int { bytes.count }

  /// How many bytes the field that is not complete yet holds.
  var openFieldByteCount: Int { bytes.count - (fieldEnds.last ?? 0) }

  /// Forgets the fields and starts again.
  mutating func begin(atLine line: Int) {
    self.line = line
    bytes.removeAll(keepingCapacity: true)
    fieldEnds.removeAll(keepingCapacity: true)
  }

  mutating func append(_ run: Slice<UnsafeRawBufferPointer>) {
    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: run))
  }

  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  mutating func endField() {
    fieldEnds.append(bytes.count)
  }

  /// Calls `body` with the bytes of one field, valid during the call.
  func withField<Result>(
    _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    let start = index == 0 ? 0 : fieldEnds[index - 1]
    return try bytes.withUnsafeBufferPointer { all in
      try body(UnsafeBufferPointer(rebasing: all[start..<fieldEnds[index]]))
    }
  }

  /// A field as text; a malformed sequence becomes U+FFFD.
  func text(_ index: Int) -> String {
    withField(index) { String(decoding: $0, as: UTF8.self) }
  }
}
