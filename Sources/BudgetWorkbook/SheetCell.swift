/// What stands in one cell.
public struct SheetCell: Sendable {
  /// The value of a cell.
  enum Value: Sendable {
    case empty
    case text(String)
    case lines([String])
    case hundredths(Int64)
    case number(String)
    case link(String, sheet: String)
  }

  let value: Value
  let tone: Tone?
  /// Whether a number has the mark of a footnote behind it.
  private(set) var isMarked = false

  init(value: Value, tone: Tone?) {
    self.value = value
    self.tone = tone
  }

  /// The same, with `†` behind its number where it has one; it stays a number.
  public func marked(_ isMarked: Bool = true) -> SheetCell {
    var cell = self
    cell.isMarked = isMarked
    return cell
  }

  /// What a colour says.
  public enum Tone: Hashable, Sendable {
    /// Something is wrong.
    case bad
    /// Somebody should look.
    case doubtful
    /// Nobody can tell.
    case open
    /// Beside the point.
    case faint
  }

  /// Nothing is stated, which is not zero.
  public static let empty = SheetCell(value: .empty, tone: nil)

  /// Words, whoever chose them: never a formula, nothing in them hidden.
  public static func text(_ text: String?, tone: Tone? = nil) -> SheetCell {
    guard let text, !text.isEmpty else { return SheetCell(value: .empty, tone: tone) }
    return SheetCell(value: .text(text), tone: tone)
  }

  /// Several lines of words, one below the other.
  public static func lines(_ lines: [String], tone: Tone? = nil) -> SheetCell {
    SheetCell(value: lines.isEmpty ? .empty : .lines(lines), tone: tone)
  }

  /// An amount as printed, in hundredths of its unit; nil is not stated.
  public static func amount(_ hundredths: Int64?, tone: Tone? = nil) -> SheetCell {
    SheetCell(value: hundredths.map { .hundredths($0) } ?? .empty, tone: tone)
  }

  /// A number in the database's own digits; nil is not stated.
  public static func number(_ digits: String?, tone: Tone? = nil) -> SheetCell {
    SheetCell(value: digits.map { .number($0) } ?? .empty, tone: tone)
  }

  /// A whole number; nil is not stated.
  public static func number(_ number: Int64?) -> SheetCell {
    .number(number.map { String($0) })
  }

  /// The name of a sheet of the same workbook, to jump there.
  static func link(_ text: String, sheet: String) -> SheetCell {
    SheetCell(value: .link(text, sheet: sheet), tone: nil)
  }
}
