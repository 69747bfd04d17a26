public import BudgetDomain

/// What a bureau can set, by rule.
enum RuleThresholds {
  /// The thresholds of a rule of the program, or of an indicator; nil for a name of neither.
  static func named(_ rule: RuleCode) -> [Threshold]? {
    byRule[rule]
      ?? (RuleCatalogue.descriptions.contains { $0.code == rule } ? [] : nil)
  }

  private static let byRule: [RuleCode: [Threshold]] = [
    ResidualShareIsSmall.description.code: [
      ResidualShareIsSmall.share, ResidualShareIsSmall.amount,
    ],
    TotalNamesItsParts.description.code: [TotalNamesItsParts.amount],
    FinalBudgetIsNoCopy.description.code: [FinalBudgetIsNoCopy.adjustment],
    DifferencesAreExplained.description.code: [
      DifferencesAreExplained.share, DifferencesAreExplained.amount,
      DifferencesAreExplained.itemAmount,
    ],
    RestrictedSpendingFalls.description.code: [
      RestrictedSpendingFalls.growth, RestrictedSpendingFalls.amount,
    ],
    SubjectJump.description.code: SubjectJump.thresholds,
    PossibleReclassification.description.code: [PossibleReclassification.threshold],
    CodeHasSuccessor.description.code: CodeHasSuccessor.thresholds,
    BudgetIsSteady.description.code: BudgetIsSteady.thresholds,
    // Documented with the elimination of internal transfers.
    RuleCode("elimination"): [
      Threshold("one_sided", 0, most: 1), Threshold("threshold", 0),
    ],
  ]
}

/// What is wrong with one row of `reference.rule_setting`.
public enum SettingDefect: Hashable, Sendable {
  /// No rule of the program and no indicator has the name.
  case unknownRule
  /// The rule has no setting of the name; those that it has.
  case unknownName([String])
  /// The value is no number that can be worked with.
  case unreadable
  /// The value is less than the rule can work with.
  case below(Int64)
  /// The value is more than the rule can work with.
  case above(Int64)

  /// Judges a row; nil where nothing is wrong.
  public init?(_ row: RuleSetting) {
    if Indicator(rawValue: row.rule.text) != nil {
      guard row.name.hasPrefix("bound_") else {
        self = .unknownName(["bound_1", "bound_2", "…"])
        return
      }
      guard row.value == nil else { return nil }
      self = .unreadable
      return
    }
    guard let thresholds = RuleThresholds.named(row.rule) else {
      self = .unknownRule
      return
    }
    guard let threshold = thresholds.first(where: { $0.name == row.name }) else {
      self = .unknownName(thresholds.map(\.name))
      return
    }
    guard let value = row.value else {
      self = .unreadable
      return
    }
    guard !threshold.accepts(value) else { return nil }
    let isBelow = threshold.most == nil || !Threshold("", 0, least: threshold.least).accepts(value)
    self = isBelow ? .below(threshold.least) : .above(threshold.most ?? 0)
  }

  /// The defect in Chinese.
  var reason: String {
    switch self {
    case .unknownRule: "可设参数的规则和指标中没有这一条"
    case .unknownName([]): "该规则没有参数"
    case .unknownName(let names): "该规则没有这个参数,可设 \(names.joined(separator: "、"))"
    case .unreadable: "不是可用的数"
    case .below(let least): "不能小于 \(least)"
    case .above(let most): "不能大于 \(most)"
    }
  }
}
