/// The rows that a query gives in the database of the suite, their columns joined by blanks and
/// `-` for null, sorted; `columns` are separated by a comma and a blank.
func rows(_ columns: String, from table: String, where condition: String = "true") async throws
  -> [String]
{
  let texts = columns.split(separator: ", ").map { "coalesce((\($0))::text, '-')" }
  return try await column(
    """
    SELECT concat_ws(' ', \(texts.joined(separator: ", ")))
    FROM \(table)
    WHERE \(condition)
    """
  ).compactMap(\.self).sorted()
}

/// Cells of `summary.subject_year`: year, unit, code, fund, the three measures.
func subjectCells(where condition: String) async throws -> [String] {
  try await rows(
    "fiscal_year, unit_code, subject_code, fund_type, initial_budget, final_budget, actual",
    from: "summary.subject_year", where: condition)
}

/// Anomalies as rule, severity, year, unit, subject, figure and line.
func anomalies(where condition: String = "true") async throws -> [String] {
  try await rows(
    "rule_code, severity, fiscal_year, unit_code, subject_code, figure, line_no",
    from: "summary.anomaly", where: condition)
}

/// Everything that readers see of some units, without what differs from publication to
/// publication.
func everythingPublished(where condition: String = "true") async throws -> [String] {
  var everything: [String] = []
  for view in [
    "subject_year", "economic_year", "income_year", "project_year", "figure_year", "coverage",
    "anomaly", "unit_indicator", "elimination", "comparable_subject_year", "perimeter_change",
  ] {
    // A transfer is told by the unit that paid.
    let source =
      view == "elimination"
      ? "(SELECT *, payer_code AS unit_code FROM summary.elimination)" : "summary.\(view)"
    everything += try await column(
      """
      SELECT '\(view) ' || (
        to_jsonb(cell)
          - ARRAY['publication_id', 'published_at', 'status', 'first_published_at', 'anomaly_id']
      )::text
      FROM \(source) AS cell
      WHERE \(condition)
      ORDER BY 1
      """
    ).compactMap(\.self)
  }
  return everything
}

/// The schemas of volumes that are there, published or not.
func volumeSchemaCount() async throws -> String? {
  try await column(
    "SELECT count(*) FROM pg_namespace WHERE nspname ~ '^volume_[0-9]+$'"
  ).first.flatMap(\.self)
}
