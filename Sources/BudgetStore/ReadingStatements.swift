internal import PostgresClient

/// What commands read for people and programs, and what people ask and answer.
extension Statement {
  static let selectPublication = Statement(
    name: "select_publication", bytes: PackageResources.select_publication_sql,
    shape: .atMostOneRow)
  static let selectPublications = Statement(
    name: "select_publications", bytes: PackageResources.select_publications_sql, shape: .rows)
  static let findPublication = Statement(
    name: "find_publication", bytes: PackageResources.find_publication_sql, shape: .atMostOneRow)
  static let findPreviousPublication = Statement(
    name: "find_previous_publication", bytes: PackageResources.find_previous_publication_sql,
    shape: .atMostOneRow)
  static let selectChanges = Statement(
    name: "select_changes", bytes: PackageResources.select_changes_sql, shape: .rows)
  static let selectSummary = Statement(
    name: "select_summary", bytes: PackageResources.select_summary_sql, shape: .rows)
  static let selectComparable = Statement(
    name: "select_comparable", bytes: PackageResources.select_comparable_sql, shape: .rows)
  static let selectUnitTree = Statement(
    name: "select_unit_tree", bytes: PackageResources.select_unit_tree_sql, shape: .rows)
  static let findUnitOfPublications = Statement(
    name: "find_unit_of_publications",
    bytes: PackageResources.find_unit_of_publications_sql, shape: .oneRow)
  static let selectUnitCells = Statement(
    name: "select_unit_cells", bytes: PackageResources.select_unit_cells_sql, shape: .rows)
  static let selectComparableCells = Statement(
    name: "select_comparable_cells", bytes: PackageResources.select_comparable_cells_sql,
    shape: .rows)
  static let selectEliminations = Statement(
    name: "select_eliminations", bytes: PackageResources.select_eliminations_sql, shape: .rows)
  static let selectIndicators = Statement(
    name: "select_indicators", bytes: PackageResources.select_indicators_sql, shape: .rows)
  static let countFormulaRules = Statement(
    name: "count_formula_rules", bytes: PackageResources.count_formula_rules_sql, shape: .oneRow)
  static let explainCell = Statement(
    name: "explain_cell", bytes: PackageResources.explain_cell_sql, shape: .rows)
  static let explainCellLines = Statement(
    name: "explain_cell_lines", bytes: PackageResources.explain_cell_lines_sql, shape: .rows)
  static let explainComparableCell = Statement(
    name: "explain_comparable_cell", bytes: PackageResources.explain_comparable_cell_sql,
    shape: .rows)
  static let explainComparableCellLines = Statement(
    name: "explain_comparable_cell_lines",
    bytes: PackageResources.explain_comparable_cell_lines_sql, shape: .rows)
  static let selectAnomalies = Statement(
    name: "select_anomalies", bytes: PackageResources.select_anomalies_sql, shape: .rows)
  static let selectCoverage = Statement(
    name: "select_coverage", bytes: PackageResources.select_coverage_sql, shape: .rows)
  static let countShownAnomalies = Statement(
    name: "count_shown_anomalies", bytes: PackageResources.count_shown_anomalies_sql,
    shape: .rows)
  static let countCoverage = Statement(
    name: "count_coverage", bytes: PackageResources.count_coverage_sql, shape: .rows)
  static let selectRuns = Statement(
    name: "select_runs", bytes: PackageResources.select_runs_sql, shape: .rows)
  static let selectRerunRequests = Statement(
    name: "select_rerun_requests", bytes: PackageResources.select_rerun_requests_sql, shape: .rows)
  static let selectRunLock = Statement(
    name: "select_run_lock", bytes: PackageResources.select_run_lock_sql, shape: .atMostOneRow)
  static let selectAudit = Statement(
    name: "select_audit", bytes: PackageResources.select_audit_sql, shape: .rows)
  static let selectAuditHead = Statement(
    name: "select_audit_head", bytes: PackageResources.select_audit_head_sql, shape: .oneRow)
  static let verifyAudit = Statement(
    name: "verify_audit", bytes: PackageResources.verify_audit_sql, shape: .rows)
  static let closeYear = Statement(
    name: "close_year", bytes: PackageResources.close_year_sql, shape: .oneRow)
  static let reopenYear = Statement(
    name: "reopen_year", bytes: PackageResources.reopen_year_sql, shape: .oneRow)
  static let selectClosedYears = Statement(
    name: "select_closed_years", bytes: PackageResources.select_closed_years_sql, shape: .rows)
  static let inspectRule = Statement(
    name: "inspect_rule", bytes: PackageResources.inspect_rule_sql, shape: .oneRow)
  static let inspectYear = Statement(
    name: "inspect_year", bytes: PackageResources.inspect_year_sql, shape: .oneRow)
  static let requestRerun = Statement(
    name: "request_rerun", bytes: PackageResources.request_rerun_sql, shape: .oneRow)
  static let answerAnomaly = Statement(
    name: "answer_anomaly", bytes: PackageResources.answer_anomaly_sql, shape: .oneRow)
  static let listSubmissionYears = Statement(
    name: "list_submission_years", bytes: PackageResources.list_submission_years_sql, shape: .rows)
  static let inspectIntake = Statement(
    name: "inspect_intake", bytes: PackageResources.inspect_intake_sql, shape: .oneRow)
  static let inspectServer = Statement(
    name: "inspect_server", bytes: PackageResources.inspect_server_sql, shape: .oneRow)

  static let findPrivateDatabase = Statement(
    name: "find_private_database", bytes: PackageResources.find_private_database_sql,
    shape: .oneRow)
  static let createPrivateDatabase = Statement(
    name: "create_private_database", bytes: PackageResources.create_private_database_sql)
  static let dropPrivateDatabase = Statement(
    name: "drop_private_database", bytes: PackageResources.drop_private_database_sql)
}
