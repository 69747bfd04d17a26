public import PostgresClient

/// Which cells of `summary.subject_year`, or of `summary.comparable_subject_year`, to read.
public struct SummaryFilter: Sendable {
  /// The budget year, or the first of several.
  public var fiscalYear: Int
  /// The last budget year.
  public var lastYear: Int
  /// Whether all years are to be as with the newest year's subjects and units.
  public var isComparable: Bool
  /// A unit or group; `*` for the whole district.
  public var unitCode: String
  /// One fund, `unstated`, or `*`.
  public var fundType: String
  /// The subject at the top, `*` for all.
  public var subjectCode: String
  /// How many digits the subjects below it have: 3, 5 or 7.
  public var subjectDigits: Int

  /// A filter.
  ///
  /// - Parameter lastYear: nil for one year only.
  public init(
    fiscalYear: Int, lastYear: Int? = nil, unitCode: String, fundType: String,
    subjectCode: String, subjectDigits: Int, isComparable: Bool = false
  ) {
    self.fiscalYear = fiscalYear
    self.lastYear = lastYear ?? fiscalYear
    self.isComparable = isComparable
    self.unitCode = unitCode
    self.fundType = fundType
    self.subjectCode = subjectCode
    self.subjectDigits = subjectDigits
  }
}

/// How a figure compares with those of other years.
public struct ComparisonRow: Sendable {
  /// `exact`, `estimated` or `broken`.
  public let comparability: String
  /// The smallest code of the family whose total compares exactly.
  public let family: String
  /// The year whose subjects and units the figure is restated to.
  public let baseYear: Int64
  /// Whether it was restated by what holds now.
  public let isCurrent: Bool
  /// How the figure of the year before compares, on which the change rests; nil where none is.
  public let priorComparability: String?
}

/// One cell of `summary.subject_year` or, with `comparison`, of `summary.comparable_subject_year`,
/// which does not have all of the columns; decimals are the database's own digits, nil is null.
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
  /// What was taken out of the sum of the unit's units, yuan.
  public let eliminated: MeasureTexts
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
  /// How a restated figure compares; nil for one as reported.
  public let comparison: ComparisonRow?
}

/// Reads the main table for one unit and year.
public enum SummaryReader {
  /// All subjects of a unit over years: the level decides the order, then code and year.
  public static func rows(
    fiscalYears: ClosedRange<Int>, unitCode: String, fundType: String,
    on connection: borrowing Connection
  ) throws(PostgresError) -> [SummaryRow] {
    let found = try connection.run(
      .selectSummary,
      [
        .int(Int64(fiscalYears.lowerBound)), .text(unitCode), .text(fundType),
        .intArray([0, 3, 5, 7]), .text(""), .int(Int64(fiscalYears.upperBound)),
      ])
    var rows: [SummaryRow] = []
    for row in found { rows.append(try SummaryRow(row, isComparable: false)) }
    return rows
  }

  /// The subject asked for, then those below it in the order of codes.
  public static func rows(
    _ filter: SummaryFilter, on connection: borrowing Connection
  ) throws(PostgresError) -> [SummaryRow] {
    let isAll = filter.subjectCode == "*"
    let top = isAll ? 0 : filter.subjectCode == "?" ? 3 : filter.subjectCode.utf8.count
    let found = try connection.run(
      filter.isComparable ? .selectComparable : .selectSummary,
      [
        .int(Int64(filter.fiscalYear)), .text(filter.unitCode), .text(filter.fundType),
        .intArray([Int64(top), Int64(filter.subjectDigits)]),
        .text(isAll ? "" : filter.subjectCode), .int(Int64(filter.lastYear)),
      ])
    var rows: [SummaryRow] = []
    for row in found {
      rows.append(try SummaryRow(row, isComparable: filter.isComparable))
    }
    return rows
  }
}

extension SummaryRow {
  init(_ row: Row, isComparable: Bool) throws(PostgresError) {
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
    eliminated = try MeasureTexts(
      row, "eliminated_initial", "eliminated_final", "eliminated_actual")
    guard !isComparable else {
      (executionCoveragePercent, initialComplete, finalComplete) = (nil, nil, nil)
      (unitCount, lineCount) = (nil, nil)
      comparison = ComparisonRow(
        comparability: try row.text("comparability"), family: try row.text("family"),
        baseYear: try row.int("base_year"), isCurrent: try row.bool("is_current"),
        priorComparability: try row.optionalText("prior_comparability"))
      return
    }
    executionCoveragePercent = try row.optionalText("execution_coverage_percent")
    initialComplete = try row.optionalBool("initial_complete")
    finalComplete = try row.optionalBool("final_complete")
    unitCount = try row.optionalInt("unit_count")
    lineCount = try row.optionalInt("line_count")
    comparison = nil
  }
}
