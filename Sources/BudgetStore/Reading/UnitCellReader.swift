public import BudgetDomain
public import PostgresClient

/// One cell of `summary.subject_year`, its amounts in fen; nil is not stated.
public struct UnitCell: Sendable {
  /// The unit, group or `*`.
  public let unitCode: String
  /// Its name in that year.
  public let unitName: String?
  /// The subject.
  public let subject: SubjectCode
  /// Its name in that year.
  public let subjectName: String?
  /// The three measures.
  public let amounts: BudgetFigures<Int64?>
  /// Of the actual 基本支出.
  public let basicFen: Int64?
  /// Of the actual 项目支出.
  public let projectFen: Int64?
  /// 上年决算数.
  public let priorFen: Int64?
  /// What was taken out of the sum of the unit's units.
  public let eliminated: BudgetFigures<Int64?>
  /// The change in percent of the prior year.
  public let changePercent: String?
  /// The share of the same unit, year and fund, in percent.
  public let sharePercent: String?
  /// How much of the budget was spent, in percent.
  public let executionPercent: String?
}

/// Reads the main table for several units of a year.
public enum UnitCellReader {
  /// The cells by unit and subject.
  ///
  /// - Parameter unitCodes: nil for all units, groups and the whole district.
  /// - Parameter levels: Digits of the subjects, 0 for the total.
  public static func cells(
    fiscalYear: Int, unitCodes: [String]?, fundType: String, levels: [Int],
    on connection: borrowing Connection
  ) throws(PostgresError) -> [UnitCell] {
    var cells: [UnitCell] = []
    let found = try connection.run(
      .selectUnitCells,
      [
        .int(Int64(fiscalYear)), unitCodes.map { .textArray($0) } ?? .text(nil), .text(fundType),
        .intArray(levels.map { Int64($0) }),
      ])
    for row in found { cells.append(try UnitCell(row)) }
    return cells
  }
}

extension UnitCell {
  fileprivate init(_ row: Row) throws(PostgresError) {
    unitCode = try row.text("unit_code")
    unitName = try row.optionalText("unit_name")
    subject = try row.subject("subject_code")
    subjectName = try row.optionalText("subject_name")
    amounts = BudgetFigures(
      initial: try row.optionalInt("initial_fen"), final: try row.optionalInt("final_fen"),
      actual: try row.optionalInt("actual_fen"))
    basicFen = try row.optionalInt("basic_fen")
    projectFen = try row.optionalInt("project_fen")
    priorFen = try row.optionalInt("prior_fen")
    eliminated = BudgetFigures(
      initial: try row.optionalInt("eliminated_initial_fen"),
      final: try row.optionalInt("eliminated_final_fen"),
      actual: try row.optionalInt("eliminated_actual_fen"))
    changePercent = try row.optionalText("change_percent")
    sharePercent = try row.optionalText("share_percent")
    executionPercent = try row.optionalText("execution_percent")
  }
}

extension Row {
  /// The subject of a published cell: a well-formed code, `*`, or `?` for what has none.
  func subject(_ column: String) throws(PostgresError) -> SubjectCode {
    SubjectCode(try text(column)) ?? .unreadable
  }
}
