public import BudgetDomain

/// Where a run reads.
public protocol BudgetSource: Sendable {
  /// Opens one snapshot of the submissions and the reference data and hands it to `body`.
  ///
  /// The snapshot ends with `body`: nothing is read after it.
  func load<Result>(_ scope: RunScope, _ body: (LoadedBatch) throws -> Result) throws -> Result

  /// What tells the whole input from any other without reading its lines, as it is now.
  func fingerprint() throws -> InputFingerprint
}

/// Where a run writes.
public protocol BudgetSink: Sendable {
  /// The current publication, if it is known to be what the same program makes of the whole input
  /// with this fingerprint.
  func confirmed(_ fingerprint: ContentDigest) throws -> Publication?

  /// Whether the current publication was made from the same input by the same program.
  func isUpToDate(_ validated: ValidatedBatch) throws -> Bool

  /// The years whose published tables were made by the same program from what `inputs` say that
  /// they would be made from now; none where everything is to be worked out once more.
  func unchangedYears(_ inputs: YearInputs, of validated: ValidatedBatch) throws
    -> Set<FiscalYear>

  /// Writes, checks and shows a result, all of it or nothing; the years of the batch that the
  /// summary leaves out keep the tables that they have.
  ///
  /// - Returns: nil where the result is the one that readers see already.
  func publish(_ summary: Summary, _ anomalies: [Anomaly], madeFrom inputs: YearInputs) throws
    -> Publication?

  /// Keeps what the run made of submissions, so that the next one need not read them again.
  func keep(_ leaves: KeptLeaves) throws
}

/// What a sink says of a result that readers see now.
public struct Publication: Sendable {
  /// Its number.
  public let id: Int64
  /// Its digest.
  public let digest: String
  /// Its years.
  public let years: [Int]
  /// How many cells it has.
  public let cellCount: Int
  /// How many effective submissions it was made from.
  public let submissionCount: Int
  /// How many lines they have.
  public let lineCount: Int
  /// How many anomalies those of its years have that the run did not work out.
  public let keptAnomalyCounts: [Severity: Int]

  /// Describes a publication.
  public init(
    id: Int64, digest: String, years: [Int], cellCount: Int, submissionCount: Int, lineCount: Int,
    keptAnomalyCounts: [Severity: Int] = [:]
  ) {
    self.id = id
    self.digest = digest
    self.years = years
    self.cellCount = cellCount
    self.submissionCount = submissionCount
    self.lineCount = lineCount
    self.keptAnomalyCounts = keptAnomalyCounts
  }
}

/// One consolidation from submissions to published figures: load → validate → consolidate →
/// detect → publish. Each stage takes what the one before gives, so none can be left out.
///
/// A night takes back what an earlier one made of submissions that are as they were, and works out
/// only the years that may come out otherwise; one that is asked for reads everything.
public struct NightlyRun: Sendable {
  private let source: any BudgetSource
  private let sink: any BudgetSink
  private let observe: @Sendable (RunEvent) -> Void

  /// A run from `source` to `sink`.
  public init(
    from source: any BudgetSource, to sink: any BudgetSink,
    observe: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.source = source
    self.sink = sink
    self.observe = observe
  }

  /// Keeps what was made of submissions; where that fails, the next night reads more, and nothing
  /// else is lost.
  private func keep(_ validated: ValidatedBatch) {
    if let leaves = validated.leaves { try? sink.keep(leaves) }
  }

  /// The current publication, where nothing has changed since the same program made it.
  private func unchanged(_ scope: RunScope, isDryRun: Bool) throws -> Publication? {
    guard scope.trustsMarks, !isDryRun else {
      observe(.changes(.everything(doubts: [])))
      return nil
    }
    let fingerprint = try source.fingerprint()
    observe(.changes(fingerprint.detection))
    return fingerprint.detection.isTrusted ? try sink.confirmed(fingerprint.whole) : nil
  }

