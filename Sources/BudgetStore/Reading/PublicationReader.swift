public import PostgresClient

/// The figures of one publication, whole: what readers see, or saw.
public struct PublicationRow: Sendable {
  /// The publication.
  public let publicationID: Int64
  /// The run that made it.
  public let runID: Int64
  /// When it appeared, ISO 8601.
  public let publishedAt: String
  /// The years it covers, ascending.
  public let fiscalYears: [Int]
  /// The digest of its cells, coverage and anomalies.
  public let digest: String
  /// Effective submissions.
  public let submissionCount: Int64
  /// Their lines.
  public let lineCount: Int64
  /// Published cells.
  public let cellCount: Int64
  /// Published anomalies.
  public let anomalyCount: Int64
  /// Whether readers see it now.
  public let isCurrent: Bool
}

/// What people call a publication by.
public enum PublicationName: Hashable, Sendable {
  /// Its number.
  case number(Int64)
  /// The last one that was published on or before a day, ISO 8601, as days are counted in China.
  case day(String)
  /// The one that readers see.
  case current
}

/// Reads which publications there are.
public enum PublicationReader {
  /// The publication of that name; nil where it is not kept or never was.
  public static func publication(
    _ name: PublicationName, on connection: borrowing Connection
  ) throws(PostgresError) -> PublicationRow? {
    let (number, day): (Int64?, String?) =
      switch name {
      case .number(let number): (number, nil)
      case .day(let day): (nil, day)
      case .current: (nil, nil)
      }
    guard let row = try connection.run(.findPublication, [.int(number), .text(day)]).first
    else { return nil }
    return try PublicationRow(row, isCurrent: try row.bool("is_current"))
  }

  /// The current publication; nil before the first night.
  public static func current(
    on connection: borrowing Connection
  ) throws(PostgresError) -> PublicationRow? {
    guard let row = try connection.run(.selectPublication).first else { return nil }
    return try PublicationRow(row, isCurrent: true)
  }

  /// What readers saw before the current publication: not one that was rolled back.
  ///
  /// - Returns: nil where none is kept.
  public static func previous(
    on connection: borrowing Connection
  ) throws(PostgresError) -> PublicationRow? {
    guard let row = try connection.run(.findPreviousPublication).first else { return nil }
    return try PublicationRow(row, isCurrent: false)
  }

  /// The publications that are kept, the latest first.
  public static func rows(
    limit: Int, on connection: borrowing Connection
  ) throws(PostgresError) -> [PublicationRow] {
    var rows: [PublicationRow] = []
    for row in try connection.run(.selectPublications, [.int(Int64(limit))]) {
      rows.append(try PublicationRow(row, isCurrent: try row.bool("is_current")))
    }
    return rows
  }
}

extension PublicationRow {
  fileprivate init(_ row: Row, isCurrent: Bool) throws(PostgresError) {
    publicationID = try row.int("publication_id")
    runID = try row.int("run_id")
    publishedAt = try row.text("published_at")
    fiscalYears = years(try row.text("fiscal_years"))
    digest = try row.text("digest")
    submissionCount = try row.int("submission_count")
    lineCount = try row.int("line_count")
    cellCount = try row.int("cell_count")
    anomalyCount = try row.int("anomaly_count")
    self.isCurrent = isCurrent
  }
}

/// A list of years as `array_to_string` writes it.
func years(_ list: String) -> [Int] {
  list.split(separator: ",").compactMap { Int($0) }.sorted()
}
