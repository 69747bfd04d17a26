public import BudgetDomain
public import BudgetRules
public import PostgresClient

/// The bureau's list of audit formulas as it stands, with what is wrong in it.
public struct FormulaList: Sendable {
  /// The rows, by code and first year.
  public let rows: [FormulaRow]
  /// What can be said of them beside today's lists, units and submissions.
  public let review: FormulaReview
  /// The bureau's thresholds.
  public let settings: [RuleSetting]

  /// The formula of a row; nil where it cannot be read.
  public func rule(of row: FormulaRow) -> FormulaRule? { review.rules.first { $0.row == row } }

  /// What is wrong with a row.
  public func defects(of row: FormulaRow) -> [FormulaDefect] {
    review.defects.filter { $0.rule == row.code && $0.validFrom == row.validity.from }
  }
}

/// Reads the audit formulas.
public enum FormulaReader {
  /// How many formulas hold in a year.
  public static func count(
    fiscalYear: Int, on connection: borrowing Connection
  ) throws(PostgresError) -> Int {
    let row = try connection.run(.countFormulaRules, [.int(Int64(fiscalYear))])[0]
    return Int(try row.int("formula_count"))
  }

  /// Reads the list and judges it.
  ///
  /// - Throws: `PostgresError`.
  public static func list(on connection: borrowing Connection) throws -> FormulaList {
    var loader = ReferenceLoader()
    let reference = try loader.load(on: connection, submitting: [])
    let rows = reference.formulas
    var years: Set<Int> = []
    for row in try connection.run(.listSubmissionYears) {
      years.insert(Int(try row.int("fiscal_year")))
    }
    let review = FormulaReview(
      rows,
      in: FormulaReview.Surroundings(
        functional: reference.functional, economic: reference.economic,
        unitTypes: reference.units.types, years: years))
    return FormulaList(rows: rows, review: review, settings: reference.settings.list)
  }
}
