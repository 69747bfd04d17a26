public import BudgetDomain

/// What the catalogue says about a rule.
public struct RuleDescription: Sendable {
  /// The rule's stable name.
  public let code: RuleCode
  /// How much a violation matters.
  public let severity: Severity
  /// The rule as a short Chinese phrase.
  public let title: String
  /// The same in English.
  public let englishTitle: String
  /// The regulation, form or convention behind it.
  public let source: String
  /// Counts up from 1 when the rule comes to another verdict on the same input: answers to its
  /// anomalies then hold no more, and the next night works everything out anew.
  public let version: Int

  /// Describes a rule.
  public init(
    _ code: String, _ severity: Severity, version: Int = 1, title: String, english: String,
    source: String
  ) {
    self.code = RuleCode(code)
    self.severity = severity
    self.title = title
    self.englishTitle = english
    self.source = source
    self.version = version
  }
}

extension Anomaly {
  /// States an anomaly of a rule.
  ///
  /// - Parameter severity: How much it matters; nil for what the rule says.
  public init(
    _ rule: RuleDescription, severity: Severity? = nil, at place: Place, message: String,
    evidence: [Operand] = []
  ) {
    self.init(
      rule: rule.code, ruleVersion: rule.version, severity: severity ?? rule.severity,
      place: place, title: rule.title, message: message, evidence: evidence)
  }
}
