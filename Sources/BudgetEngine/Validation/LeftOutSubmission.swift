import BudgetDomain

/// A submission that a run cannot count, for a reason of its own.
struct LeftOutSubmission {
  let year: FiscalYear
  let unit: UnitIndex
  let kind: SubmissionKind
  let id: Int64
  /// Why, in Chinese.
  let reason: String
}

extension LeftOutSubmission {
  /// nil where nobody knows what was handed in.
  init?(_ submission: UnreadableSubmission) {
    guard let kind = submission.kind else { return nil }
    self.init(
      year: submission.year, unit: submission.unit, kind: kind, id: submission.id,
      reason: submission.description + ",未计入")
  }
}

extension UnreadableSubmission {
  /// What is wrong with it.
  var description: String {
    words.map { "\($0.column) 为“\($0.word)”" }.joined(separator: "、")
  }
}
