import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// Functions that work with rights of others look for names where nobody else can put any.
@Suite(.database, .serialized)
struct SearchPathTests {
  @Test func everyFixedPathEndsInTemporaryObjects() async throws {
    try await setUpRoles()
    let loose = try await column(
      """
      SELECT oid::regprocedure::text
      FROM pg_proc
      CROSS JOIN LATERAL (
        SELECT max(setting) AS path
        FROM unnest(proconfig) AS setting
        WHERE setting LIKE 'search_path=%'
      ) AS fixed
      WHERE pronamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
        AND (
          path IS NOT NULL AND path <> 'search_path=pg_catalog, pg_temp'
          OR prosecdef AND path IS NULL
          OR prosecdef AND has_function_privilege('public', oid, 'EXECUTE')
        )
      """)
    #expect(loose == [])
    let definers = try await column("SELECT count(*) > 20 FROM pg_proc WHERE prosecdef")
    #expect(definers == ["t"])
    // Each of them has the rights of one role, which is no superuser.
    let owners = try await column(
      "SELECT DISTINCT proowner::regrole::text FROM pg_proc WHERE prosecdef")
    #expect(owners == ["huizong_owner"])
  }

  /// Functions, operators and tables that would be better matches than those of the system, where
  /// a careless session looks first. Whoever they work for becomes a superuser.
  private static let plant = """
    CREATE TABLE public.caught (name text, by text DEFAULT current_user);
    GRANT INSERT ON public.caught TO PUBLIC;
    CREATE FUNCTION public.now() RETURNS timestamptz LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO public.caught VALUES ('now'); RETURN pg_catalog.now(); END $$;
    CREATE FUNCTION public.sha256(bytea) RETURNS bytea LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO public.caught VALUES ('sha256'); RETURN pg_catalog.sha256($1); END $$;
    CREATE FUNCTION public.length(varchar) RETURNS integer LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO public.caught VALUES ('length'); RETURN 10; END $$;
    CREATE FUNCTION public.same(text, text) RETURNS boolean LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO public.caught VALUES ('='); RETURN true; END $$;
    CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = text, FUNCTION = public.same);
    CREATE FUNCTION public.below(integer, integer) RETURNS boolean LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO public.caught VALUES ('<'); RETURN true; END $$;
    CREATE OPERATOR public.< (LEFTARG = integer, RIGHTARG = integer, FUNCTION = public.below);
    CREATE FUNCTION public.pg_has_role(name, oid, text) RETURNS boolean LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO public.caught VALUES ('pg_has_role'); RETURN true; END $$;
    """

  private static let unplant = """
    DROP OPERATOR public.= (text, text);
    DROP OPERATOR public.< (integer, integer);
    DROP FUNCTION public.now(), public.sha256(bytea), public.length(varchar),
      public.same(text, text), public.below(integer, integer),
      public.pg_has_role(name, oid, text);
    DROP TABLE public.caught;
    """

  private static let disguises = """
    CREATE TEMPORARY TABLE pg_roles AS SELECT 'huizong_unit'::name AS rolname, 10::oid AS oid;
    CREATE TEMPORARY TABLE pg_proc (oid oid);
    CREATE TEMPORARY TABLE audit (audit_id bigint);
    """

  @Test func plantedNamesCatchNobody() async throws {
    try await HandWrittenDistrict.twoDepartments.file()
    try await runNight(nightRequest(isFull: true))
    try await setUpRoles()
    try await OwnSummary.hire([("huizong_test_caught", "999999", false)])
    let unit = try #require(
      try await column("SELECT min(unit_code) FROM summary.subject_year WHERE unit_code <> '*'")
        .first.flatMap(\.self))
    let calls = [
      ("huizong_admin", "SELECT control.request_rerun(2022, 'asked under attack')"),
      ("huizong_analyst", "SELECT count(*) FROM summary.explain(2022, '*', '*')"),
      ("huizong_analyst", "SELECT count(*) FROM summary.subject_year_as_of(1)"),
      ("huizong_test_caught", "SELECT count(*) FROM own_summary.subject_year"),
      ("huizong_test_caught", "SELECT count(*) FROM own_summary.anomaly"),
    ]
    let refused = [
      "SELECT count(*) FROM summary.explain(2022, '\(unit)', '*')",
      "SELECT control.answer_anomaly(1, 'accept', 'long enough')",
    ]
    try await execute(Self.plant)
    for (role, call) in calls {
      let seen = try await under(role, call)
      #expect(role != "huizong_test_caught" || seen == "0", "\(call) \(seen ?? "-")")
    }
    for call in refused {
      let error = await #expect(throws: PostgresError.self) {
        try await under("huizong_test_caught", call)
      }
      #expect(error?.isPermission == true, "\(call) \(error as Any)")
    }
    #expect(try await column("SELECT concat_ws(' ', name, by) FROM public.caught") == [])
    // The run's own session is one that looks there as well.
    try await execute("UPDATE intake.line SET actual = actual + 1")
    #expect(try await runNight().hasPublished)
    #expect(try await auditVerification().defects == [])
    #expect(try await column("SELECT concat_ws(' ', name, by) FROM public.caught") == [])
    try await execute(Self.unplant)
  }

  /// The first value of a query, asked by somebody whose session looks in `public` first, and who
  /// has made temporary tables that look like the system's where the role may.
  private func under(_ role: String, _ sql: String) async throws -> String? {
    let conninfo = TestDatabase.current.conninfo
    return try await onOwnThread {
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      let isAdmin = role == "huizong_admin"
      try connection.runScript(
        Statement(
          name: "log_in",
          sql: """
            SET SESSION AUTHORIZATION \(role);
            \(isAdmin ? Self.disguises : "")
            SET search_path = \(isAdmin ? "pg_temp, " : "")public, pg_catalog;
            """))
      return try connection.run(Statement(name: "attack", sql: sql, shape: .rows)).first?
        .optionalText(0)
    }
  }
}
