/// One row of `reference.rule_setting`: a threshold of a rule for some years.
public struct RuleSetting: Hashable, Sendable {
  /// The rule, or the indicator.
  public let rule: RuleCode
  /// Which of its thresholds.
  public let name: String
  /// The years in which it holds.
  public let validity: Validity
  /// The threshold, in the unit that the rule documents; nil for what is no number to work with.
  public let value: PrintedNumber?

  /// Records a threshold for some years.
  public init(rule: RuleCode, name: String, validity: Validity, value: PrintedNumber?) {
    self.rule = rule
    self.name = name
    self.validity = validity
    self.value = value
  }
}

/// The bureau's thresholds; what it does not set is as the rule says.
public struct RuleSettings: Sendable {
  /// All rows, in the order in which they are given.
  public let list: [RuleSetting]
  private let rows: [RuleCode: [String: [RuleSetting]]]

  /// Collects the rows.
  public init(_ rows: [RuleSetting] = []) {
    list = rows
    self.rows = Dictionary(grouping: rows, by: \.rule).mapValues {
      Dictionary(grouping: $0, by: \.name)
    }
  }

  /// The fingerprint of the thresholds that hold in any of some years.
  public func digest(in years: [FiscalYear]) -> ContentDigest {
    list.reduce(into: ContentDigest()) { digest, row in
      if years.contains(where: row.validity.contains) { digest.add(ContentDigest("\(row)")) }
    }
  }

  /// The thresholds of some rules.
  public func of(_ rules: Set<RuleCode>) -> RuleSettings {
    RuleSettings(list.filter { rules.contains($0.rule) })
  }

  /// The thresholds of all rules but some.
  public func besides(_ rules: Set<RuleCode>) -> RuleSettings {
    RuleSettings(list.filter { !rules.contains($0.rule) })
  }

  /// A threshold in a year; nil where the bureau sets none.
  public func value(_ rule: RuleCode, _ name: String, in year: FiscalYear) -> PrintedNumber? {
    rows[rule]?[name]?.valid(in: year, by: \.validity)?.value
  }

  /// All thresholds of a rule whose names begin with `prefix`, by name.
  public func values(
    _ rule: RuleCode, prefix: String, in year: FiscalYear
  ) -> [(name: String, value: PrintedNumber)] {
    (rows[rule] ?? [:]).compactMap { name, rows in
      guard name.hasPrefix(prefix) else { return nil }
      return rows.valid(in: year, by: \.validity)?.value.map { (name, $0) }
    }.sorted { $0.name < $1.name }
  }
}
