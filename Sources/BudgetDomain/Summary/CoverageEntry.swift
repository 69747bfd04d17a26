/// How a unit stands with what it has to hand in.
public enum CoverageState: String, CaseIterable, Sendable {
  /// A submission counts.
  case effective
  /// Nothing that counts was handed in.
  case missing
  /// A submission counts, but came in after its deadline.
  case late
  /// The last attempt was sent back and nothing counts.
  case returned
  /// There is only a draft.
  case draft
  /// Nothing has to be handed in.
  case exempt
  /// The unit is not in the tree of the year: its money is left out.
  case excluded
}

/// One row of the coverage of a year: who handed in what.
public struct CoverageEntry: Hashable, Sendable {
  /// The budget year.
  public let year: FiscalYear
  /// The unit.
  public let unit: UnitIndex
  /// What was, or should have been, handed in.
  public let kind: SubmissionKind
  /// How it stands.
  public let state: CoverageState
  /// The submission that counts, or the latest attempt; nil where there is none.
  public let submissionID: Int64?
  /// What else is to be known, in Chinese; nil where there is nothing.
  public let reason: String?

  /// Records how a unit stands.
  public init(
    year: FiscalYear, unit: UnitIndex, kind: SubmissionKind, state: CoverageState,
    submissionID: Int64?, reason: String?
  ) {
    self.year = year
    self.unit = unit
    self.kind = kind
    self.state = state
    self.submissionID = submissionID
    self.reason = reason
  }
}
