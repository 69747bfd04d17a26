public import BudgetDomain
public import PostgresClient

/// One cell of `summary.comparable_subject_year`: an actual as with the newest year's subjects and
/// units.
public struct ComparableCell: Sendable {
  /// The budget year.
  public let fiscalYear: Int
  /// The subject.
  public let subject: SubjectCode
  /// Its name in the newest year.
  public let subjectName: String?
  /// 决算数, fen; nil is not stated.
  public let actualFen: Int64?
  /// 上年决算数, restated as well, fen.
  public let priorFen: Int64?
  /// The change in percent of the prior year.
  public let changePercent: String?
  /// How it compares with other years.
  public let comparison: ComparisonRow
}

/// Reads restated figures of one unit.
public enum ComparableCellReader {
  /// The cells by year and subject.
  public static func cells(
    fiscalYears: ClosedRange<Int>, unitCode: String, fundType: String,
    on connection: borrowing Connection
  ) throws(PostgresError) -> [ComparableCell] {
    var cells: [ComparableCell] = []
    let found = try connection.run(
      .selectComparableCells,
      [
        .int(Int64(fiscalYears.lowerBound)), .int(Int64(fiscalYears.upperBound)),
        .text(unitCode), .text(fundType),
      ])
    for row in found {
      cells.append(
        ComparableCell(
          fiscalYear: Int(try row.int("fiscal_year")), subject: try row.subject("subject_code"),
          subjectName: try row.optionalText("subject_name"),
          actualFen: try row.optionalInt("actual_fen"),
          priorFen: try row.optionalInt("prior_fen"),
          changePercent: try row.optionalText("change_percent"),
          comparison: ComparisonRow(
            comparability: try row.text("comparability"), family: try row.text("family"),
            baseYear: try row.int("base_year"), isCurrent: try row.bool("is_current"),
            priorComparability: try row.optionalText("prior_comparability"))))
    }
    return cells
  }
}
