import BudgetTestSupport
import PostgresClient
import Testing

/// What the people of a group see, whose figures are made of those of its units; and what stands in
/// an anomaly that speaks of two units.
@Suite(.database, .serialized)
struct OwnGroupTests {
  private static let group = "huizong_test_own_group"
  private static let head = "huizong_test_own_head"
  private static let other = "huizong_test_own_other"
  private static let leaf = "huizong_test_own_leaf"

  /// A group of two units and one that stands by itself, in two years; A1 and B hand in the same.
  private func publish() async throws {
    let copied = (1...6).map { line in
      ["11", "13", "21", "23"].map { submission in
        "\(submission),\(line),201010\(line),general,basic,,,\(submission)\(line)37.\(line)9"
      } + ["22,\(line),201010\(line),general,basic,,,21\(line)37.\(line)9"]
    }
    try await HandWrittenDistrict(
      units: "A,2000,,\nA1,2000,,A\nA2,2000,2022,A\nA2,2023,,A\nB,2000,,",
      submissions: """
        11,A1,2022,final_account,1,accepted,yuan
        13,A2,2022,final_account,1,accepted,yuan
        21,A1,2023,final_account,1,accepted,yuan
        22,B,2023,final_account,1,accepted,yuan
        23,A2,2023,final_account,1,accepted,yuan
        """,
      lines: copied.flatMap(\.self).joined(separator: "\n")
    ).file()
    try await runNight(nightRequest(isFull: true))
    try await setUpRoles()
    try await execute("DELETE FROM control.unit_member")
    try await OwnSummary.hire([
      (Self.group, "A", true), (Self.head, "A", false), (Self.leaf, "A1", false),
      (Self.other, "B", false),
    ])
  }

  @Test func aGroupIsSeenWithAllItsUnitsOrNotAtAll() async throws {
    try await publish()
    let all = [2022, 2023].flatMap { year in ["A", "A1", "A2"].map { "\(year) \($0)" } }
    #expect(try await units(Self.group) == all)
    #expect(try await units(Self.head) == [])
    #expect(try await units(Self.leaf) == ["2022 A1", "2023 A1"])
    #expect(try await priors(Self.group) == ["2023 A", "2023 A1", "2023 A2"])

    // One of the units was somebody else's the year before: what it made then is in the group's
    // figure of that year, and in the group's prior year.
    try await execute(
      "UPDATE reference.unit SET parent_code = 'B' WHERE unit_code = 'A2' AND valid_from = 2000")
    #expect(try await units(Self.group) == ["2022 A1", "2023 A", "2023 A1", "2023 A2"])
    #expect(try await priors(Self.group) == ["2023 A1"])
  }

  private func units(_ person: String, where condition: String = "true") async throws -> [String] {
    let sql = """
      SELECT string_agg(DISTINCT fiscal_year || ' ' || unit_code, ',')
      FROM own_summary.subject_year
      WHERE subject_code = '*' AND \(condition)
      """
    let text = try await asked(by: person, sql) ?? ""
    return text.split(separator: ",").map(String.init).sorted()
  }

  private func priors(_ person: String) async throws -> [String] {
    try await units(person, where: "coalesce(prior_actual, change, change_percent) IS NOT NULL")
  }

  /// Of the copy B learns that there is one, and not of whom; an administrator learns both.
  @Test func whatIsSaidOfOthersIsLeftOut() async throws {
    try await publish()
    let whole = try await column(
      "SELECT message FROM summary.anomaly WHERE rule_code = 'U080' AND unit_code = 'B'")
    #expect(whole.first??.contains("单位 A1 ") == true, "\(whole)")
    let own = try await OwnSummary.rows(
      """
      SELECT message = title AND evidence = '[]' AND suggestion IS NULL AS is_bare
      FROM own_summary.anomaly
      WHERE rule_code = 'U080'
      """, seenBy: Self.other)
    #expect(own == ["{\"is_bare\": true}"])
    let coverage = try await asked(
      by: Self.head, "SELECT string_agg(DISTINCT unit_code, ',') FROM own_summary.coverage")
    #expect(coverage == nil || coverage == "A")
  }

  /// Found from above and from below, membership is the same.
  @Test func ownUnitsAreThoseOfWhichOneIsAMember() async throws {
    try await publish()
    for (unit, withChildren) in [("A", true), ("A", false), ("A2", true), ("B", false)] {
      try await execute(
        """
        DELETE FROM control.unit_member WHERE role_name = session_user;
        INSERT INTO control.unit_member VALUES (session_user, '\(unit)', \(withChildren))
        """)
      let differing = try await column(
        """
        SELECT year || code
        FROM generate_series(2022, 2023) AS year
        CROSS JOIN (SELECT DISTINCT unit_code FROM reference.unit) AS unit (code)
        WHERE control.is_member_of(session_user, code, year) <> EXISTS (
            SELECT
            FROM control.own_units()
            WHERE (fiscal_year, unit_code) = (year, code)
          )
        """)
      #expect(differing == [], "\(unit) \(withChildren)")
    }
    await #expect(throws: PostgresError.self) {
      try await execute("INSERT INTO control.unit_member VALUES (session_user, '*', false)")
    }
  }
}
