/// The texts that things are known by: codes, printed names, forms, words.
///
/// Units and projects are numbered, and anomalies remembered, under such texts in indexes, which
/// refuse an entry of more than some 2,700 bytes: one endless name would end everybody's night.
public enum BoundedText {
  /// The most bytes that a text keeps, so that the few of a place fit an index together.
  public static let largestByteCount = 500

  /// The text of UTF-8 bytes. One that is too long keeps its beginning and ends in the fingerprint
  /// of the whole, so that different texts stay different from night to night.
  public static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    guard bytes.count > largestByteCount else { return String(decoding: bytes, as: UTF8.self) }
    let mark = "…#\(ContentDigest(bytes: bytes))"
    var end = largestByteCount - mark.utf8.count
    // A character is not cut in two.
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: bytes[..<end], as: UTF8.self) + mark
  }

  /// The same of a text.
  public static func text(_ text: String) -> String {
    guard text.utf8.count > largestByteCount else { return text }
    var text = text
    return text.withUTF8 { Self.text(UnsafeRawBufferPointer($0)) }
  }
}
