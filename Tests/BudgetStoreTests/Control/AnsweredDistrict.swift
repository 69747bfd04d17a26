import BudgetTestSupport
import Testing

/// A department with two units, each with a printed total of 201 beside its two rows of 100 and
/// 50; what is not 150 breaks rule T010. In 2023 unit A3 has moved to another department.
struct AnsweredDistrict {
  /// The printed totals in yuan, by unit and year.
  var totals: [String: String]

  func file() async throws {
    let filed = totals.sorted { $0.key < $1.key }.enumerated()
    try await HandWrittenDistrict(
      units: """
        A,2000,,
        B,2000,,
        B1,2000,,B
        A1,2000,,A
        A2,2000,,A
        A3,2000,2022,A
        A3,2023,,B
        """,
      submissions: filed.map { index, total in
        let place = total.key.split(separator: " ")
        return "\(index + 1),\(place[0]),\(place[1]),final_account,1,accepted,yuan"
      }.joined(separator: "\n"),
      lines: filed.map { index, total in
        """
        \(index + 1),1,201,general,basic,,,\(total.value)
        \(index + 1),2,2010101,general,basic,,,100.00
        \(index + 1),3,2010102,general,basic,,,50.00
        """
      }.joined(separator: "\n")
    ).file()
  }

  /// Changes the printed total in one place, such as `A1 2023`, and runs a night.
  static func reprint(_ total: String, at place: String) async throws {
    let place = place.split(separator: " ")
    try await execute(
      """
      UPDATE intake.line
      SET actual = \(total)
      FROM intake.submission
      WHERE submission.submission_id = line.submission_id
        AND (unit_code, fiscal_year, line_no) = ('\(place[0])', \(place[1]), 1)
      """)
    #expect(try await runNight().hasPublished)
  }

  /// The number of the anomaly of a total.
  static func anomaly(at place: String) async throws -> String {
    let place = place.split(separator: " ")
    return try #require(
      try await column(
        """
        SELECT anomaly_id
        FROM control.anomaly_identity
        WHERE rule_code = 'T010'
          AND unit_code = '\(place[0])'
          AND fiscal_year = \(place[1])
        """
      ).first.flatMap(\.self))
  }

  /// Its status, its figure, and what its answers have lapsed for.
  static func state(of anomaly: String) async throws -> [String] {
    try await column(
      """
      SELECT concat_ws(' ', status, coalesce(stated::text, '-'), coalesce(said.lapses, '-'))
      FROM summary.anomaly_history
      CROSS JOIN LATERAL (
        SELECT string_agg(coalesce(answer ->> 'lapse', 'holds'), ',') AS lapses
        FROM jsonb_array_elements(answers) AS answer
      ) AS said
      WHERE anomaly_id = \(anomaly)
      """
    ).compactMap(\.self)
  }
}
