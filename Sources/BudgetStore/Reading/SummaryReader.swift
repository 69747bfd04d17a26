public import PostgresClient

/// Which cells of `summary.subject_year` to read.
public struct SummaryFilter: Sendable {
  /// The budget year.
  public var fiscalYear: Int
  /// A unit or group; `*` for the whole district.
  public var unitCode: String
  /// One fund, `unstated`, or `*`.
  public var fundType: String
  /// The subject at the top, `*` for all.
  public var subjectCode: String
  /// How many digits the subjects below it have: 3, 5 or 7.
  public var subjectDigits: Int

  /// A filter.
  public init(
    fiscalYear: Int, unitCode: String, fundType: String, subjectCode: String, subjectDigits: Int
  ) {
    self.fiscalYear = fiscalYear
    self.unitCode = unitCode
    self.fundType = fundType
    self.subjectCode = subjectCode
    self.subjectDigits = subjectDigits
  }
}

/// One cell of `summary.subject_year`; decimals are the database's own digits, nil is null.
public struct SummaryRow: Sendable {
  /// The budget year.
  public let fiscalYear: Int64
  /// The unit, group or `*`.
  public let unitCode: String
  /// Its name in that year.
  public let unitName: String?
  /// The subject, `?` or `*`.
  public let subjectCode: String
  /// Its name in that year.
  public let subjectName: String?
  /// 7, 5, 3, or 0 for the total.
  public let subjectLevel: Int64
  /// One fund, `unstated`, or `*`.
  public let fundType: String
  /// 年初预算数, yuan.
  public let initialBudget: String?
  /// 全年预算数, yuan.
  public let finalBudget: String?
  /// 决算数, yuan.
  public let actual: String?
  /// Of it 基本支出, yuan.
  public let basicActual: String?
  /// Of it 项目支出, yuan.
  public let projectActual: String?
  /// 上年决算数, yuan.
  public let priorActual: String?
  /// actual − prior, yuan.
  public let change: String?
  /// The change in percent of the prior year.
  public let changePercent: String?
  /// The share of the same unit, year and fund, in percent.
  public let sharePercent: String?
  /// How much of the budget was spent, in percent.
  public let executionPercent: String?
  /// For how much of the actual that is known, in percent.
  public let executionCoveragePercent: String?
  /// Whether all that states an actual also states an initial budget.
  public let initialComplete: Bool?
  /// Whether all that states an actual also states a final budget.
  public let finalComplete: Bool?
  /// Units with a counted amount.
  public let unitCount: Int64?
  /// Counted lines.
  public let lineCount: Int64?
}

/// Reads the main table for one unit and year.
public enum SummaryReader {
  /// The subject asked for, then those below it in the order of codes.
  public static func rows(
    _ filter: SummaryFilter, on connection: borrowing Connection
  ) throws(PostgresError) -> [SummaryRow] {
    let isAll = filter.subjectCode == "*"
    let top = isAll ? 0 : filter.subjectCode == "?" ? 3 : filter.subjectCode.utf8.count
    let found = try connection.run(
      .selectSummary,
      [
        .int(Int64(filter.fiscalYear)), .text(filter.unitCode), .text(filter.fundType),
        .intArray([Int64(top), Int64(filter.subjectDigits)]),
        .text(isAll ? "" : filter.subjectCode),
      ])
    var rows: [SummaryRow] = []
    for row in found { rows.append(try SummaryRow(row)) }
    return rows
  }
}

extension SummaryRow {
  fileprivate init(_ row: Row) throws(PostgresError) {
    fiscalYear = try row.int("fiscal_year")
    unitCode = try row.text("unit_code")
    unitName = try row.optionalText("unit_name")
    subjectCode = try row.text("subject_code")
    subjectName = try row.optionalText("subject_name")
    subjectLevel = try row.int("subject_level")
    fundType = try row.text("fund_type")
    initialBudget = try row.optionalText("initial_budget")
    finalBudget = try row.optionalText("final_budget")
    actual = try row.optionalText("actual")
    basicActual = try row.optionalText("basic_actual")
    projectActual = try row.optionalText("project_actual")
    priorActual = try row.optionalText("prior_actual")
    change = try row.optionalText("change")
    changePercent = try row.optionalText("change_percent")
    sharePercent = try row.optionalText("share_percent")
    executionPercent = try row.optionalText("execution_percent")
    executionCoveragePercent = try row.optionalText("execution_coverage_percent")
    initialComplete = try row.optionalBool("initial_complete")
    finalComplete = try row.optionalBool("final_complete")
    unitCount = try row.optionalInt("unit_count")
    lineCount = try row.optionalInt("line_count")
  }
}
