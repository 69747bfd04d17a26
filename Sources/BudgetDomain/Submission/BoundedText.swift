/// The texts that things are known by: codes, printed names, forms, words.
///
/// Units and projects are numbered, and anomalies remembered, under such texts in indexes, which
/// refuse an entry of more than some 2,700 bytes: one endless name would end everybody's night.
public enum BoundedText {
  /// The most bytes that a text keeps, so that the few of a place fit an index together.
  public static let largestByteCount = 500

  /// The text of UTF-8 bytes. One that is too long keeps its beginning and ends in the fingerprint
  /// of the whole, so that different texts stay different from night to night; so do bytes that are
  /// no UTF-8, which a foreign table may give: they stand as `\xFF`.
  public static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    guard let whole = String(validating: bytes, as: UTF8.self) else { return text(escaped(bytes)) }
    guard bytes.count > largestByteCount else { return whole }
    let mark = "…#\(ContentDigest(bytes: bytes))"
    var end = largestByteCount - mark.utf8.count
    // A character is not cut in two.
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: bytes[..<end], as: UTF8.self) + mark
  }

  private static func escaped(_ bytes: UnsafeRawBufferPointer) -> String {
    var text = ""
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var place = 0
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let scalar):
        text.unicodeScalars.append(Unicode.UTF8.decode(scalar))
        place += scalar.count
      case .error(let count):
        for byte in bytes[place..<place + count] {
          text += "\\x" + String(byte, radix: 16, uppercase: true)
        }
        place += count
      case .emptyInput: return text
      }
    }
  }

  /// The same of a text.
  public static func text(_ text: String) -> String {
    guard text.utf8.count > largestByteCount else { return text }
    var text = text
    return text.withUTF8 { Self.text(UnsafeRawBufferPointer($0)) }
  }
}
