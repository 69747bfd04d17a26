#if Console
/// 256 bits that nobody can guess, as hexadecimal digits: the name of a session, or the proof that
/// a form is ours.
struct Secret: Hashable, Sendable {
  let text: String

  /// A new one, from the system's cryptographic source.
  init() {
    var generator = SystemRandomNumberGenerator()
    text = (0..<4).map { _ in
      let word = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - word.count) + word
    }.joined()
  }

  /// One that a browser has sent back; nil unless it looks like ours.
  init?(_ text: String?) {
    guard let text, text.utf8.count == 64,
      text.utf8.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 })
    else { return nil }
    self.text = text
  }

  /// Whether both are the same, found out in the same time wherever they differ.
  static func == (one: Secret, other: Secret) -> Bool {
    zip(one.text.utf8, other.text.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
#endif