  /// Runs once.
  ///
  /// - Parameter isDryRun: Whether to work everything out and write nothing.
  /// - Throws: What source and sink throw, `DomainError`, or `RunInterrupted`.
  public func run(_ scope: RunScope, isDryRun: Bool = false) throws -> RunReceipt {
    var clock = StageClock(observe)
    clock.begin(.load)
    if let standing = try unchanged(scope, isDryRun: isDryRun) {
      return clock.receipt(.upToDate, standing)
    }
    let validated = try source.load(scope) { batch in
      clock.begin(.validate)
      return try validate(batch)
    }
    try RunCancellation.check()
    if try !scope.isFull && !isDryRun && sink.isUpToDate(validated) {
      // What only the whole picture shows was not looked for; the published list stands.
      keep(validated)
      return clock.receipt(validated.unchanged, validated, [])
    }
    clock.begin(.consolidate)
    let whole = consolidate(validated)
    let early = standing(in: whole)
    let inputs = scope.years == nil ? YearInputs(whole, early) : YearInputs()
    let unchanged = isDryRun ? [] : try sink.unchangedYears(inputs, of: validated)
    let summary = whole.without(unchanged)
    let cellCount = isDryRun ? try summary.countCells() : 0
    clock.begin(.detect)
    let anomalies =
      try early.filter { !unchanged.contains($0.place.year) } + detect(in: summary)
    try RunCancellation.check()
    guard !isDryRun else {
      var receipt = clock.receipt(
        validated.hasNothing ? .nothingToConsolidate : .dryRun, validated, anomalies,
        cellCount: cellCount)
      // A closed year stands: nothing of it is worked out.
      receipt.years = validated.batch.openYears.map(\.number)
      return receipt
    }
    clock.begin(.publish)
    let publication = try sink.publish(summary, anomalies, madeFrom: inputs)
    keep(validated)
    guard let publication else {
      return clock.receipt(validated.unchanged, validated, anomalies)
    }
    var receipt = clock.receipt(
      .published(publicationID: publication.id), validated,
      // Those of a closed year are counted with what is kept of it.
      anomalies.filter { !validated.batch.isClosed($0.place.year) })
    receipt.count(publication)
    return receipt
  }
}

extension RunReceipt {
  /// Counts what readers see, not only what was worked out.
  fileprivate mutating func count(_ publication: Publication) {
    years = publication.years
    submissionCount = publication.submissionCount
    lineCount = publication.lineCount
    digest = publication.digest
    cellCount = publication.cellCount
    anomalyCounts.merge(publication.keptAnomalyCounts, uniquingKeysWith: +)
  }
}

extension ValidatedBatch {
  /// How a run ends that leaves what readers see as it is.
  fileprivate var unchanged: RunReceipt.Outcome {
    hasNothing ? .nothingToConsolidate : .upToDate
  }

  /// Whether nobody has filed and no other year is published: where one is, it stands.
  fileprivate var hasNothing: Bool { batch.years.isEmpty && batch.booked.isEmpty }
}

/// Tells the stages and how long they take.
private struct StageClock {
  private let observe: @Sendable (RunEvent) -> Void
  private let clock = ContinuousClock()
  private var open: (stage: RunStage, since: ContinuousClock.Instant)?
  private var seconds: [(stage: RunStage, seconds: Duration)] = []

  init(_ observe: @escaping @Sendable (RunEvent) -> Void) {
    self.observe = observe
  }

  mutating func begin(_ stage: RunStage) {
    end()
    open = (stage, clock.now)
    observe(.stage(stage))
  }

  /// The receipt of a run that read no line.
  mutating func receipt(
    _ outcome: RunReceipt.Outcome, _ standing: Publication
  ) -> RunReceipt {
    end()
    var receipt = RunReceipt(outcome: outcome)
    receipt.years = standing.years
    receipt.submissionCount = standing.submissionCount
    receipt.lineCount = standing.lineCount
    receipt.stageSeconds = seconds
    return receipt
  }

  mutating func receipt(
    _ outcome: RunReceipt.Outcome, _ validated: ValidatedBatch, _ anomalies: [Anomaly],
    cellCount: Int = 0
  ) -> RunReceipt {
    end()
    var receipt = RunReceipt(outcome: outcome)
    receipt.years = validated.batch.years.map(\.number)
    receipt.submissionCount = validated.submissionCount
    receipt.lineCount = validated.lineCount
    (receipt.readSubmissionCount, receipt.readLineCount) = validated.read
    receipt.cellCount = cellCount
    for anomaly in anomalies { receipt.anomalyCounts[anomaly.severity, default: 0] += 1 }
    receipt.stageSeconds = seconds
    return receipt
  }

  private mutating func end() {
    if let open { seconds.append((open.stage, clock.now - open.since)) }
    open = nil
  }
}
