import BudgetDomain

/// A check of one submission by itself.
///
/// Rules see every effective submission, poisoned ones included, and only state anomalies: no
/// rule removes or changes an amount.
public protocol SubmissionRule: Sendable {
  /// Appends what is wrong with a submission to `findings`.
  func check(_ submission: SubmissionView, into findings: inout FindingList)

  /// All relations that the rule states of a submission, held ones too; none where it states
  /// something else. Only asked for when a relation is broken, to find out which figure is wrong.
  func relations(of submission: SubmissionView) -> [StatedRelation]

  /// Adds those of the relations that are sums, and whose breach is an error, to `sums`. Asked of
  /// every rounded submission: nothing is written that takes time.
  func addSums(of submission: SubmissionView, to sums: inout PrintedSums)

  /// How many figures the relations name, where they can be many more than the submission has; not
  /// counted beyond what is looked through.
  func figureCount(of submission: SubmissionView) -> Int
}

extension SubmissionRule {
  /// Most rules state no relation.
  public func relations(of submission: SubmissionView) -> [StatedRelation] { [] }

  /// Most rules name each figure a few times.
  public func figureCount(of submission: SubmissionView) -> Int { 0 }

  /// Takes the sums from the relations.
  public func addSums(of submission: SubmissionView, to sums: inout PrintedSums) {
    for stated in relations(of: submission) where stated.rule.severity == .error {
      sums.add(stated.relation)
    }
  }
}
