/// A row of `intake.submission` that holds a word of no closed list: it cannot count.
///
/// Only a bureau's own view can give one. Which amounts, of what, or whether they are meant to
/// count, nobody can tell.
public struct UnreadableSubmission: Sendable {
  /// A column and the word that stands there.
  public struct Word: Hashable, Sendable {
    /// The column: `kind`, `status` or `amount_unit`.
    public let column: String
    /// What stands there; empty for nothing.
    public let word: String

    /// Notes a word.
    public init(column: String, word: String) {
      self.column = column
      self.word = word
    }
  }

  /// The key of the submission.
  public let id: Int64
  /// The unit that submits, as a place in `ReferenceData.units`.
  public let unit: UnitIndex
  /// The budget year.
  public let year: FiscalYear
  /// What is handed in; nil where that is an unknown word.
  public let kind: SubmissionKind?
  /// The unknown words, at least one.
  public let words: [Word]

  /// Describes a submission.
  public init(
    id: Int64, unit: UnitIndex, year: FiscalYear, kind: SubmissionKind?, words: [Word]
  ) {
    self.id = id
    self.unit = unit
    self.year = year
    self.kind = kind
    self.words = words
  }
}
