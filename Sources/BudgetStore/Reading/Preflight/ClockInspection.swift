public import PostgresClient

/// How far the clock of this machine is from the database's.
public struct ClockInspection: Sendable {
  /// How much the database is ahead, as far as it exceeds the time that the question took; negative
  /// where it is behind, 0 where the two may agree.
  public let aheadMilliseconds: Int64

  /// Asks the server; changes nothing.
  ///
  /// - Parameter now: The time of this machine, milliseconds since 1970-01-01 UTC.
  public init(
    on connection: borrowing Connection, now: () -> Int64
  ) throws(PostgresError) {
    let before = now()
    let there = try connection.run(.readClock)[0].int("milliseconds")
    let after = now()
    aheadMilliseconds = there > after ? there - after : there < before ? there - before : 0
  }
}
