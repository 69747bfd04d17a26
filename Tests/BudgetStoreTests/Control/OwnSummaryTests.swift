import BudgetTestSupport
import PostgresClient
import SampleDistrict
import Testing

/// What people of five units read, each everything that the catalogue lets them.
@Suite(.database, .serialized)
struct OwnSummaryTests {
  /// A sample district with all that is planted in it, published, and somebody of each of five
  /// units that have anomalies.
  private func publish() async throws -> [(person: String, unit: String)] {
    let isPublished = try await column("SELECT 1 FROM control.publication LIMIT 1") != []
    if !isPublished {
      try await fileSample(SampleOptions(unitCount: 30, years: 2022...2023))
      try await runNight(nightRequest(isFull: true))
      try await setUpRoles()
    }
    let units = try await column(
      """
      SELECT unit_code
      FROM summary.anomaly
      JOIN (
        SELECT unit_code
        FROM reference.unit
        EXCEPT
        SELECT parent_code
        FROM reference.unit
      ) AS leaf USING (unit_code)
      GROUP BY unit_code
      ORDER BY count(*) DESC, unit_code
      LIMIT 5
      """
    ).compactMap(\.self)
    let people = units.enumerated().map { ("huizong_test_own\($0)", $1) }
    try await OwnSummary.hire(people.map { (name: $0.0, unit: $0.1, withChildren: false) })
    return people
  }

  @Test func fiveUnitsSeeAllTheirRowsAndNoOthers() async throws {
    let people = try await publish()
    #expect(people.count == 5)
    var seenCount = 0
    for (person, unit) in people {
      for view in OwnSummary.unitViews {
        let own = try await OwnSummary.rows("SELECT * FROM own_summary.\(view)", seenBy: person)
        let foreign = try await OwnSummary.rows(
          "SELECT * FROM own_summary.\(view) WHERE unit_code IS DISTINCT FROM '\(unit)'",
          seenBy: person)
        #expect(foreign == [], "\(unit) \(view)")
        let published = try await OwnSummary.rows(
          "SELECT * FROM summary.\(view) WHERE unit_code = '\(unit)'"
            + (view == "anomaly" ? " AND rule_code NOT IN ('N020', 'P010', 'U080')" : ""))
        let told =
          view == "anomaly"
          ? own.filter { !$0.contains(/"rule_code": "(N020|P010|U080)"/) } : own
        #expect(told == published, "\(unit) \(view)")
        seenCount += own.count
      }
      try await expectNoWordOfOthers(person, unit)
    }
    #expect(seenCount > 200, "\(seenCount)")
  }

  /// Names of other units do not stand in what anomalies say either.
  private func expectNoWordOfOthers(_ person: String, _ unit: String) async throws {
    let texts = try await OwnSummary.rows(
      "SELECT message, evidence, suggestion FROM own_summary.anomaly WHERE rule_code <> 'N010'",
      seenBy: person
    ).joined(separator: "\n")
    let others = try await column(
      """
      SELECT unit_code
      FROM reference.unit
      WHERE unit_code <> $1
      UNION
      SELECT name
      FROM reference.unit
      WHERE unit_code <> $1
        AND name NOT IN (SELECT name FROM reference.unit WHERE unit_code = $1)
      """, [.text(unit)]
    ).compactMap(\.self)
    let named = others.filter { other in
      texts.ranges(of: other).contains { range in
        let around = [
          texts[..<range.lowerBound].last, texts[range.upperBound...].first,
        ]
        return !around.contains { $0.map { $0.isNumber || ".,".contains($0) } ?? false }
      }
    }
    #expect(named == [], "\(unit)")
  }

