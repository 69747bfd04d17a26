public import BudgetDomain

/// The lines of one submission, all of them.
///
/// They stand in the order in which they were submitted: where a row lies in a table means nothing
/// and changes with every update, so nothing that is said of rows may follow it.
public struct SubmissionLines: Sendable {
  /// Whose lines.
  public let submission: SubmissionIndex
  /// The rows by their numbers; none where they are too many.
  public let lines: [SubmittedLine]
  /// How many rows there are.
  public let lineCount: Int
  /// The texts that the rows name.
  public let texts: LineTexts
  /// The fingerprint of the rows as a set.
  public let digest: ContentDigest
  /// The words in them that are in no list, by the numbers of their rows; a row of an unknown
  /// section is not among the rows.
  public let unknownWords: [UnknownWord]

  /// Collects the lines of a submission.
  ///
  /// - Parameters:
  ///   - lines: In any order.
  ///   - unknownWords: In any order.
  ///   - lineCount: How many rows there are where they are too many to be held.
  public init(
    submission: SubmissionIndex, lines: [SubmittedLine], texts: LineTexts, digest: ContentDigest,
    unknownWords: [UnknownWord] = [], lineCount: Int? = nil
  ) {
    self.submission = submission
    self.lines = lines.inOrder { $0.precedes($1, texts) }
    self.lineCount = lineCount ?? lines.count
    self.texts = texts
    self.digest = digest
    self.unknownWords = unknownWords.inOrder {
      ($0.lineNumber, $0.column.rawValue, $0.word) < ($1.lineNumber, $1.column.rawValue, $1.word)
    }
  }
}

extension Array {
  /// The same elements sorted; most are already.
  fileprivate func inOrder(_ precedes: (Element, Element) -> Bool) -> [Element] {
    let isSorted = zip(self, dropFirst()).allSatisfy { !precedes($1, $0) }
    return isSorted ? self : sorted(by: precedes)
  }
}

extension SubmittedLine {
  /// By number; where a bureau's own view gives several rows one number, by what they say.
  fileprivate func precedes(_ other: SubmittedLine, _ texts: LineTexts) -> Bool {
    lineNumber == other.lineNumber
      ? content(texts).lexicographicallyPrecedes(other.content(texts))
      : lineNumber < other.lineNumber
  }

  private func content(_ texts: LineTexts) -> [String] {
    [
      "\(section) \(fund) \(kind) \(income) \(code) \(within.map(\.description) ?? "")",
      texts[form] ?? "", texts[label] ?? "", texts[counterparty] ?? "",
      "\(amounts.initial) \(amounts.final) \(amounts.actual)",
    ]
  }
}
