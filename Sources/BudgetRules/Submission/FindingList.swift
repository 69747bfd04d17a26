public import BudgetDomain

/// What rules find in one submission, in the order in which they do; of those that are too many to
/// keep, how many each rule has found.
public struct FindingList: Sendable {
  /// Those that are kept.
  public private(set) var anomalies: [Anomaly] = []
  /// By rule: how many more it has found.
  public private(set) var unlisted: [RuleCode: Int] = [:]
  private let mostOfRule: Int
  private var counts: [Kind: Int] = [:]

  /// A rule that finds much undecided must not hide what it finds wrong.
  private struct Kind: Hashable {
    let rule: RuleCode
    let severity: Severity
  }

  /// - Parameter mostOfRule: How many of one rule and severity are kept at most.
  public init(mostOfRule: Int = .max) {
    self.mostOfRule = mostOfRule
  }

  /// Takes one in.
  public mutating func append(_ anomaly: Anomaly) {
    if mostOfRule < .max {
      let kind = Kind(rule: anomaly.rule, severity: anomaly.severity)
      let count = counts[kind, default: 0]
      guard count < mostOfRule else { return unlisted[anomaly.rule, default: 0] += 1 }
      counts[kind] = count + 1
    }
    anomalies.append(anomaly)
  }
}
