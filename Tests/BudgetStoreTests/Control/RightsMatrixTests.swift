import BudgetTestSupport
import PostgresClient
import Testing

/// The rights in the catalogue, compared with the list, and what must never be among them.
@Suite(.database, .serialized)
struct RightsMatrixTests {
  /// One line an object: kind, name, and role by role what was granted; `*` with grant option.
  private func granted() async throws -> [String] {
    try await fileADistrict()
    try await setUpRoles()
    try await setUpRoles()
    return try await column(Self.catalogue).compactMap(\.self).sorted()
  }

  /// There is a volume to look at.
  private func fileADistrict() async throws {
    try await HandWrittenDistrict.twoDepartments.file()
    try await runNight(nightRequest(isFull: true))
  }

  @Test func everyRightIsListedAndNoOther() async throws {
    let granted = Set(try await granted())
    let listed = Set(RightsMatrix.lines)
    #expect(granted.subtracting(listed).sorted() == [], "granted and not listed")
    #expect(listed.subtracting(granted).sorted() == [], "listed and not granted")
    // A volume that is made after the roles gives the same rights.
    try await execute("UPDATE intake.line SET actual = actual + 1")
    try await runNight()
    #expect(Set(try await column(Self.catalogue).compactMap(\.self)) == granted)
  }

  /// What the list itself may not say, whatever anybody adds to it.
  @Test func whatMustNotBeIsNotListed() {
    func lines(_ prefix: String, granting words: String...) -> [String] {
      RightsMatrix.lines.filter { line in
        line.hasPrefix(prefix) && words.contains { line.contains($0) }
      }
    }
    let writing = ["INSERT", "UPDATE", "DELETE", "TRUNCATE"]
    for schema in ["intake.", "reference."] {
      for line in lines("table \(schema)", granting: "batch=") {
        #expect(line.hasSuffix("batch=SELECT"), "the run writes no input: \(line)")
      }
    }
    for place in ["table store.", "table volume_N.", "view "] {
      for word in writing {
        #expect(lines(place, granting: word) == [], "nobody changes what is published")
      }
    }
    for table in ["publication", "publication_year", "volume", "audit", "audit_head"] {
      #expect(lines("table control.\(table) ", granting: "UPDATE", "TRUNCATE") == [])
    }
    for table in ["audit", "audit_head", "anomaly_answer", "closed_year", "confirmation"] {
      #expect(lines("table control.\(table) ", granting: "DELETE", "TRUNCATE") == [])
    }
    #expect(lines("table control.", granting: "admin=INSERT") == [])
    #expect(lines("table ", granting: "unit=", "PUBLIC=") == [])
    #expect(lines("view ", granting: "PUBLIC=") == [])
    #expect(lines("view ", granting: "unit=").allSatisfy { $0.hasPrefix("view own_summary.") })
    #expect(lines("", granting: "TRIGGER", "REFERENCES", "*") == [])
    #expect(lines("schema", granting: "CREATE", "PUBLIC=") == [])
    #expect(lines("database", granting: "PUBLIC=") == [])
  }

  /// None of the roles can log in, has a right of the whole server or belongs to another.
  @Test func rolesAreRights() async throws {
    try await execute("GRANT CREATE ON SCHEMA public TO PUBLIC")
    try await setUpRoles()
    let creatable = try await column(
      "SELECT nspname FROM pg_namespace WHERE has_schema_privilege('huizong_unit', oid, 'CREATE')")
    #expect(creatable == [])
    let odd = try await column(
      """
      SELECT rolname
      FROM pg_roles
      WHERE rolname IN (
          'huizong_owner', 'huizong_batch', 'huizong_admin', 'huizong_analyst', 'huizong_unit'
        )
        AND (
          rolcanlogin OR rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls
          OR EXISTS (SELECT FROM pg_auth_members WHERE member = pg_roles.oid)
        )
      """)
    #expect(odd == [])
  }

  private static let catalogue = """
    WITH granted AS (
      SELECT 'database' AS kind, '-' AS name, datdba AS owner, acl.*
      FROM pg_database
      CROSS JOIN aclexplode(coalesce(datacl, acldefault('d', datdba))) AS acl
      WHERE datname = current_database()
      UNION ALL
      SELECT 'schema', nspname, nspowner, acl.*
      FROM pg_namespace
      CROSS JOIN aclexplode(coalesce(nspacl, acldefault('n', nspowner))) AS acl
      UNION ALL
      SELECT
        CASE relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' ELSE 'table' END,
        relnamespace::regnamespace || '.' || relname, relowner, acl.*
      FROM pg_class
      CROSS JOIN aclexplode(coalesce(relacl, acldefault(
        (CASE relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char", relowner))) AS acl
      WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      UNION ALL
      SELECT
        'column', relnamespace::regnamespace || '.' || relname || '.' || attname, relowner, acl.*
      FROM pg_attribute
      JOIN pg_class
        ON pg_class.oid = attrelid
      CROSS JOIN aclexplode(attacl) AS acl
      UNION ALL
      SELECT 'function', pronamespace::regnamespace || '.' || proname, proowner, acl.*
      FROM pg_proc
      CROSS JOIN aclexplode(coalesce(proacl, acldefault('f', proowner))) AS acl
    ), told AS (
      SELECT
        kind,
        regexp_replace(name, '^volume_[0-9]+', 'volume_N') AS name,
        CASE grantee
          WHEN 0 THEN 'PUBLIC'
          ELSE replace(grantee::regrole::text, 'huizong_', '')
        END AS who,
        string_agg(
          DISTINCT privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END, ','
          ORDER BY privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END
        ) AS privileges
      FROM granted
      WHERE grantee <> owner
        AND name !~ '^(pg_catalog|information_schema|pg_toast|public)'
      GROUP BY 1, 2, 3
    )
    SELECT kind || ' ' || name || ' ' || string_agg(who || '=' || privileges, ' ' ORDER BY who)
    FROM told
    GROUP BY kind, name
    """
}
