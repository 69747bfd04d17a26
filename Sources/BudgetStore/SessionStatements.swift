internal import PostgresClient

/// What people read and look up over a session of their own.
extension Statement {
  static let selectSessionRights = Statement(
    name: "select_session_rights", bytes: PackageResources.select_session_rights_sql,
    shape: .oneRow)
  static let selectOwnPublication = Statement(
    name: "select_own_publication", bytes: PackageResources.select_own_publication_sql,
    shape: .atMostOneRow)
  static let searchUnits = Statement(
    name: "search_units", bytes: PackageResources.search_units_sql, shape: .rows)
  static let searchOwnUnits = Statement(
    name: "search_own_units", bytes: PackageResources.search_own_units_sql, shape: .rows)
  static let countUnitsBelow = Statement(
    name: "count_units_below", bytes: PackageResources.count_units_below_sql, shape: .oneRow)
  static let selectOwnSummary = Statement(
    name: "select_own_summary", bytes: PackageResources.select_own_summary_sql, shape: .rows)
  static let explainOwnCell = Statement(
    name: "explain_own_cell", bytes: PackageResources.explain_own_cell_sql, shape: .rows)
  static let listCellLines = Statement(
    name: "list_cell_lines", bytes: PackageResources.list_cell_lines_sql, shape: .rows)
  static let listOwnCellLines = Statement(
    name: "list_own_cell_lines", bytes: PackageResources.list_own_cell_lines_sql, shape: .rows)
  static let searchAnomalies = Statement(
    name: "search_anomalies", bytes: PackageResources.search_anomalies_sql, shape: .rows)
  static let searchOwnAnomalies = Statement(
    name: "search_own_anomalies", bytes: PackageResources.search_own_anomalies_sql, shape: .rows)
  static let countYearAnomalies = Statement(
    name: "count_year_anomalies", bytes: PackageResources.count_year_anomalies_sql, shape: .rows)
  static let countOwnYearAnomalies = Statement(
    name: "count_own_year_anomalies", bytes: PackageResources.count_own_year_anomalies_sql,
    shape: .rows)
  static let countOwnCoverage = Statement(
    name: "count_own_coverage", bytes: PackageResources.count_own_coverage_sql, shape: .rows)
  static let selectRun = Statement(
    name: "select_run", bytes: PackageResources.select_run_sql, shape: .atMostOneRow)
}
