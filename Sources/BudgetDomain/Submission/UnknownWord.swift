/// A word that stands where only those of a closed list may: a bureau's own view can give any.
///
/// The amount of the row counts all the same, as if the column were empty; only a row of an unknown
/// section has no place to count in.
public struct UnknownWord: Hashable, Sendable {
  /// The columns of a row that have closed lists.
  public enum Column: String, CaseIterable, Sendable {
    /// Which view of the money the row belongs to.
    case section
    /// The fund.
    case fund = "fund_type"
    /// The expenditure kind.
    case kind = "expenditure_kind"
    /// The income kind.
    case income = "income_kind"
  }

  /// The row.
  public let lineNumber: Int32
  /// The column.
  public let column: Column
  /// The section of the row; nil where that is the unknown word.
  public let section: Section?
  /// What stands there; empty for nothing.
  public let word: String

  /// Notes a word.
  public init(lineNumber: Int32, column: Column, section: Section?, word: String) {
    self.lineNumber = lineNumber
    self.column = column
    self.section = section
    self.word = word
  }
}

/// The columns of one row that hold an unknown word.
public struct UnknownColumns: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt8

  /// Takes bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The fund.
  public static let fund = UnknownColumns(rawValue: 1)
  /// The expenditure kind.
  public static let kind = UnknownColumns(rawValue: 2)
  /// The income kind.
  public static let income = UnknownColumns(rawValue: 4)
}
