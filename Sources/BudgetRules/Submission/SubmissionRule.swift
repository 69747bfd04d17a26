public import BudgetDomain

/// A check of one submission by itself.
///
/// Rules see every effective submission, poisoned ones included, and only state anomalies: no
/// rule removes or changes an amount.
public protocol SubmissionRule: Sendable {
  /// Appends what is wrong with a submission to `findings`.
  func check(_ submission: SubmissionView, into findings: inout [Anomaly])
}
