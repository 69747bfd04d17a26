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

  /// The years to compare; nil for all that are read.
  private let years: Set<FiscalYear>?

  init(_ sink: PostgresSink, years: Set<FiscalYear>?) {
    self.sink = sink
    self.years = years
  }

  func confirmed(_ fingerprint: ContentDigest) -> Publication? { nil }

  func isUpToDate(_ validated: ValidatedBatch) -> Bool { false }

  func unchangedYears(_ inputs: YearInputs, of validated: ValidatedBatch) -> Set<FiscalYear> { [] }

  func keep(_ leaves: KeptLeaves) {}

  func publish(_ summary: Summary, _ anomalies: [Anomaly], madeFrom inputs: YearInputs) throws
    -> Publication?
  {
    let connection = try Connection(sink.settings.named("verify"))
    let batch = summary.validated.batch
    let current = try WrittenVolume.current(on: connection)
    let closed = try ClosedVolume.list(on: connection)
    // A year beside one that is verified is written for its sake.
    let recomputed = try sink.write(
      summary, anomalies, beside: closed.standing(beside: current), on: connection
    ).filter { volume in
      (years?.contains(volume.year) ?? batch.scope.reads(volume.year))
        && (closed.first { $0.year == volume.year }.map { isSame($0, inputs, in: batch) } ?? true)
    }.sorted { $0.year < $1.year }
    let input = try InputComparison(summary.validated, sink, on: connection)
    let others = Set(closed.map(\.year)).subtracting(recomputed.map(\.year))
    let published = current.filter { volume in
      (years?.contains(volume.year) ?? batch.scope.reads(volume.year))
        && !others.contains(volume.year)
    }
    var differences = try VolumeComparison(published, recomputed).differences(on: connection)
    let expected = current.filter { !published.map(\.year).contains($0.year) } + recomputed
    let recorded = try PublicationComparison(expected.sorted { $0.year < $1.year })
      .differences(on: connection)
    differences.append(recorded, of: recorded.count)
    found.withLock { $0 = Findings(input: input, differences: differences) }
    return nil
  }

  /// Whether a closed year must come out as it is shown: what it was made from is as it was or,
  /// where it is only repeated, what may still come out otherwise of it.
  private func isSame(
    _ closed: ClosedVolume, _ inputs: YearInputs, in batch: LoadedBatch
  ) -> Bool {
    guard closed.isCurrent, let made = inputs[closed.year].map(sink.digest) else { return false }
    if batch.isClosed(closed.year) { return made == closed.volume.closedDigest }
    let known = closed.volume.inputDigest
    return !closed.volume.listsLaterSubmissions
      && (made == known || inputs.beforeClosing(closed.year).map(sink.digest) == known)
  }
}
