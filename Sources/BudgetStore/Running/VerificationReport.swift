/// What working everything out once more has shown.
public struct VerificationReport: Sendable {
  /// A submission that is not the one that its year was made from.
  public struct NewerSubmission: Sendable {
    /// The submission.
    public let submissionID: Int64
    /// Its year.
    public let fiscalYear: Int64
    /// `new`, `changed` or `deleted`; after closing also `withdrawn` or `accepted`.
    public let state: String
    /// Whose; nil where it is deleted and did not count.
    public let unitCode: String?
    /// `final_account`, `self_evaluation` or `budget`; nil as for the unit.
    public let kind: String?
    /// Its revision; nil where it is deleted.
    public let revision: Int64?
    /// Its status; nil where it is deleted.
    public let status: String?
    /// When, ISO 8601; nil where changes are not marked.
    public let changedAt: String?
    /// Whether its year was closed before: the year's figures stand all the same.
    public let isAfterClosing: Bool
  }

  /// What is newer than the publication, or cannot be told, besides submissions.
  public enum NewerPart: String, Sendable, CaseIterable {
    /// The program or its rules.
    case program
    /// The reference data or settings.
    case reference
    /// Comparable figures of some years were restated before a run of other years, and stay so
    /// until one of all years.
    case restatement
    /// The tables of `intake` were defined anew, or their triggers: what changed meanwhile may have
    /// left no mark.
    case definition
    /// Changes of submissions may leave no mark now.
    case untrusted
    /// A published year is from before its input was recorded.
    case unrecorded
    /// An earlier publication is shown again, and a closed year in it as it was before.
    case closing
  }

  /// One value that readers see and that the submissions do not give.
  public struct Difference: Sendable {
    /// The view that shows it, or the table where no view does.
    public let view: String
    /// Year, unit, code and whatever else names the row, as a JSON object.
    public let place: String
    /// The column; `*` for a row that stands on one side only.
    public let column: String
    /// What is published; nil for nothing.
    public let published: String?
    /// What the submissions give; nil for nothing.
    public let recomputed: String?
  }

  /// A list of which at most `Verification.listLimit` are told, of each kind.
  public struct Listed<Element: Sendable>: Sendable {
    /// Those that are told.
    public internal(set) var elements: [Element] = []
    /// How many there are.
    public internal(set) var count = 0

    /// Adds those that are told of `count`.
    mutating func append(_ elements: [Element], of count: Int) {
      self.elements += elements
      self.count += count
    }
  }

  /// The publication that was verified.
  public let publicationID: Int64
  /// Its years.
  public let years: [Int]
  /// Whether the input is known to be what the publication was made from: then nothing may differ.
  /// What came after a year was closed is another input only until a run has listed it.
  public let isSameInput: Bool
  /// The submissions that are newer than the publication, deleted ones too.
  public let newer: Listed<NewerSubmission>
  /// What else is.
  public let newerParts: [NewerPart]
  /// Why marks are not trusted, each as `table:reason`.
  public let doubts: [String]
  /// What differs.
  public let differences: Listed<Difference>

  /// Whether the publication is wrong.
  public var isBroken: Bool { isSameInput && differences.count > 0 }
}
