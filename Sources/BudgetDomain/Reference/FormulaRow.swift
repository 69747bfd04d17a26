/// One row of `reference.formula_rule`: an audit formula (审核公式) as the bureau keeps it.
public struct FormulaRow: Hashable, Sendable {
  /// The rule's name.
  public let code: RuleCode
  /// The years whose submissions it checks.
  public let validity: Validity
  /// The rule in one sentence.
  public let title: String
  /// How much a violation matters; nil for a word that is none of the severities.
  public let severity: Severity?
  /// Whom it concerns.
  public let scope: String
  /// The relation that must hold.
  public let formula: String
  /// Where it comes from.
  public let note: String?

  /// Records a formula for some years.
  public init(
    code: RuleCode, validity: Validity, title: String, severity: Severity?, scope: String,
    formula: String, note: String?
  ) {
    self.code = code
    self.validity = validity
    self.title = title
    self.severity = severity
    self.scope = scope
    self.formula = formula
    self.note = note
  }
}
