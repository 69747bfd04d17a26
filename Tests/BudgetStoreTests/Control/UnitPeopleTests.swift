import BudgetEngine
import BudgetTestSupport
import PostgresClient
import Testing

/// A unit's people see what makes the figures of their own units, of all that were below them when
/// they were published, and of nobody else.
@Suite(.database, .serialized)
struct UnitPeopleTests {
  private static let people = ["leaf", "group", "head"].map { "huizong_test_\($0)" }

  /// Two units below a group, and one that stands by itself, with somebody of each.
  private func publish() async throws {
    try await HandWrittenDistrict(
      units: "A,2000,,\nA1,2000,,A\nA2,2000,,A\nB,2000,,",
      submissions: """
        1,A1,2023,final_account,1,accepted,yuan
        2,A2,2023,final_account,1,accepted,yuan
        3,B,2023,final_account,1,accepted,yuan
        """,
      lines: """
        1,1,2010101,general,basic,,,10.00
        2,1,2010101,general,basic,,,20.00
        3,1,2010101,general,basic,,,40.00
        """
    ).file()
    try await runNight(nightRequest(isFull: true))
    try await setUpRoles()
    try await execute(
      """
      INSERT INTO control.unit_member (role_name, unit_code, with_children)
      VALUES
        ('huizong_test_leaf', 'A1', true), ('huizong_test_group', 'A', true),
        ('huizong_test_head', 'A', false);
      """)
    for person in Self.people {
      try await execute("CREATE ROLE \(person) IN ROLE huizong_unit")
    }
  }

  /// The units whose figures somebody may ask for: one by logging in, as by taking the role on.
  private func units(explainedBy person: String) async throws -> [String] {
    var units: [String] = []
    for unit in ["*", "A", "A1", "A2", "B"] {
      var count = 0
      for function in ["explain", "explain_lines"] {
        let sql = "SELECT sum(actual) > 0 FROM summary.\(function)(2023, '\(unit)', '*')"
        count += try await isAllowed { try await asked(by: person, sql) == "t" }
        count += try await isAllowed {
          try await execute("BEGIN; SET LOCAL ROLE \(person); \(sql); COMMIT;")
          return true
        }
      }
      #expect(count == 0 || count == 4, "\(person) \(unit): \(count)")
      if count > 0 { units.append(unit) }
    }
    return units
  }

  /// 1 where something is seen, 0 where it is refused.
  private func isAllowed(_ ask: () async throws -> Bool) async throws -> Int {
    do {
      #expect(try await ask())
      return 1
    } catch let error as PostgresError {
      #expect(error.isPermission, "\(error)")
      return 0
    }
  }

  @Test func explainTheirOwnFiguresOnly() async throws {
    try await publish()
    #expect(try await units(explainedBy: Self.people[0]) == ["A1"])
    #expect(try await units(explainedBy: Self.people[1]) == ["A", "A1", "A2"])
    #expect(try await units(explainedBy: Self.people[2]) == [])
    // One of the units has gone to somebody else since: the group's figure holds it still.
    try await execute("UPDATE reference.unit SET parent_code = 'B' WHERE unit_code = 'A2'")
    #expect(try await units(explainedBy: Self.people[1]) == ["A1"])
    for person in Self.people { try await execute("DROP ROLE \(person)") }
  }

  /// What they may call that works with rights of others.
  @Test func callNothingElse() async throws {
    try await setUpRoles()
    let callable = try await column(
      """
      SELECT oid::regprocedure::text
      FROM pg_proc
      WHERE pronamespace::regnamespace::text IN ('summary', 'control', 'store', 'own_summary')
        AND has_schema_privilege('huizong_unit', pronamespace, 'USAGE')
        AND has_function_privilege('huizong_unit', oid, 'EXECUTE')
        AND prosecdef
        AND prorettype <> 'trigger'::regtype
      ORDER BY 1
      """)
    #expect(
      callable == [
        "control.answer_anomaly(bigint,text,text,date,numeric,numeric)"
      ] + OwnSummary.views.map { "own_summary.\($0)_rows()" } + [
        "summary.explain(integer,text,text,text,text)",
        "summary.explain_lines(integer,text,text,text)",
      ])
    let views = try await column(
      """
      SELECT oid::regclass::text
      FROM pg_class
      WHERE relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
        AND relkind <> 'i'
        AND has_schema_privilege('huizong_unit', relnamespace, 'USAGE')
        AND has_any_column_privilege('huizong_unit', oid, 'SELECT, INSERT, UPDATE, REFERENCES')
      ORDER BY 1
      """)
    #expect(views == OwnSummary.views.map { "own_summary.\($0)" })
  }
}
