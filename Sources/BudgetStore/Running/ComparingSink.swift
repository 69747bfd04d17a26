internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient
import Synchronization

/// Takes a result as if to publish it, and compares it with what readers see.
final class ComparingSink: BudgetSink {
  struct Findings: Sendable {
    var input = InputComparison()
    var differences = VerificationReport.Listed<VerificationReport.Difference>()
  }

  let found = Mutex(Findings())
  private let sink: PostgresSink

  init(_ sink: PostgresSink) {
    self.sink = sink
  }

  func confirmed(_ fingerprint: ContentDigest) -> Publication? { nil }

  func isUpToDate(_ validated: ValidatedBatch) -> Bool { false }

  func unchangedYears(_ inputs: YearInputs, of validated: ValidatedBatch) -> Set<FiscalYear> { [] }

  func keep(_ leaves: KeptLeaves) {}

  func publish(_ summary: Summary, _ anomalies: [Anomaly], madeFrom inputs: YearInputs) throws
    -> Publication?
  {
    let connection = try Connection(sink.settings.named("verify"))
    let scope = summary.validated.batch.scope
    let current = try sink.currentVolumes(on: connection)
    // A year beside one that is verified is written for its sake.
    let recomputed = try sink.write(summary, anomalies, beside: current, on: connection)
      .filter { scope.reads($0.year) }.sorted { $0.year < $1.year }
    let input = try InputComparison(summary.validated, sink, on: connection)
    let published = current.filter { scope.reads($0.year) }
    var differences = try VolumeComparison(published, recomputed).differences(on: connection)
    let expected = current.filter { !published.map(\.year).contains($0.year) } + recomputed
    let recorded = try PublicationComparison(expected.sorted { $0.year < $1.year })
      .differences(on: connection)
    differences.append(recorded, of: recorded.count)
    found.withLock { $0 = Findings(input: input, differences: differences) }
    return nil
  }
}
