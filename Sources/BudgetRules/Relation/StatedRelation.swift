public import BudgetDomain

/// A relation that a rule states of one submission, with where its anomaly would stand.
public struct StatedRelation: Sendable {
  /// The rule.
  public let rule: RuleDescription
  /// Where the stated figure stands.
  public let place: Place
  /// What must hold.
  public let relation: Relation

  /// States a relation.
  public init(rule: RuleDescription, place: Place, relation: Relation) {
    self.rule = rule
    self.place = place
    self.relation = relation
  }
}
