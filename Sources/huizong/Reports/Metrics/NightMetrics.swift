import BudgetDomain
import BudgetEngine
import BudgetReport
import BudgetStore
import PostgresClient

/// What a run that ended well has to tell a monitor.
struct NightMetrics: Sendable {
  let receipt: RunReceipt
  /// What readers see now; nil before the first publication.
  let publicationID: Int64?
  let coverage: [CoverageCount]
  /// Of the publication that readers see, whatever the run worked out.
  let anomalyCounts: [Severity: Int]

  /// Reads what the receipt does not know.
  init(
    _ receipt: RunReceipt, on connection: borrowing Connection
  ) throws(PostgresError) {
    self.receipt = receipt
    publicationID = try PublicationReader.current(on: connection)?.publicationID
    coverage = try CoverageReader.counts(on: connection)
    anomalyCounts = try AnomalyReader.counts(on: connection)
  }

  /// - Parameter elapsed: The whole time of the run.
  func tell(_ metrics: inout MetricsText, elapsed: Duration) {
    if let publicationID { metrics.set(.publication, String(publicationID)) }
    let states = Dictionary(grouping: coverage, by: \.state).mapValues {
      $0.reduce(0) { $0 + $1.count }
    }
    metrics.set(
      .submissions, by: "state",
      CoverageState.allCases.map { ($0.rawValue, String(states[$0.rawValue] ?? 0)) })
    metrics.set(
      .anomalies, by: "severity",
      Severity.allCases.map { ($0.name, String(anomalyCounts[$0] ?? 0)) })
    guard receipt.runID != nil else { return }
    metrics.set(
      .stageDuration, by: "stage",
      receipt.stageSeconds.map { ($0.stage.rawValue, secondsText($0.seconds)) })
    metrics.set(.readLines, String(receipt.readLineCount))
    let milliseconds = max(1, elapsed / .milliseconds(1))
    let rate = Int(Double(receipt.readLineCount) * 1000 / milliseconds)
    metrics.set(.readLineRate, String(rate))
  }
}
