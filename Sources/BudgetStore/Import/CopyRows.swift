internal import PostgresClient

/// Rows in the text format of COPY, collected before they are sent.
///
/// Source: PostgreSQL, COPY, File Formats, Text Format.
struct CopyRows {
  private static let byteGoal = 64 * 1024
  private var bytes: [UInt8] = []

  init() {
    bytes.reserveCapacity(Self.byteGoal * 2)
  }

  /// Whether it is time to send.
  var isFull: Bool { bytes.count >= Self.byteGoal }

  mutating func appendNull() {
    bytes.append(backslash)
    bytes.append(UInt8(ascii: "N"))
    bytes.append(tab)
  }

  /// Appends a field; the characters that COPY reads otherwise are escaped.
  mutating func append(_ field: UnsafeBufferPointer<UInt8>) {
    for byte in field {
      switch byte {
      case backslash, tab, lineFeed, carriageReturn:
        bytes.append(backslash)
        bytes.append(escapes(byte))
      default:
        bytes.append(byte)
      }
    }
    bytes.append(tab)
  }

  /// Ends the row with its last column, the line of the file.
  mutating func end(atLine line: Int) {
    bytes.append(contentsOf: String(line).utf8)
    bytes.append(lineFeed)
  }

  /// Sends what was collected and forgets it.
  mutating func send(to writer: inout CopyWriter) throws(PostgresError) {
    let outcome = bytes.withUnsafeBytes { bytes in
      Result { () throws(PostgresError) in try writer.append(raw: bytes) }
    }
    try outcome.get()
    bytes.removeAll(keepingCapacity: true)
  }
}

private let backslash = UInt8(ascii: "\\")
private let tab = UInt8(ascii: "\t")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

/// The letter that stands for a byte behind a backslash.
private func escapes(_ byte: UInt8) -> UInt8 {
  switch byte {
  case tab: UInt8(ascii: "t")
  case lineFeed: UInt8(ascii: "n")
  case carriageReturn: UInt8(ascii: "r")
  default: byte
  }
}
