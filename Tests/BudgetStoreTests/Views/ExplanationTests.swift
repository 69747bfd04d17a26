import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// What makes a cell adds up to it, whichever way it is divided.
@Suite(.database, .serialized)
struct ExplanationTests {
  @Test func everyReportedCellIsTheSumOfItsParts() async throws {
    try await ExplainedDistrict.publish()
    let whole = "cell.subject_code = '*' OR cell.unit_code ~ '^(G|[*])'"
    for function in [
      "explain(\(ExplainedDistrict.key))", "explain_lines(\(ExplainedDistrict.key))",
    ] {
      for (condition, rarity) in [("true", 23), (whole, 5)] {
        let different = try await ExplainedDistrict.cells(
          of: "subject_year", where: condition, oneIn: rarity, thatDifferFrom: function)
        #expect(different == [], "\(function)")
      }
    }
    for way in ["subject", "fund", "line"] {
      let function = "explain(\(ExplainedDistrict.key), '\(way)')"
      #expect(
        try await ExplainedDistrict.cells(of: "subject_year", oneIn: 31, thatDifferFrom: function)
          == [], "\(way)")
    }
    #expect(
      try await ExplainedDistrict.cells(
        of: "subject_year", where: "cell.unit_code ~ '^(G|[*])'", oneIn: 7,
        thatDifferFrom: "explain(\(ExplainedDistrict.key), 'unit')") == [])
    try await everyComparableCellIsTheSumOfItsParts()
  }

  private func everyComparableCellIsTheSumOfItsParts() async throws {
    let view = "comparable_subject_year"
    #expect(
      try await ExplainedDistrict.cells(
        of: view, oneIn: 11, thatDifferFrom: "explain_comparable(\(ExplainedDistrict.key))") == [])
    #expect(
      try await ExplainedDistrict.cells(
        of: view, where: "cell.unit_code IN ('U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', '*')",
        oneIn: 2, thatDifferFrom: "explain_comparable(\(ExplainedDistrict.key))") == [])
    for way in ["subject", "fund"] {
      #expect(
        try await ExplainedDistrict.cells(
          of: view, oneIn: 31,
          thatDifferFrom: "explain_comparable(\(ExplainedDistrict.key), '\(way)')") == [],
        "\(way)")
    }
    // A volume of before the shares were recorded says so, and adds up all the same.
    try await execute("DELETE FROM store.code_route; DELETE FROM store.unit_route")
    let unrecorded = try await rows(
      "bool_or(part.part = 'unrecorded'), bool_and(part.actual = cell.actual)",
      from: """
        summary.comparable_subject_year AS cell
        CROSS JOIN LATERAL (
          SELECT max(made.part) AS part, sum(made.actual) AS actual
          FROM summary.explain_comparable(\(ExplainedDistrict.key)) AS made
        ) AS part
        """,
      where: "unit_code ~ '^U[1-7]$' AND subject_level = 0 AND cell.actual IS NOT NULL")
    #expect(unrecorded == ["true true"])
  }

  /// Units whose tables are thrown with dice, from codes of all levels and texts that are none.
  private static let tables = """
    INSERT INTO reference.subject_alias (alias, code, valid_from)
    VALUES ('人大会议', '2010104', 2020), ('住房', '2210201', 2022);
    INSERT INTO reference.unit (unit_code, valid_from, name)
    SELECT 'M' || number, 2000, 'M' || number
    FROM generate_series(1, 120) AS number;
    INSERT INTO intake.submission (
      submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit
    )
    SELECT
      row_number() OVER (ORDER BY number, kind), 'M' || number, 2023, kind, 1, 'accepted',
      (ARRAY['yuan', 'thousand_yuan', 'wan_yuan', 'yi_yuan'])[1 + number % 4]
    FROM generate_series(1, 120) AS number
    CROSS JOIN unnest(ARRAY['budget', 'final_account', 'self_evaluation']) AS kind
    WHERE abs(hashtext(number || kind)) % 2 = 0;
    INSERT INTO intake.line (
      submission_id, line_no, section, functional_code, printed_name, fund_type,
      expenditure_kind, form, initial_budget, final_budget, actual
    )
    SELECT
      submission_id,
      line_no,
      'functional',
      (ARRAY[
        '*', '?', '201', '20101', '2010101', '2010102', '20102', '2010', '20101012', '2010101x',
        '206', NULL, NULL, '0201', '20x'
      ])[1 + abs(hashtext('code' || place)) % 15],
      (ARRAY['人大会议', '住房', '其他名称', '*', NULL])[1 + abs(hashtext('name' || place)) % 5],
      (ARRAY[NULL, NULL, 'general', 'fund'])[1 + abs(hashtext('fund' || place)) % 4],
      (ARRAY[NULL, NULL, 'basic', 'project'])[1 + abs(hashtext('kind' || place)) % 4],
      (ARRAY[NULL, NULL, NULL, 'T5'])[1 + abs(hashtext('form' || place)) % 4],
      CASE WHEN abs(hashtext('initial' || place)) % 3 > 0
        THEN abs(hashtext('i' || place)) % 1000 * 0.01 END,
      CASE WHEN abs(hashtext('final' || place)) % 3 > 0
        THEN abs(hashtext('f' || place)) % 1000 * 0.0001 END,
      CASE WHEN abs(hashtext('actual' || place)) % 3 > 0
        THEN abs(hashtext('a' || place)) % 1000 * 0.01 END
    FROM intake.submission
    CROSS JOIN generate_series(1, 9) AS line_no
    CROSS JOIN LATERAL (SELECT submission_id || '/' || line_no AS place) AS at;
    """

  /// Tables with totals at every level, open funds and kinds, names and texts that are no codes:
  /// what counts by SQL is what counts by the program.
  @Test func theSameLinesCount() async throws {
    try await clearDistrict()
    try await execute(Self.tables)
    try await runNight(nightRequest(isFull: true))
    #expect(
      try await ExplainedDistrict.cells(
        of: "subject_year", oneIn: 1, thatDifferFrom: "explain_lines(\(ExplainedDistrict.key))")
        == [])
    let roles = try await column(
      """
      SELECT DISTINCT role
      FROM summary.explain_lines(2023, '*', '*')
      ORDER BY 1
      """)
    #expect(roles == ["counted", "left_out", "part", "total"])
    let counts = try await column(
      """
      SELECT count(*) FILTER (WHERE role = 'counted') - (
        SELECT line_count
        FROM summary.subject_year
        WHERE unit_code = '*'
          AND subject_code = '*'
          AND fund_type = '*'
      )
      FROM summary.explain_lines(2023, '*', '*')
      """)
    #expect(counts == ["0"])
  }

  /// What changed after the publication is a row of its own, and a newer revision is told.
  @Test func saysWhatChangedSince() async throws {
    let district = HandWrittenDistrict(
      units: """
        A,2000,,
        A1,2000,,A
        """,
      submissions: """
        1,A1,2023,final_account,1,accepted,yuan
        """,
      lines: """
        1,1,*,,,,,30.00
        1,2,2010101,general,basic,,,10.00
        1,3,2010102,general,basic,,,20.00
        """)
    try await district.file()
    try await runNight(nightRequest(isFull: true))
    let parts = "part, part_subject, line_no, role, actual, is_superseded"
    let lines = "summary.explain_lines(2023, 'A', '201')"
    #expect(
      try await rows(parts, from: lines) == [
        "line 2010101 2 counted 10.00 false", "line 2010102 3 counted 20.00 false",
      ])
    try await execute(
      """
      UPDATE intake.line
      SET actual = 12
      WHERE line_no = 2;
      INSERT INTO intake.submission (
        submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit
      )
      VALUES (2, 'A1', 2023, 'final_account', 2, 'submitted', 'yuan')
      """)
    #expect(
      try await rows(parts, from: lines) == [
        "line 2010101 2 counted 12.00 true", "line 2010102 3 counted 20.00 true",
        "newer_input 201 - - -2.00 -",
      ])
    #expect(
      try await rows("part, part_unit, actual", from: "summary.explain(2023, 'A', '201')") == [
        "unit A1 30.00"
      ])
    #expect(try await rows("part", from: "summary.explain(2023, 'A', '999')") == [])
  }

  /// What had money a year ago only has a cell of zero: nothing makes it, and that adds up.
  @Test func nothingMakesWhatIsGone() async throws {
    let district = HandWrittenDistrict(
      units: "A,2000,,",
      submissions: """
        1,A,2022,final_account,1,accepted,yuan
        2,A,2023,final_account,1,accepted,yuan
        """,
      lines: """
        1,1,2010101,general,basic,,,10.00
        2,1,2050101,general,basic,,,10.00
        """)
    try await district.file()
    try await runNight(nightRequest(isFull: true))
    let conninfo = TestDatabase.current.conninfo
    for way in [ExplanationRequest.Way.parts(along: nil), .lines, .comparable(along: nil)] {
      let explanation = try await onOwnThread {
        try ExplanationReader.explanation(
          ExplanationRequest(
            fiscalYear: 2023, unitCode: "A", subjectCode: "2010101", fundType: "*", way: way),
          on: try Connection(ConnectionSettings(conninfo: conninfo)))
      }
      #expect(explanation?.parts.isEmpty == true, "\(way)")
      #expect(explanation?.sum.actual == "0.00")
      #expect(explanation?.published.actual == "0.00")
    }
  }
}
