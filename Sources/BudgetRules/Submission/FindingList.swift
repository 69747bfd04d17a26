public import BudgetDomain

/// What rules find in one submission, in the order in which they do; of those that are too many to
/// keep, how many each rule has found.
public struct FindingList: Sendable {
  /// Those that are kept.
  public private(set) var anomalies: [Anomaly] = []
  /// By rule: how many more it has found.
  public private(set) var unlisted: [RuleCode: Int] = [:]
  private let mostOfRule: Int
  private var counts: [RuleCode: Int] = [:]

  /// - Parameter mostOfRule: How many of one rule are kept at most.
  public init(mostOfRule: Int = .max) {
    self.mostOfRule = mostOfRule
  }

  /// Takes one in.
  public mutating func append(_ anomaly: Anomaly) {
    if mostOfRule < .max {
      let count = counts[anomaly.rule, default: 0]
      guard count < mostOfRule else { return unlisted[anomaly.rule, default: 0] += 1 }
      counts[anomaly.rule] = count + 1
    }
    anomalies.append(anomaly)
  }
}
