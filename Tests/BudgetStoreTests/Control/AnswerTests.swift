import BudgetTestSupport
import PostgresClient
import Testing

/// Who may say what about which anomaly, as people who have logged in.
@Suite(.database, .serialized)
struct AnswerTests {
  /// Members of A1; of A with its units; of A alone; an administrator, one who belongs to B, and
  /// an analyst.
  private func file() async throws {
    try await setUpRoles()
    try await AnsweredDistrict(
      totals: [
        "A1 2023": "160.00", "A2 2023": "160.00", "A3 2022": "160.00", "A3 2023": "160.00",
      ]
    ).file()
    try await execute(
      """
      DO $$
      DECLARE
        person text[];
      BEGIN
        FOREACH person SLICE 1 IN ARRAY ARRAY[
          ['asked_zhang', 'unit'], ['asked_li', 'unit'], ['asked_wang', 'unit'],
          ['asked_chen', 'admin'], ['asked_zhou', 'admin'], ['asked_wu', 'analyst']
        ] LOOP
          IF to_regrole(person[1]) IS NULL THEN
            EXECUTE format('CREATE ROLE %I LOGIN IN ROLE %I', person[1], 'huizong_' || person[2]);
          END IF;
        END LOOP;
      END
      $$;
      INSERT INTO control.unit_member (role_name, unit_code, with_children)
      VALUES ('asked_zhang', 'A1', false), ('asked_li', 'A', true), ('asked_wang', 'A', false),
        ('asked_zhou', 'B', true)
      ON CONFLICT DO NOTHING
      """)
    try await runNight(nightRequest(isFull: true))
  }

  private func answer(_ role: String, _ kind: String, _ place: String, _ rest: String = "")
    async throws -> PostgresError?
  {
    let id = try await AnsweredDistrict.anomaly(at: place)
    do {
      _ = try await asked(
        by: role, "SELECT control.answer_anomaly(\(id), '\(kind)', '已与原表核对'\(rest))")
      return nil
    } catch let error as PostgresError {
      return error
    }
  }

