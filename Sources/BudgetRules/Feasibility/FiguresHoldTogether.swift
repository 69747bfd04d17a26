public import BudgetDomain

/// T040. The printed figures of a submission can all be true together.
///
/// Each sum by itself may be off by the rounding of its parts; together they may use up more of it
/// than there is: 总计 10.03 of two 类 of 5.00, each of which comes out over its own rows. Only
/// relations are used whose breach is an error, and groups without a broken one.
/// Severity: error; info where one last digit, or cutting off instead of rounding, explains it.
/// Source: 部门决算报表, all levels and tables hold at once.
public enum FiguresHoldTogether {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "T040", .error, title: "各数逐条相符,合在一起却不可能",
    english: "figures that cannot all be true together", source: "部门决算报表:各级合计与各表勾稽关系须同时成立")

  /// Larger submissions are not judged as a whole, which is said.
  public static let mostLines = 5_000

  private static let tooMany = "牵涉的数过多"

  /// The contradictions in a submission.
  ///
  /// - Parameter rules: Whose relations it should fulfil.
  public static func anomalies(
    in submission: SubmissionView, by rules: [any SubmissionRule]
  ) -> [Anomaly] {
    // What is printed to the fen is exact: a relation holds or is broken by itself.
    guard submission.isRounded else { return [] }
    guard submission.lines.count <= mostLines else {
      let writer = ConflictWriter(submission)
      return submission.statesSums ? [writer.anomaly(ofUndecided: "行数超过 \(mostLines)")] : []
    }
    return isSettled(submission, by: rules) ? [] : contradictions(in: submission, by: rules)
  }

  /// Whether true numbers were found near the printed ones: nearly always, as books are printed
  /// from one truth.
  static func isSettled(_ submission: SubmissionView, by rules: [any SubmissionRule]) -> Bool {
    var sums = PrintedSums(submission)
    for rule in rules { rule.addSums(of: submission, to: &sums) }
    return NearbyTruth.isFound(for: sums)
  }

  /// The contradictions, by the exact method.
  ///
  /// - Parameter mostWork: Terms to look at in each search before it is given up.
  static func contradictions(
    in submission: SubmissionView, by rules: [any SubmissionRule],
    mostWork: Int = BoundedSimplex.mostWork
  ) -> [Anomaly] {
    let writer = ConflictWriter(submission)
    guard Diagnosis.areFew(rules, of: submission) else {
      return [writer.anomaly(ofUndecided: tooMany)]
    }
    let relations = rules.flatMap { $0.relations(of: submission) }
      .filter { $0.rule.severity == .error }
    let judgement = JointJudgement(relations, mostWork: mostWork)
    let found = judgement.conflicts.map { writer.anomaly($0, relations) }
    if judgement.hasRuleConflict { return found + [writer.anomalyOfRules()] }
    return judgement.isComplete ? found : found + [writer.anomaly(ofUndecided: tooMany)]
  }
}
