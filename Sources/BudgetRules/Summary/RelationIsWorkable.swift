public import BudgetDomain

/// R040. Every relation that a formula states of a submission can be worked out exactly.
///
/// Sums of figures that are absurd by themselves may leave the numbers that a comparison with a
/// percentage fits in; then the formula says nothing, and that is said.
/// Severity: error. Source: 审核公式表, sums of at most 4 × 10^16 fen.
public enum RelationIsWorkable {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "R040", .error, title: "审核公式无法核算", english: "audit formula cannot be worked out",
    source: "审核公式表:增长率、占比所引各数之和不超过 400 万亿元")

  static func anomaly(_ rule: RuleDescription, _ header: SubmissionHeader, at place: Place)
    -> Anomaly
  {
    var own = Place(year: header.year, unit: place.unit)
    own.kind = header.kind
    own.code = rule.code.text
    var anomaly = Anomaly(
      description, at: own,
      message: "审核公式 \(rule.code.text) 未能核对报送 \(header.id):所引各数之和超过 400 万亿元。")
    anomaly.submissionID = header.id
    anomaly.suggestion = "请核对报送的金额和金额单位,以及公式中的倍数。"
    return anomaly
  }
}

extension StatedRelation {
  /// What is wrong: the relation, or that it cannot be worked out; nil where it holds or some
  /// figure leaves nothing to compare.
  public func finding(of header: SubmissionHeader) -> Anomaly? {
    if let finding = relation.finding(rule, at: place, submission: header) { return finding }
    return relation.isBeyondNumbers
      ? RelationIsWorkable.anomaly(rule, header, at: place) : nil
  }
}
