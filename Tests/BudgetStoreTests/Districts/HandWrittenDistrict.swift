/// A district small enough to be added up by hand.
struct HandWrittenDistrict {
  /// Rows of `reference.unit`: code, valid from, valid to, parent; the unit is named as its code.
  var units: String
  /// Rows of `intake.submission`: number, unit, year, kind, revision, status, amount unit.
  var submissions: String
  /// Functional rows of `intake.line`: submission, line, code, fund, kind, initial budget, final
  /// budget, actual.
  var lines: String
  /// Further import files, whole.
  var files: [String: String] = [:]

  /// Puts the district in the place of whatever the suite's database held.
  func file() async throws {
    try await clearDistrict()
    let unitRows = Self.rows(units).map { row in
      let code = row.prefix { $0 != "," }
      return "\(row),\(code)"
    }
    var district = files
    district["unit.csv"] = Self.csv("unit_code,valid_from,valid_to,parent_code,name", unitRows)
    district["submission.csv"] = Self.csv(
      "submission_id,unit_code,fiscal_year,kind,revision,status,amount_unit",
      Self.rows(submissions))
    district["line.csv"] = Self.csv(
      "submission_id,line_no,functional_code,fund_type,expenditure_kind,initial_budget,"
        + "final_budget,actual,section", Self.rows(lines).map { "\($0),functional" })
    _ = try await importFiles(district)
  }

  private static func csv(_ header: String, _ rows: [String]) -> String {
    ([header] + rows).joined(separator: "\n") + "\n"
  }

  private static func rows(_ text: String) -> [String] {
    text.split(separator: "\n").map { $0.filter { $0 != " " } }
  }
}

/// Empties the tables that a district is filed in; what is published stays, and no year is closed.
func clearDistrict() async throws {
  try await execute(
    """
    SELECT control.reopen_year(fiscal_year, 'another district is filed')
    FROM control.closed_year
    WHERE reopened_at IS NULL;
    TRUNCATE intake.submission, intake.line, intake.stated_figure, intake.explanation,
      reference.unit, reference.unit_succession, reference.internal_transfer,
      reference.expected_submission, reference.functional_subject,
      reference.economic_subject, reference.subject_alias, reference.crosswalk,
      reference.formula_rule, reference.rule_setting, reference.unit_succession
    """)
}

extension HandWrittenDistrict {
  /// Two departments, one with two units, over two years; the second unit files nothing.
  static let twoDepartments = HandWrittenDistrict(
    units: """
      A,2000,,
      B,2000,,
      A1,2000,,A
      A2,2000,,A
      B1,2000,,B
      """,
    submissions: """
      11,A1,2022,final_account,1,accepted,yuan
      12,B1,2022,final_account,1,accepted,yuan
      21,A1,2023,final_account,1,accepted,yuan
      """,
    lines: """
      11,1,2010101,general,basic,,,100.00
      11,2,2050101,general,basic,,,5.00
      12,1,2010101,general,basic,,,30.00
      21,1,2010101,general,basic,,,110.00
      """)
}
