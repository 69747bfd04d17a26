public import BudgetDomain

/// The five stages of a run.
public enum RunStage: String, CaseIterable, Sendable {
  /// Reading reference data and heads under one snapshot.
  case load
  /// Reading lines and judging submissions.
  case validate
  /// Getting ready to add up.
  case consolidate
  /// Looking at groups beside their units.
  case detect
  /// Writing, checking and showing the result.
  case publish
}

/// Everything worth telling about a run while it goes on.
public enum RunEvent: Sendable {
  /// The run has its number and its lock.
  case started(runID: Int64)
  /// How the run learns what has changed.
  case changes(ChangeDetection)
  /// A stage begins.
  case stage(RunStage)
  /// So much has been read.
  case progress(submissions: Int, lines: Int, totalSubmissions: Int)
  /// So much has been written, in equal steps of no meaning of their own.
  case written(steps: Int, of: Int)
  /// The database is lost to the run, which lets go of what it holds there; that may take a while.
  case lost(reason: String)
  /// The database stopped the run; it begins again after a pause.
  case pausing(Duration, reason: String, retry: Int, of: Int)
  /// The run is over.
  case finished(RunReceipt)
}

/// What became of a run.
public struct RunReceipt: Sendable {
  /// How a run that did not fail ended.
  public enum Outcome: Sendable {
    /// Readers see new figures.
    case published(publicationID: Int64)
    /// Nothing that figures depend on has changed; the published ones stand.
    case upToDate
    /// There is no submission to work anything out of, and nothing was published.
    case nothingToConsolidate
    /// Everything was worked out and nothing written, as asked.
    case dryRun
    /// Nobody asked for a year.
    case nothingRequested
  }

  /// How the run ended.
  public var outcome: Outcome
  /// The run's number; nil where none was taken.
  public var runID: Int64?
  /// The years of the result.
  public var years: [Int]
  /// The digest of the result.
  public var digest: String
  /// Effective submissions with lines.
  public var submissionCount: Int
  /// Their lines.
  public var lineCount: Int
  /// Submissions that were read now; the others are known to be what they were.
  public var readSubmissionCount: Int
  /// Their lines.
  public var readLineCount: Int
  /// Cells of the result; 0 where they were not worked out.
  public var cellCount: Int
  /// Anomalies by severity.
  public var anomalyCounts: [Severity: Int]
  /// How long each stage took.
  public var stageSeconds: [(stage: RunStage, seconds: Duration)]

  /// A receipt for a run that found nothing to do.
  public init(outcome: Outcome, runID: Int64? = nil) {
    self.outcome = outcome
    self.runID = runID
    years = []
    digest = ""
    (submissionCount, lineCount, cellCount) = (0, 0, 0)
    (readSubmissionCount, readLineCount) = (0, 0)
    anomalyCounts = [:]
    stageSeconds = []
  }
}
