internal import PostgresClient

/// What a run reads.
extension Statement {
  static let listUnits = Statement(
    name: "list_units", bytes: PackageResources.list_units_sql, shape: .rows)
  static let listFunctionalSubjects = Statement(
    name: "list_functional_subjects", bytes: PackageResources.list_functional_subjects_sql,
    shape: .rows)
  static let listEconomicSubjects = Statement(
    name: "list_economic_subjects", bytes: PackageResources.list_economic_subjects_sql,
    shape: .rows)
  static let listSubjectAliases = Statement(
    name: "list_subject_aliases", bytes: PackageResources.list_subject_aliases_sql, shape: .rows)
  static let listFormulaRules = Statement(
    name: "list_formula_rules", bytes: PackageResources.list_formula_rules_sql, shape: .rows)
  static let listExpectedSubmissions = Statement(
    name: "list_expected_submissions", bytes: PackageResources.list_expected_submissions_sql,
    shape: .rows)
  static let listRuleSettings = Statement(
    name: "list_rule_settings", bytes: PackageResources.list_rule_settings_sql, shape: .rows)
  static let listCrosswalk = Statement(
    name: "list_crosswalk", bytes: PackageResources.list_crosswalk_sql, shape: .rows)
  static let listUnitSuccessions = Statement(
    name: "list_unit_successions", bytes: PackageResources.list_unit_successions_sql,
    shape: .rows)
  static let listInternalTransfers = Statement(
    name: "list_internal_transfers", bytes: PackageResources.list_internal_transfers_sql,
    shape: .rows)
  static let listClosedSubmissions = Statement(
    name: "list_closed_submissions", bytes: PackageResources.list_closed_submissions_sql,
    shape: .rows)
  static let fingerprintSubmissions = Statement(
    name: "fingerprint_submissions", bytes: PackageResources.fingerprint_submissions_sql,
    shape: .oneRow)
  static let copySubmissionVersions = Statement(
    name: "copy_submission_versions", bytes: PackageResources.copy_submission_versions_sql)
  static let copySubmissions = Statement(
    name: "copy_submissions", bytes: PackageResources.copy_submissions_sql)
  static let copyStatedFigures = Statement(
    name: "copy_stated_figures", bytes: PackageResources.copy_stated_figures_sql)
  static let copyExplanations = Statement(
    name: "copy_explanations", bytes: PackageResources.copy_explanations_sql)
  static let copyLinePages = Statement(
    name: "copy_line_pages", bytes: PackageResources.copy_line_pages_sql)
  static let copySubmissionLines = Statement(
    name: "copy_submission_lines", bytes: PackageResources.copy_submission_lines_sql)
  static let copyLeaves = Statement(
    name: "copy_leaves", bytes: PackageResources.copy_leaves_sql)
  static let setSessionValue = Statement(
    name: "set_session_value", bytes: PackageResources.set_session_value_sql, shape: .oneRow)
  static let measureLines = Statement(
    name: "measure_lines", bytes: PackageResources.measure_lines_sql, shape: .oneRow)

  static let inputFiles = Statement(
    name: "input_files", bytes: PackageResources.input_files_sql, shape: .oneRow)
}
