/// What `huizong run` asks for.
public struct RunRequest: Sendable {
  /// The years to read; nil for all.
  public var years: [Int]?
  /// Whether to do only what people asked for in `control.rerun_request`.
  public var requestedOnly: Bool
  /// Whether to publish even when nothing changed.
  public var isFull: Bool
  /// Whether to work everything out and write nothing.
  public var isDryRun: Bool
  /// How many Dispatch workers.
  public var workers: Int
  /// The program's version, which the run row records.
  public var programVersion: String
  /// What tells this build of the program from others of the version: what another one has made is
  /// not trusted. Empty where the version tells enough.
  public var programBuild: String
  /// The machine's name, which the run row records.
  public var host: String

  /// Asks for a run.
  public init(
    years: [Int]? = nil, requestedOnly: Bool = false, isFull: Bool = false,
    isDryRun: Bool = false, workers: Int, programVersion: String,
    programBuild: String = "", host: String
  ) {
    self.years = years
    self.requestedOnly = requestedOnly
    self.isFull = isFull
    self.isDryRun = isDryRun
    self.workers = workers
    self.programVersion = programVersion
    self.programBuild = programBuild
    self.host = host
  }
}
