public import PostgresClient

/// One row of `summary.elimination`: what one unit paid another. Amounts in yuan, in the database's
/// own digits; nil is not stated.
public struct EliminationRow: Sendable {
  /// The budget year.
  public let fiscalYear: Int64
  /// The unit that paid.
  public let payerCode: String
  /// The unit that was paid.
  public let payeeCode: String
  /// The payer's subject; `*` for what only the payee states.
  public let subjectCode: String
  /// The fund.
  public let fundType: String
  /// `initial_budget`, `final_budget` or `actual`.
  public let measure: String
  /// What the payer's side says.
  public let payerAmount: String?
  /// What the payee's side says.
  public let payeeAmount: String?
  /// What was taken out of the sum.
  public let eliminated: String?
  /// What one side says and was not taken out.
  public let residual: String?
  /// Why; from a closed list.
  public let cause: String?
  /// What the cause points to.
  public let causeDetail: String?
  /// The lowest unit above both, in whose sum it was taken out; nil outside the tree.
  public let atUnit: String?
}

/// Reads what units paid each other.
public enum EliminationReader {
  /// The rows of a year, by where the money was taken out.
  ///
  /// - Parameter unitCodes: Units one of which paid or was paid; nil for any.
  public static func rows(
    fiscalYear: Int, unitCodes: [String]?, fundType: String, on connection: borrowing Connection
  ) throws(PostgresError) -> [EliminationRow] {
    var rows: [EliminationRow] = []
    let found = try connection.run(
      .selectEliminations,
      [
        .int(Int64(fiscalYear)), unitCodes.map { .textArray($0) } ?? .text(nil), .text(fundType),
      ])
    for row in found {
      rows.append(
        EliminationRow(
          fiscalYear: try row.int("fiscal_year"), payerCode: try row.text("payer_code"),
          payeeCode: try row.text("payee_code"), subjectCode: try row.text("subject_code"),
          fundType: try row.text("fund_type"), measure: try row.text("measure"),
          payerAmount: try row.optionalText("payer_amount"),
          payeeAmount: try row.optionalText("payee_amount"),
          eliminated: try row.optionalText("eliminated"),
          residual: try row.optionalText("residual"), cause: try row.optionalText("cause"),
          causeDetail: try row.optionalText("cause_detail"),
          atUnit: try row.optionalText("at_unit")))
    }
    return rows
  }
}
