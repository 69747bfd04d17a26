public import PostgresClient

/// What a night may write, and where.
public struct SpaceInspection: Sendable {
  /// The years of the current publication; 0 before the first.
  public let yearCount: Int64
  /// What their tables take.
  public let volumeBytes: Int64
  /// What is kept of each submission.
  public let leafBytes: Int64
  /// The years of the input.
  public let filedYearCount: Int64
  /// The lines of the input, as the server last counted them.
  public let lineCount: Int64
  /// What they take; 0 for a view.
  public let lineBytes: Int64
  /// Whether what is written goes through the server's log as well.
  public let writesLog: Bool
  /// The folder of the database's files on the server; nil where the role may not see it.
  public let folder: String?

  /// What a line comes to in the tables of a publication and in what is kept of its submission, and
  /// what a year takes besides, before there are any to look at.
  ///
  /// Source: a sample of 12 units, 2,395 lines of three years, comes to 2.1 MB; one of 100 units,
  /// 22,598 lines, to 5.2 MB.
  private static let bytesALine: Int64 = 160
  private static let bytesAYear: Int64 = 700_000

  /// Asks the server; changes nothing.
  public init(on connection: borrowing Connection) throws(PostgresError) {
    let row = try connection.run(.inspectSpace)[0]
    yearCount = try row.int("year_count")
    volumeBytes = try row.int("volume_bytes")
    leafBytes = try row.int("leaf_bytes")
    filedYearCount = try row.int("filed_year_count")
    lineCount = try row.int("line_count")
    lineBytes = try row.int("line_bytes")
    writesLog = try row.bool("writes_log")
    folder = try row.optionalText("folder")
  }

  /// How many bytes a night writes that works out all years, the server's log included.
  ///
  /// From the publication that stands, as all years may change in a night; before the first from
  /// the lines that wait.
  public var estimatedBytes: Int64 {
    let stored = volumeBytes + leafBytes
    // A line takes 96 bytes in its table; the server may not have counted them yet.
    let lines = max(lineCount, lineBytes / 96) * Self.bytesALine
    let tables = yearCount > 0 ? stored : lines + filedYearCount * Self.bytesAYear
    return writesLog ? 2 * tables : tables
  }
}