  @Test func unitsExplainTheirOwnAndAdministratorsAcceptOthers() async throws {
    try await file()
    let cases: [(role: String, kind: String, place: String, refusal: String?)] = [
      ("asked_zhang", "explain", "A1 2023", nil),
      ("asked_zhang", "explain", "A2 2023", "units_explain_their_own"),
      ("asked_zhang", "accept", "A1 2023", "administrators_accept"),
      ("asked_li", "explain", "A2 2023", nil),
      ("asked_li", "explain", "A3 2022", nil),
      ("asked_li", "explain", "A3 2023", "units_explain_their_own"),
      ("asked_wang", "explain", "A1 2023", "units_explain_their_own"),
      ("asked_chen", "explain", "A1 2023", "units_explain_their_own"),
      ("asked_chen", "accept", "A3 2023", nil),
      ("asked_zhou", "accept", "A1 2023", nil),
      ("asked_zhou", "accept", "A3 2022", nil),
      ("asked_zhou", "accept", "A3 2023", "nobody_accepts_their_own"),
    ]
    for (role, kind, place, refusal) in cases {
      let error = try await answer(role, kind, place)
      #expect(error?.place.constraint == refusal, "\(role) \(kind) \(place): \(error as Any)")
      #expect(error?.sqlState == (refusal == nil ? nil : "42501"))
    }
    let statuses = try await rows(
      "unit_code, fiscal_year, status", from: "summary.anomaly", where: "rule_code = 'T010'")
    #expect(
      statuses == [
        "A1 2023 accepted", "A2 2023 explained", "A3 2022 accepted", "A3 2023 accepted",
      ])
    let refused = try await answer("asked_wu", "accept", "A1 2023")
    #expect(refused?.isPermission == true && refused?.place.constraint == nil)
  }

  @Test func everyAnswerAndMembershipIsAudited() async throws {
    try await file()
    #expect(try await answer("asked_zhang", "explain", "A1 2023", ", NULL, 100, 200") == nil)
    let trace = try await column(
      """
      SELECT concat_ws(
        ' ', actor, detail ->> 'kind', detail ->> 'text', detail ->> 'low', detail ->> 'high',
        detail ->> 'stated', detail ->> 'rule_version'
      )
      FROM control.audit
      WHERE action = 'answer_anomaly'
      ORDER BY audit_id DESC
      LIMIT 1
      """)
    #expect(trace == ["asked_zhang explain 已与原表核对 100 200 160.0000 1"])
    let filed = try await rows(
      "answered_by", from: "control.anomaly_answer",
      where: "answer_id = (SELECT max(answer_id) FROM control.anomaly_answer)")
    #expect(filed == ["asked_zhang"])

    // Who leaves a unit to accept its anomalies is seen.
    _ = try await asked(
      by: "asked_zhou",
      "DELETE FROM control.unit_member WHERE role_name = 'asked_zhou' RETURNING unit_code")
    let change = try await column(
      """
      SELECT concat_ws(' ', actor, action, detail #>> '{old,unit_code}', detail ->> 'new')
      FROM control.audit
      ORDER BY audit_id DESC
      LIMIT 1
      """)
    #expect(change == ["asked_zhou change_unit_member B"])
  }

  @Test(
    arguments: [
      (", control.today() - 1", "answer_is_valid_today"),
      (", NULL, 161", "interval_holds_the_stated_figure"),
      (", NULL, NULL, 159.99", "interval_holds_the_stated_figure"),
      (", NULL, 100, 'NaN'", "interval_holds_the_stated_figure"),
    ])
  func anAnswerMustHoldNow(rest: String, refusal: String) async throws {
    try await file()
    let error = try await answer("asked_li", "explain", "A1 2023", rest)
    #expect(error?.place.constraint == refusal)
    #expect(error?.sqlState == "22023")
  }

  @Test func anAnswerNamesAnAnomalyAndSaysSomething() async throws {
    try await file()
    let id = try await AnsweredDistrict.anomaly(at: "A1 2023")
    let missing = try await column(
      "SELECT anomaly_id FROM summary.anomaly WHERE rule_code = 'U020' AND unit_code = 'A1'"
        + " UNION ALL SELECT anomaly_id FROM summary.anomaly WHERE stated IS NULL LIMIT 1"
    ).first.flatMap(\.self)
    let cases = [
      ("-1, 'accept', 'long enough'", "anomaly_is_known"),
      ("-1, 'explain', 'long enough'", "units_explain_their_own"),
      ("\(id), 'shrug', 'long enough'", "answer_kind_is_known"),
      ("\(id), NULL, 'long enough'", "answer_kind_is_known"),
      ("\(id), 'explain', ' so  '", "answer_says_something"),
      ("\(id), 'explain', NULL", "answer_says_something"),
      ("\(missing ?? "-"), 'accept', 'long enough', NULL, 1", "interval_needs_a_figure"),
    ]
    for (arguments, refusal) in cases {
      let role = arguments.contains("accept") ? "asked_chen" : "asked_li"
      let error = await #expect(throws: PostgresError.self) {
        try await asked(by: role, "SELECT control.answer_anomaly(\(arguments))")
      }
      #expect(error?.place.constraint == refusal, "\(arguments)")
    }
    try await AnsweredDistrict.reprint("150.00", at: "A1 2023")
    let error = try await answer("asked_li", "explain", "A1 2023")
    #expect(error?.place.constraint == "answered_anomaly_is_current")
  }

  @Test func anOpenIntervalHoldsWhateverComes() async throws {
    try await file()
    #expect(try await answer("asked_li", "explain", "A2 2023", ", NULL, '-Infinity'") == nil)
    try await AnsweredDistrict.reprint("99999.00", at: "A2 2023")
    let id = try await AnsweredDistrict.anomaly(at: "A2 2023")
    #expect(try await AnsweredDistrict.state(of: id).first?.hasPrefix("explained") == true)
  }

  @Test func whatWasSaidCannotBeUnsaid() async throws {
    try await file()
    #expect(try await answer("asked_li", "explain", "A1 2023") == nil)
    for change in [
      "UPDATE control.anomaly_answer SET text = 'something else'",
      "DELETE FROM control.anomaly_answer", "TRUNCATE control.anomaly_answer",
    ] {
      await #expect(throws: PostgresError.self) { try await execute(change) }
    }
  }
}