  @Test func everyRelationTheyMayReadIsOneOfTheViews() async throws {
    try await setUpRoles()
    let plain = try await column(
      """
      SELECT class.oid::regclass::text
      FROM pg_class AS class
      WHERE class.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND class.relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
        AND has_schema_privilege('huizong_unit', class.relnamespace, 'USAGE')
        AND has_any_column_privilege('huizong_unit', class.oid, 'SELECT')
        AND (
          class.relkind <> 'v'
          OR NOT coalesce(class.reloptions, '{}') @> '{security_invoker=true}'
          OR pg_get_viewdef(class.oid)
            !~ 'FROM own_summary\\.[a-z_]+_rows\\(\\) [a-z_]+\\([^()]*\\);$'
        )
      """)
    #expect(plain == [])
    // Nobody's row security is got round by a view that works with its owner's rights.
    let aroundRowSecurity = try await column(
      """
      SELECT class.oid::regclass::text
      FROM pg_class AS class
      JOIN pg_rewrite
        ON ev_class = class.oid
      JOIN pg_depend AS depend
        ON depend.classid = 'pg_rewrite'::regclass
        AND depend.objid = pg_rewrite.oid
        AND depend.refclassid = 'pg_class'::regclass
      JOIN pg_class AS secured
        ON secured.oid = depend.refobjid
        AND secured.relrowsecurity
      WHERE class.relkind IN ('v', 'm')
        AND NOT coalesce(class.reloptions, '{}') @> '{security_invoker=true}'
      """)
    #expect(aroundRowSecurity == [])
  }

  /// A plan says nothing of what was left out: the functions are closed to the planner.
  @Test func plansTellNothing() async throws {
    let (person, _) = try #require(try await publish().first)
    for view in OwnSummary.views {
      let conninfo = TestDatabase.current.conninfo
      let plan = try await onOwnThread {
        let connection = try Connection(ConnectionSettings(conninfo: conninfo))
        try connection.runScript(
          Statement(name: "log_in", sql: "SET SESSION AUTHORIZATION \(person)"))
        return try connection.run(
          Statement(
            name: "explain", sql: "EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM own_summary.\(view)",
            shape: .rows)
        ).map { try $0.text(0) }
      }
      #expect(plan.first?.contains("Function Scan on own_summary.\(view)_rows") == true)
      #expect(!plan.contains { $0.contains("Filter") || $0.contains("store.") }, "\(plan)")
    }
  }

  /// An anomaly of another unit and one that does not exist are refused in the same words.
  @Test func refusalsTellNothing() async throws {
    let (person, unit) = try #require(try await publish().first)
    let foreign = try #require(
      try await column(
        "SELECT anomaly_id FROM summary.anomaly WHERE unit_code <> $1 LIMIT 1", [.text(unit)]
      ).first.flatMap(\.self))
    var said: Set<String> = []
    for id in [foreign, "987654321"] {
      for kind in ["explain", "accept"] {
        let error = await #expect(throws: PostgresError.self) {
          try await asked(
            by: person, "SELECT control.answer_anomaly(\(id), '\(kind)', '已与原表核对')")
        }
        #expect(error?.sqlState == "42501")
        said.insert("\(kind) \(error?.message.replacing(id, with: "N") ?? "")")
      }
    }
    #expect(said.count == 2, "\(said)")
    for sql in [
      "SELECT * FROM summary.subject_year_as_of(1)", "SELECT * FROM summary.anomaly_as_of(1)",
      "SELECT * FROM summary.changes(1, 1)", "SELECT * FROM summary.subject_year",
      "SELECT * FROM summary.explain_comparable(2023, '\(unit)', '*')",
      "SELECT * FROM control.own_units()", "SELECT control.is_member_of('x', '\(unit)', 2023)",
      "SELECT * FROM control.unit_member", "SELECT pg_try_advisory_lock(1215654266, 1)",
      "SELECT pg_advisory_xact_lock(1)",
    ] {
      let error = await #expect(throws: PostgresError.self) { try await asked(by: person, sql) }
      #expect(error?.isPermission == true, "\(sql) \(error as Any)")
    }
  }
}
