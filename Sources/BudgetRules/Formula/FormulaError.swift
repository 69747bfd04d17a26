/// Why a formula or a scope cannot be read, and where.
public struct FormulaError: Error, Hashable, Sendable {
  /// A text in both languages.
  public struct Phrase: Hashable, Sendable {
    /// In Chinese.
    public let chinese: String
    /// In English.
    public let english: String

    /// Says the same twice.
    public init(_ chinese: String, _ english: String) {
      self.chinese = chinese
      self.english = english
    }
  }

  /// The line, from 1.
  public let line: Int
  /// The column in that line, from 1, in characters.
  public let column: Int
  /// What should have stood there.
  public let expected: Phrase
  /// What stands there; empty at the end of the text.
  public let found: String

  init(at place: FormulaToken.Place, expected: Phrase, found: String) {
    line = place.line
    column = place.column
    self.expected = expected
    self.found = found
  }

  /// The whole message.
  public var message: Phrase {
    Phrase(
      "第\(line)行第\(column)字:应为\(expected.chinese),"
        + (found.isEmpty ? "而公式到此为止" : "而此处是“\(found)”"),
      "line \(line), column \(column): expected \(expected.english), "
        + (found.isEmpty ? "but the text ends" : "found “\(found)”"))
  }
}
