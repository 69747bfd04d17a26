internal import BudgetEngine
internal import Glibc
internal import PostgresClient

/// A place on the way of a night where a test can end, stop or hold the process, or let the
/// database seem to fail.
///
/// It is part of every build, so that what is tested is what is shipped, and does nothing unless
/// the environment allows it: see `FailpointOrder`. Elsewhere it costs a look at a constant.
public enum Failpoint: String, CaseIterable, Sendable {
  /// Asking for the lock of a run.
  case lock
  /// Clearing away what dead runs left.
  case sweep
  /// Taking a token and a row.
  case runRow = "run-row"
  /// Asking whether anything has changed.
  case fingerprint
  /// The whole of loading, until its snapshot ends.
  case load
  /// Exporting the snapshot that all connections share.
  case snapshot
  /// Reading the heads of submissions.
  case heads
  /// A worker's copy of lines.
  case lines
  /// Asking whether the input, read, is the published one.
  case comparison
  /// Choosing the years that need no new table.
  case years
  /// Making the tables of a year.
  case volume
  /// Copying cells into them, while the engine walks the tree.
  case cells
  /// Writing what stands beside the cells.
  case lists
  /// Indexing and checking a year.
  case checks
  /// Saying that everything is written.
  case staged
  /// Making volumes part of the published tables, in a transaction of their own.
  case attachment
  /// Waiting for those who planned without them.
  case planning
  /// Listing what changes in earlier years.
  case pastChanges = "past-changes"
  /// The short transaction that shows a publication, from before its BEGIN to after its COMMIT.
  case publishing
  /// The row of the publication, in that transaction.
  case publicationRow = "publication-row"
  /// The pointer and its audit row, in that transaction.
  case pointer
  /// Telling the listeners, the last statement before COMMIT.
  case notification
  /// Taking superseded tables out of the readers' way.
  case detachment
  /// Keeping what was made of submissions for the next night.
  case leaves
  /// Putting a file that a command has written in the place of the older one.
  case file

  /// Those that every night passes which publishes.
  public static let ofANight = allCases.filter { $0 != .file }

  /// Which side of the place.
  public enum Moment: String, CaseIterable, Sendable {
    /// Nothing of it has happened.
    case before
    /// All of it has.
    case after
  }

  /// - Throws: `StoreError` with exit code 78 where the environment gives an order that it does not
  ///   allow, or that nobody understands.
  public static func expectPermission() throws(StoreError) { _ = try order.get() }

  /// What the environment orders.
  private static let order = Result { () throws(StoreError) -> FailpointOrder? in
    try FailpointOrder(
      environment("HUIZONG_FAILPOINT"), isAllowed: environment("HUIZONG_ALLOW_FAILPOINTS") == "1")
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Does what is ordered for this moment, once in the life of the process.
  ///
  /// - Throws: The failure that was ordered.
  public func pass(_ moment: Moment) throws {
    guard case .success(let order?) = Self.order, order.place == self, order.moment == moment
    else { return }
    try order.carryOut()
  }

  /// Passes both sides of a piece of work.
  ///
  /// - Throws: What `body` throws, and the failure that was ordered.
  @discardableResult
  func around<Result>(_ body: () throws -> Result) throws -> Result {
    try pass(.before)
    let result = try body()
    try pass(.after)
    return result
  }
}
