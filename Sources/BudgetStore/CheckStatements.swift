internal import PostgresClient

/// The invariants that a volume must hold before anybody sees it: no row means that it holds.
extension Statement {
  static let checks = [
    Statement(
      name: "groups_equal_their_children",
      bytes: PackageResources.groups_equal_their_children_sql, shape: .rows),
    Statement(
      name: "subjects_equal_their_parts",
      bytes: PackageResources.subjects_equal_their_parts_sql, shape: .rows),
    Statement(
      name: "funds_equal_their_sum",
      bytes: PackageResources.funds_equal_their_sum_sql, shape: .rows),
    Statement(
      name: "district_equals_accepted_lines",
      bytes: PackageResources.district_equals_accepted_lines_sql, shape: .rows),
    Statement(
      name: "eliminations_equal_their_transfers",
      bytes: PackageResources.eliminations_equal_their_transfers_sql, shape: .rows),
    Statement(
      name: "elimination_parts_equal_their_transfers",
      bytes: PackageResources.elimination_parts_equal_their_transfers_sql, shape: .rows),
  ]

  /// The same of what is restated to the newest year.
  static let comparableChecks = [
    Statement(
      name: "comparable_total_is_the_reported_one",
      bytes: PackageResources.comparable_total_is_the_reported_one_sql, shape: .rows),
    Statement(
      name: "comparable_groups_equal_their_children",
      bytes: PackageResources.comparable_groups_equal_their_children_sql, shape: .rows),
  ]
}
