public import PostgresClient

/// One row of `summary.coverage`.
public struct CoverageRow: Sendable {
  /// The budget year.
  public let fiscalYear: Int64
  /// The unit.
  public let unitCode: String
  /// Its name in that year.
  public let unitName: String?
  /// What was, or should have been, handed in.
  public let kind: String
  /// How it stands.
  public let state: String
  /// The submission that counts, or the latest attempt.
  public let submissionID: Int64?
  /// What else is to be known, Chinese.
  public let reason: String?
}

/// How many submissions of a year and kind stand how.
public struct CoverageCount: Sendable {
  /// The budget year.
  public let fiscalYear: Int64
  /// What was, or should have been, handed in.
  public let kind: String
  /// How it stands.
  public let state: String
  /// How many.
  public let count: Int64
}

/// Reads who handed in what.
public enum CoverageReader {
  /// The rows of a year in some states, by unit.
  ///
  /// - Parameter unitCodes: These units only; nil for all.
  public static func rows(
    fiscalYear: Int, unitCodes: [String]?, states: [String], on connection: borrowing Connection
  ) throws(PostgresError) -> [CoverageRow] {
    var rows: [CoverageRow] = []
    let parameters: [Parameter] = [
      .int(Int64(fiscalYear)), unitCodes.map { .textArray($0) } ?? .text(nil), .textArray(states),
    ]
    for row in try connection.run(.selectCoverage, parameters) {
      rows.append(
        CoverageRow(
          fiscalYear: try row.int("fiscal_year"), unitCode: try row.text("unit_code"),
          unitName: try row.optionalText("unit_name"), kind: try row.text("kind"),
          state: try row.text("state"), submissionID: try row.optionalInt("submission_id"),
          reason: try row.optionalText("reason")))
    }
    return rows
  }

  /// The counts of all years.
  ///
  /// - Parameter unitCodes: Of these units only; nil for all.
  public static func counts(
    of unitCodes: [String]? = nil, on connection: borrowing Connection
  ) throws(PostgresError) -> [CoverageCount] {
    let units: Parameter = unitCodes.map { .textArray($0) } ?? .text(nil)
    return try counts(of: .countCoverage, [units], on: connection)
  }

  static func counts(
    of statement: Statement, _ parameters: [Parameter] = [], on connection: borrowing Connection
  ) throws(PostgresError) -> [CoverageCount] {
    var counts: [CoverageCount] = []
    for row in try connection.run(statement, parameters) {
      counts.append(
        CoverageCount(
          fiscalYear: try row.int("fiscal_year"), kind: try row.text("kind"),
          state: try row.text("state"), count: try row.int("submission_count")))
    }
    return counts
  }
}
