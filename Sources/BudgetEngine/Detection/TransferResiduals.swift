import BudgetDomain
import BudgetRules

/// Lists what units paid each other and could not be taken out of their sum, a pair at a time.
struct TransferResiduals {
  private let summary: Summary

  init(_ summary: Summary) {
    self.summary = summary
  }

  /// The anomalies of the years that this run reads, and of those that it publishes again beside
  /// one of them.
  func anomalies() -> [Anomaly] {
    summary.comparingYears.flatMap { year in
      Self.pairs(summary.transfers(in: year)).compactMap(TransferIsMatched.anomaly)
    }
  }

  /// The rows of each payer and payee, in their order.
  private static func pairs(_ rows: [TransferRow]) -> [[TransferRow]] {
    let byPair = Dictionary(grouping: rows) { [$0.payer, $0.payee] }
    return byPair.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }
}
