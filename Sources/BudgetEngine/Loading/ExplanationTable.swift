public import BudgetDomain

/// The explanations of all submissions, by submission; most give none.
public struct ExplanationTable: Sendable {
  private let bySubmission: [SubmissionIndex: [Explanation]]

  /// Collects explanations; those of one submission keep their order.
  public init(_ explanations: [(submission: SubmissionIndex, explanation: Explanation)] = []) {
    bySubmission = Dictionary(grouping: explanations, by: \.submission)
      .mapValues { $0.map(\.explanation) }
  }

  /// The explanations of one submission, in its order.
  public subscript(submission: SubmissionIndex) -> [Explanation] {
    bySubmission[submission] ?? []
  }
}
