public import PostgresClient

/// One row of `summary.unit_indicator`; numbers are the database's own digits, nil is null.
public struct IndicatorRow: Sendable {
  /// The budget year.
  public let fiscalYear: Int64
  /// The unit, group or `*`.
  public let unitCode: String
  /// The indicator's word in tables, such as `staff_control`.
  public let indicator: String
  /// Its name, Chinese.
  public let name: String?
  /// Numerator ÷ denominator, in percent; nil where the denominator is not positive.
  public let value: String?
  /// What is measured: yuan or persons.
  public let numerator: String?
  /// What it is measured by: yuan or persons.
  public let denominator: String?
  /// The interval that the value lies in, in percent.
  public let band: String?
}

/// Reads the indicators by which units are scored.
public enum IndicatorReader {
  /// The rows of a year, by unit.
  ///
  /// - Parameter unitCodes: nil for all units, groups and the whole district.
  public static func rows(
    fiscalYear: Int, unitCodes: [String]?, on connection: borrowing Connection
  ) throws(PostgresError) -> [IndicatorRow] {
    var rows: [IndicatorRow] = []
    let found = try connection.run(
      .selectIndicators,
      [.int(Int64(fiscalYear)), unitCodes.map { .textArray($0) } ?? .text(nil)])
    for row in found {
      rows.append(
        IndicatorRow(
          fiscalYear: try row.int("fiscal_year"), unitCode: try row.text("unit_code"),
          indicator: try row.text("indicator"), name: try row.optionalText("indicator_name"),
          value: try row.optionalText("value"), numerator: try row.optionalText("numerator"),
          denominator: try row.optionalText("denominator"),
          band: try row.optionalText("band")))
    }
    return rows
  }
}
