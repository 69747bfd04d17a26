internal import BudgetReport

/// Words as they may stand in a cell.
enum CellText {
  /// The most that a cell holds, in UTF-16 units. Source: Excel specifications and limits.
  static let limit = 32_767

  /// The text, nothing in it hidden, as long as it may be.
  ///
  /// - Complexity: O(*n*).
  static func shown(_ text: String) -> String { cut(escaped(visible(text))) }

  /// The same of several lines.
  static func shown(_ lines: [String]) -> String {
    cut(lines.map { escaped(visible($0)) }.joined(separator: "\n"))
  }

  /// Two scalars are no characters, and XML has no place for them.
  static func withoutNoncharacters(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isNoCharacter) else { return text }
    return text.unicodeScalars.map { scalar in
      isNoCharacter(scalar)
        ? "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}" : String(scalar)
    }.joined()
  }

  /// What looks like `_x0041_` would be read as the character of that number. Source: ECMA-376,
  /// part 1, 22.9.2.19.
  private static func escaped(_ text: String) -> String {
    let text = withoutNoncharacters(text)
    return text.utf8.contains(UInt8(ascii: "_"))
      ? text.replacing(/_(?=x[0-9A-Fa-f]{4}_)/) { _ in "_x005F_" } : text
  }

  private static func isNoCharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value & 0xFFFE == 0xFFFE
  }

  /// As much of the text as a cell holds, with a sign that it goes on.
  private static func cut(_ text: String) -> String {
    guard text.utf16.count > limit else { return text }
    var (kept, length) = ("", 1)
    for character in text {
      length += String(character).utf16.count
      guard length <= limit else { break }
      kept.append(character)
    }
    return kept + "…"
  }
}
