/// What a client sends, cut into messages of the protocol.
///
/// Source: PostgreSQL manual, "Message Formats".
struct FrontendMessages {
  /// One message with its type and length.
  struct Message {
    var bytes: [UInt8]
    /// nil for the one that begins a connection.
    let type: UInt8?

    /// The SQL of a message that brings some.
    var statement: String? {
      switch type {
      case UInt8(ascii: "Q"):
        return String(decoding: bytes[5...].prefix { $0 != 0 }, as: UTF8.self)
      case UInt8(ascii: "P"):
        let name = bytes[5...].prefix { $0 != 0 }
        return String(
          decoding: bytes[(name.endIndex + 1)...].prefix { $0 != 0 }, as: UTF8.self)
      default:
        return nil
      }
    }
  }

  private var unread: [UInt8] = []
  private var hasBegun = false
  /// Whether everything up to the next Sync belongs to a statement that was replaced.
  private var skipsToSync = false

  mutating func append(_ bytes: [UInt8]) { unread += bytes }

  /// The next whole message; nil when it has not come yet.
  mutating func next() -> Message? {
    while let message = cut() {
      guard skipsToSync else { return message }
      if message.type == UInt8(ascii: "S") { skipsToSync = false }
    }
    return nil
  }

  /// A statement that fails at the server, instead of one that came.
  mutating func replacement(for message: Message, raising sqlState: String) -> Message {
    skipsToSync = message.type == UInt8(ascii: "P")
    let sql =
      "DO $$ BEGIN RAISE EXCEPTION 'planted fault' USING ERRCODE = '\(sqlState)'; END $$\0"
    let length = UInt32(4 + sql.utf8.count)
    let size = withUnsafeBytes(of: length.bigEndian) { Array($0) }
    return Message(bytes: [UInt8(ascii: "Q")] + size + Array(sql.utf8), type: nil)
  }

  private mutating func cut() -> Message? {
    let typeSize = hasBegun ? 1 : 0
    guard unread.count >= typeSize + 4 else { return nil }
    let length = unread[typeSize..<(typeSize + 4)].reduce(0) { $0 << 8 | Int($1) }
    guard unread.count >= typeSize + length else { return nil }
    let message = Message(
      bytes: Array(unread.prefix(typeSize + length)), type: hasBegun ? unread[0] : nil)
    unread.removeFirst(typeSize + length)
    hasBegun = true
    return message
  }
}
