internal import PostgresClient

/// What the checks before a night ask beyond `inspect_server`.
extension Statement {
  static let inspectRole = Statement(
    name: "inspect_role", bytes: PackageResources.inspect_role_sql, shape: .oneRow)
  static let listMissingRights = Statement(
    name: "list_missing_rights", bytes: PackageResources.list_missing_rights_sql, shape: .rows)
  static let inspectSettings = Statement(
    name: "inspect_settings", bytes: PackageResources.inspect_settings_sql, shape: .oneRow)
  static let listSessionTimeouts = Statement(
    name: "list_session_timeouts", bytes: PackageResources.list_session_timeouts_sql,
    shape: .rows)
  static let inspectSpace = Statement(
    name: "inspect_space", bytes: PackageResources.inspect_space_sql, shape: .oneRow)
  static let inspectHistory = Statement(
    name: "inspect_history", bytes: PackageResources.inspect_history_sql, shape: .oneRow)
  static let listYearsWithoutLists = Statement(
    name: "list_years_without_lists", bytes: PackageResources.list_years_without_lists_sql,
    shape: .rows)
  static let readClock = Statement(
    name: "read_clock", bytes: PackageResources.read_clock_sql, shape: .oneRow)
}
