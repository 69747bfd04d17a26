public import PostgresClient

/// A year whose published figures stand.
public struct ClosedYearRow: Sendable {
  /// The closing.
  public let closingID: Int64
  /// The year.
  public let fiscalYear: Int64
  /// Why it was closed.
  public let reason: String
  /// Who closed it.
  public let closedBy: String
  /// When, ISO 8601.
  public let closedAt: String
  /// The publication whose figures it keeps.
  public let publicationID: Int64
}

/// Where people close years and open them again.
public enum ClosingDesk {
  /// Closes a year: what is published of it stands until it is reopened. Leaves an audit record.
  ///
  /// - Returns: The number of the closing; that of the one that stands where there is one.
  public static func close(
    fiscalYear: Int, reason: String, on connection: borrowing Connection
  ) throws(PostgresError) -> Int64 {
    try connection.run(.closeYear, [.int(Int64(fiscalYear)), .text(reason)])[0].int("closing_id")
  }

  /// Opens a closed year again, for the next run to work it out. Leaves an audit record.
  ///
  /// - Returns: The number of the closing.
  public static func reopen(
    fiscalYear: Int, reason: String, on connection: borrowing Connection
  ) throws(PostgresError) -> Int64 {
    try connection.run(.reopenYear, [.int(Int64(fiscalYear)), .text(reason)])[0].int("closing_id")
  }

  /// The years that are closed, ascending.
  public static func closed(
    on connection: borrowing Connection
  ) throws(PostgresError) -> [ClosedYearRow] {
    var rows: [ClosedYearRow] = []
    for row in try connection.run(.selectClosedYears) {
      rows.append(
        ClosedYearRow(
          closingID: try row.int("closing_id"), fiscalYear: try row.int("fiscal_year"),
          reason: try row.text("reason"), closedBy: try row.text("closed_by"),
          closedAt: try row.text("closed_at"), publicationID: try row.int("publication_id")))
    }
    return rows
  }

  /// The same for a run that writes nothing: closed years that an earlier publication hides could
  /// only be read after they are put among the published tables again.
  static func expectNothingToRestore(
    before years: [Int], on connection: borrowing Connection
  ) throws {
    try expectOpen(years, on: connection)
    guard let hidden = try ClosedVolume.list(on: connection).first(where: { !$0.isCurrent }) else {
      return
    }
    throw StoreError(
      .busy,
      StoreError.Words(
        "回退之后未显示已结账的 \(hidden.year) 年度",
        "the closed year \(hidden.year) is not shown since a rollback"),
      hint: StoreError.Words(
        "下一次运行会重新显示:huizong run", "the next night shows it again: huizong run"))
  }

  /// Refuses to work closed years out.
  ///
  /// - Throws: `StoreError` of kind `unknownRequest` where one of them is closed.
  static func expectOpen(_ years: [Int], on connection: borrowing Connection) throws {
    guard !years.isEmpty else { return }
    let closed = try closed(on: connection).map { Int($0.fiscalYear) }
    guard let year = years.first(where: closed.contains) else { return }
    throw StoreError(
      .unknownRequest,
      StoreError.Words(
        "\(year) 年度已结账,保留已发布的数字",
        "the year \(year) is closed and keeps its published figures"),
      hint: StoreError.Words(
        "请先重新打开:huizong reopen-year \(year) --reason TEXT",
        "reopen it first: huizong reopen-year \(year) --reason TEXT"))
  }
}
