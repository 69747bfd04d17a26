import BudgetTestSupport

/// What a unit's people may read, and how the tests read it.
enum OwnSummary {
  /// The views of `own_summary`, in order.
  static let views = [
    "anomaly", "coverage", "economic_year", "figure_year", "income_year", "project_year",
    "publication", "subject_year", "unit_indicator",
  ]

  /// Those that name a unit.
  static let unitViews = views.filter { $0 != "publication" }

  /// The rows that a query gives to somebody who has logged in, each as a JSON text, in order.
  static func rows(_ source: String, seenBy person: String? = nil) async throws -> [String] {
    let sql =
      "SELECT jsonb_agg(seen ORDER BY seen) FROM (SELECT to_jsonb(row) AS seen "
      + "FROM (\(source)) AS row) AS rows"
    let query = "SELECT string_agg(item::text, chr(10)) FROM jsonb_array_elements((\(sql))) AS item"
    let text: String?
    if let person {
      text = try await asked(by: person, query)
    } else {
      text = try await column(query).first.flatMap(\.self)
    }
    return (text ?? "").split(separator: "\n").map(String.init)
  }

  /// Makes people who have logged in as members of `huizong_unit`.
  static func hire(_ people: [(name: String, unit: String, withChildren: Bool)]) async throws {
    for person in people {
      try await execute(
        """
        DO $$
        BEGIN
          IF to_regrole('\(person.name)') IS NULL THEN
            CREATE ROLE \(person.name) LOGIN IN ROLE huizong_unit;
          END IF;
        END
        $$;
        INSERT INTO control.unit_member (role_name, unit_code, with_children)
        VALUES ('\(person.name)', '\(person.unit)', \(person.withChildren))
        ON CONFLICT DO NOTHING
        """)
    }
  }
}
