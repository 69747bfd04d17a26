import BudgetDomain

/// Writes contradictions as anomalies.
struct ConflictWriter {
  /// The most relations that a message names.
  private static let mostNamed = 5

  private let submission: SubmissionView

  init(_ submission: SubmissionView) {
    self.submission = submission
  }

  /// States one contradiction.
  func anomaly(_ conflict: JointConflict, _ relations: [StatedRelation]) -> Anomaly {
    let figure = conflict.shown
    let evaluation = Relation.Evaluation(
      verdict: .violated, low: conflict.low, high: conflict.high)
    let expected = Wording.interval(evaluation, like: figure)
    let others = conflict.figures.filter { $0.key != figure.key }
    var anomaly = Anomaly(
      FiguresHoldTogether.description, severity: conflict.isRounding ? .info : nil,
      at: submission.place(of: figure) ?? submission.place,
      message: "\(figure.label)印作 \(Wording.printed(figure)),与另外 \(others.count) 个数逐条核对都说得通,"
        + "合在一起却不可能:按其余各数推算\(expected)。\(sources(conflict.relations.map { relations[$0] }))"
        + (conflict.isSmallest ? "再少的数不成矛盾。" : ""),
      evidence: Relation(figure, .sum(parts: others)).evidence)
    anomaly.lineNumber = figure.lineNumber
    anomaly.submissionID = submission.header.id
    anomaly.stated = Wording.number(figure.value, figure.dimension)
    anomaly.expectedLow = conflict.low.map { Wording.number($0.value, figure.dimension) }
    anomaly.expectedHigh = conflict.high.map { Wording.number($0.value, figure.dimension) }
    anomaly.cause = conflict.isRounding ? .rounding : nil
    anomaly.suggestion = suggestion(conflict)
    return anomaly
  }

  /// Says that a submission was not judged as a whole, being too large.
  func anomaly(ofUndecided why: String) -> Anomaly {
    undecided(
      "\(why),各级合计与各表能否同时成立,没有判定。", suggesting: "请以元、两位小数补报,各数即可逐条核对。")
  }

  /// Says that the rules themselves cannot hold together, as where a formula adds a constant to a
  /// sum that always holds.
  func anomalyOfRules() -> Anomaly {
    undecided(
      "有审核公式与其他关系矛盾,不论填报何数都不能同时成立;各数能否同时成立,没有判定。",
      suggesting: "请检查审核公式,不必补报。")
  }

  private func undecided(_ message: String, suggesting suggestion: String) -> Anomaly {
    var anomaly = Anomaly(
      FiguresHoldTogether.description, severity: .undetermined, at: submission.place,
      message: message)
    anomaly.submissionID = submission.header.id
    anomaly.suggestion = suggestion
    return anomaly
  }

  private func sources(_ relations: [StatedRelation]) -> String {
    let named = relations.map { "\($0.rule.code.text) \($0.relation.stated.label)" }.sorted()
    let rest = named.count > Self.mostNamed ? "等" : ""
    return "依据 \(named.count) 条关系:\(named.prefix(Self.mostNamed).joined(separator: "、"))\(rest)。"
  }

  private func suggestion(_ conflict: JointConflict) -> String {
    if !conflict.corrections.isEmpty {
      let corrections = conflict.corrections.map { "\($0.label)应为 \(Wording.printed($0))" }
      return "很可能是截尾、两次进位或凑整:\(corrections.joined(separator: ",或"))。请核对原表。"
    }
    return conflict.isTruncation
      ? "很可能是各数截尾而未四舍五入。请核对原表。" : "请核对原表:这 \(conflict.figures.count) 个数至少有一个有误。"
  }
}
