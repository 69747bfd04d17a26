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

  /// Describes a rule.
  public init(
    _ code: String, _ severity: Severity, title: String, english: String, source: String
  ) {
    self.code = RuleCode(code)
    self.severity = severity
    self.title = title
    self.englishTitle = english
    self.source = source
  }
}
