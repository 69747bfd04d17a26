/// What a submitted code column says.
///
/// A code that is not one still tells where its money belongs as long as it begins with digits:
/// no anomaly removes money, so `2010` counts under 201 and `20101012` under 2010101.
public struct CodeReading: Hashable, Sendable {
  /// Where the money counts: the code itself, its longest readable prefix, or `?`.
  public let code: SubjectCode

  /// Whether the text is a code: `*`, `?`, or 3, 5 or 7 digits that do not begin with zero.
  public let isWellFormed: Bool

  /// Reads a code column; nil (not stated) counts under `?` and is not well formed.
  public init(utf8 text: some Collection<UInt8>) {
    var digits: UInt32 = 0
    var count = 0
    var onlyDigits = true
    for byte in text {
      guard byte >= 0x30, byte <= 0x39, count > 0 || byte > 0x30 else {
        onlyDigits = false
        break
      }
      if count < 7 { digits = digits * 10 + UInt32(byte - 0x30) }
      count += 1
    }
    let mark = text.count == 1 ? text.first : nil
    switch (onlyDigits, count, mark) {
    case (true, 7, _): self.init(SubjectCode(number: digits, level: .item), true)
    case (true, 5, _): self.init(SubjectCode(number: digits, level: .section), true)
    case (true, 3, _): self.init(SubjectCode(number: digits, level: .category), true)
    case (_, _, 0x2A): self.init(.all, true)
    case (_, _, 0x3F): self.init(.unreadable, true)
    case (true, 8..., _): self.init(SubjectCode(number: digits, level: .item), false)
    case (true, 6, _): self.init(SubjectCode(number: digits / 10, level: .section), false)
    case (true, 4, _): self.init(SubjectCode(number: digits / 10, level: .category), false)
    default: self.init(.unreadable, false)
    }
  }

  /// A column that is empty: nothing to go by.
  public static let missing = CodeReading(.unreadable, false)

  private init(_ code: SubjectCode, _ isWellFormed: Bool) {
    self.code = code
    self.isWellFormed = isWellFormed
  }
}
