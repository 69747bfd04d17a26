internal import BudgetDomain
public import BudgetEngine
public import PostgresClient
import Synchronization

/// Works everything out from the submissions once more, trusting nothing that was kept, and sets it
/// beside what readers see, as it is stored.
public struct Verification: Sendable {
  /// Which years are verified.
  public enum Scope: Sendable {
    /// All that are published.
    case all
    /// Some of them.
    case years([Int])
    /// The open one that was verified longest ago: a sample each night shows in time what a whole
    /// verification would.
    case longestUnverified
  }

  /// How many differences of one view, and how many newer submissions, are told.
  public static let listLimit = 1_000

  private let settings: ConnectionSettings
  private let observe: @Sendable (RunEvent) -> Void

  /// A verification over connections made with `settings`.
  public init(_ settings: ConnectionSettings, observe: @escaping @Sendable (RunEvent) -> Void) {
    self.settings = settings.bounded
    self.observe = observe
  }

  /// Verifies the current publication; nothing of what is published changes.
  ///
  /// - Returns: nil where nothing is published.
  /// - Throws: `StoreError` of kind `busy` while a run is active, of kind `unknownRequest` where a
  ///   year is not published, and what a run throws.
  public func run(
    _ scope: Scope = .all, workers: Int, programVersion: String, programBuild: String = ""
  ) throws -> VerificationReport? {
    let lock = try RunSession.takeLock(settings)
    defer { try? lock.dropOwnVolumes() }
    guard let current = try PublicationReader.current(on: lock) else { return nil }
    let years = try years(scope, of: current, on: lock)
    let asked = years.map { Set($0.map(FiscalYear.init)) }
    // What a closed year was made from is told apart only where all years are read.
    let closed = try ClosedVolume.list(on: lock).map(\.year)
    let isWhole = asked.map { !$0.isDisjoint(with: closed) } ?? true
    let store = PostgresSink(
      settings: settings, runID: 0, fenceToken: 0,
      program: programName(programVersion, programBuild), observe: observe)
    let sink = ComparingSink(store, years: asked)
    _ = try NightlyRun(
      from: PostgresSource(settings: settings, proves: store.programDigest, observe: observe),
      to: sink, observe: observe
    ).run(RunScope(years: isWhole ? nil : asked, isFull: true, workers: workers))
    let found = sink.found.withLock { $0 }
    let verified = years ?? current.fiscalYears
    try lock.run(
      .recordVerification,
      [
        .int(current.publicationID), .intArray(verified.map(Int64.init)),
        .bool(found.input.isSame), .int(Int64(found.differences.count)),
      ])
    return VerificationReport(
      publicationID: current.publicationID, years: verified, isSameInput: found.input.isSame,
      newer: found.input.newer, newerParts: found.input.parts, doubts: found.input.doubts,
      differences: found.differences)
  }

  /// - Returns: nil for all.
  private func years(
    _ scope: Scope, of current: PublicationRow, on connection: borrowing Connection
  ) throws -> [Int]? {
    switch scope {
    case .all: return nil
    case .years(let years):
      guard let unknown = years.first(where: { !current.fiscalYears.contains($0) }) else {
        return Set(years).sorted()
      }
      let published = current.fiscalYears.map(String.init).joined(separator: " ")
      throw StoreError(
        .unknownRequest,
        StoreError.Words(
          "年度 \(unknown) 未发布,无可核验",
          "the year \(unknown) is not published, so there is nothing to verify"),
        hint: StoreError.Words("已发布的是 \(published)", "published are \(published)"))
    case .longestUnverified:
      return try connection.run(.findLongestUnverified).map { Int(try $0.int("fiscal_year")) }
    }
  }
}
