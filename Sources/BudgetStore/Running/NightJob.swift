public import BudgetEngine
internal import BudgetDomain
public import PostgresClient

/// One run against a database: takes its place, runs, and leaves the run's row telling the truth
/// whatever happens.
public struct NightJob: Sendable {
  private let settings: ConnectionSettings
  private let retry: RunRetry
  private let observe: @Sendable (RunEvent) -> Void

  /// A run over connections made with `settings`; a statement may take thirty times as long as
  /// their patience, unless they say otherwise.
  ///
  /// - Parameter retry: How a run is repeated that the database stopped.
  public init(
    _ settings: ConnectionSettings, retry: RunRetry = .never,
    observe: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.settings = settings.bounded
    self.retry = retry
    self.observe = observe
  }

  /// Runs, and runs again where the database stopped it; blocks until it is over.
  ///
  /// - Throws: `StoreError`, `PostgresError`, `DomainError` or `RunInterrupted`; the publication
  ///   that stood before still stands.
  public func run(_ request: RunRequest) throws -> RunReceipt {
    try retry.run(
      // The lock may be held by what is left of the run that was stopped.
      orAfter: { ($0 as? StoreError)?.kind == .busy },
      telling: { pause in
        observe(
          .pausing(
            pause.duration, reason: String(describing: pause.reason), retry: pause.index,
            of: pause.of))
      }
    ) {
      do {
        return try runOnce(request)
      } catch let error as PostgresError where error.isDiskFull {
        throw StoreError(fullDisk: error, behind: settings) ?? error
      }
    }
  }

  private func runOnce(_ request: RunRequest) throws -> RunReceipt {
    defer { RunCancellation.note(hasPublished: false) }
    try expectServer(isDryRun: request.isDryRun)
    if request.isDryRun { return try dryRun(request) }
    guard let session = try RunSession.begin(request, settings: settings) else {
      return RunReceipt(outcome: .nothingRequested)
    }
    observe(.started(runID: session.runID))
    do {
      let sink = PostgresSink(
        settings: settings, runID: session.runID, fenceToken: session.fenceToken,
        program: programName(request.programVersion, request.programBuild),
        detachesSuperseded: session.detachSuperseded, retry: retry, observe: observe)
      let noting: @Sendable (RunEvent) -> Void = { [observe] event in
        switch event {
        case .stage(let stage): session.note(stage)
        case .changes(let detection): session.note(detection)
        case .started, .progress, .written, .lost, .pausing, .finished: break
        }
        observe(event)
      }
      var receipt = try night(to: sink, noting).run(
        scope(request, session.years, isRequested: session.servesRequests))
      receipt.runID = session.runID
      if let message = receipt.outcome.words?.chinese {
        try session.end(
          state: "up_to_date", exitCode: 0, message: message, receipt: receipt,
          outcome: "confirmed unchanged")
      }
      if receipt.readLineCount > 0 { session.foldMarks() }
      session.refreshClosedYears()
      observe(.finished(receipt))
      return receipt
    } catch {
      let interruption = Self.interruption(besides: error)
      // Over a link that is cut, all that follows waits for answers that do not come.
      if interruption == nil, (error as? PostgresError)?.isLinkLoss == true {
        observe(.lost(reason: String(describing: error)))
      }
      let error = interruption ?? session.overtaking(settings) ?? error
      // The first error is the one to tell; where the row cannot be written, the next run sweeps.
      _ = try? session.end(
        state: error.isRefusal ? "refused" : "failed", exitCode: exitCode(of: error),
        message: String(describing: error), reopensRequests: error.isWorthAnotherTry)
      throw error
    }
  }

  /// The signal that a run ends by, also where the database stopped it before it could heed that.
  private static func interruption(besides error: any Error) -> RunInterrupted? {
    if let error = error as? RunInterrupted { return error }
    // What may have published has not simply been stopped.
    guard error.isWorthAnotherTry, (error as? PostgresError)?.isCommitUnknown != true else {
      return nil
    }
    do {
      try RunCancellation.check()
      return nil
    } catch {
      return error
    }
  }

  private func expectServer(isDryRun: Bool) throws {
    let connection = try Connection(settings.named("schema"))
    try Migrator().expectNothingPending(on: connection)
    // Otherwise the lock's connection is looked at.
    if isDryRun { try connection.expectOwnBackend() }
  }

  private func dryRun(_ request: RunRequest) throws -> RunReceipt {
    try ClosingDesk.expectNothingToRestore(
      before: request.years ?? [], on: try Connection(settings.named("schema")))
    let sink = PostgresSink(
      settings: settings, runID: 0, fenceToken: 0,
      program: programName(request.programVersion, request.programBuild))
    let receipt = try night(to: sink, observe).run(scope(request, request.years), isDryRun: true)
    observe(.finished(receipt))
    return receipt
  }

  private func night(
    to sink: PostgresSink, _ observe: @escaping @Sendable (RunEvent) -> Void
  ) -> NightlyRun {
    NightlyRun(
      from: PostgresSource(settings: settings, program: sink.programDigest, observe: observe),
      to: sink, observe: observe)
  }

  private func scope(
    _ request: RunRequest, _ years: [Int]?, isRequested: Bool = false
  ) -> RunScope {
    RunScope(
      years: years.map { Set($0.map(FiscalYear.init)) }, isFull: request.isFull,
      isRequested: isRequested, workers: request.workers)
  }
}

extension ConnectionSettings {
  /// With a bound for each statement, which is how a server tells that a process hangs.
  var bounded: ConnectionSettings {
    var settings = self
    settings.statementTimeoutSeconds = statementTimeoutSeconds ?? max(3600, patienceSeconds * 30)
    return settings
  }
}

/// What tells a program from others: its version, and its build where that is known.
func programName(_ version: String, _ build: String) -> String {
  build.isEmpty ? version : "\(version) \(build)"
}

/// The exit code of a command that ends with `error` (contract §6).
public func exitCode(of error: any Error) -> Int32 {
  switch error {
  case let error as StoreError: error.exitCode
  case let error as PostgresError: error.exitCode
  case let error as RunInterrupted: error.exitCode
  case is DomainError, is ImportError: 65
  case is MigrationError: 78
  default: 70
  }
}

extension Error {
  /// Whether the run worked and was not let through: fenced out, or an invariant is broken.
  fileprivate var isRefusal: Bool {
    guard let error = self as? StoreError else { return false }
    return error.kind == .busy || error.kind == .brokenInvariant
  }

  /// Whether the same run may end otherwise the next time: the database was lost, another run was
  /// in the way, or a signal came.
  fileprivate var isWorthAnotherTry: Bool { [69, 75, 130, 143].contains(exitCode(of: self)) }
}
