import BudgetTestSupport
import Testing

/// Whoever opens the database with another tool finds meaning and unit of everything, in Chinese.
@Suite(.database)
struct CommentTests {
  @Test func everythingHasAChineseComment() async throws {
    let silent = try await column(
      """
      WITH described AS (
        SELECT nspname::text AS name, obj_description(oid, 'pg_namespace') AS comment, oid
        FROM pg_namespace
        WHERE nspname NOT LIKE 'pg\\_%'
          AND nspname NOT IN ('information_schema', 'public')
      )
      SELECT name
      FROM described
      WHERE comment !~ '[一-龥]' OR comment IS NULL
      UNION ALL
      SELECT class.oid::regclass || '.' || coalesce(attribute.attname, '')
      FROM pg_class AS class
      JOIN described ON described.oid = class.relnamespace
      LEFT JOIN pg_attribute AS attribute
        ON attribute.attrelid = class.oid
        AND attribute.attnum > 0
        AND NOT attribute.attisdropped
      WHERE class.relkind IN ('r', 'v', 'p')
        AND (
          coalesce(obj_description(class.oid, 'pg_class'), '') !~ '[一-龥]'
          OR coalesce(col_description(class.oid, attribute.attnum), '') !~ '[一-龥]'
        )
      UNION ALL
      SELECT function.oid::regprocedure::text
      FROM pg_proc AS function
      JOIN described ON described.oid = function.pronamespace
      WHERE coalesce(obj_description(function.oid, 'pg_proc'), '') !~ '[一-龥]'
      """)
    #expect(silent == [])
  }

  /// Programs read the keys of the document by what its comment says of them.
  @Test func theKeysOfEvidenceAreTold() async throws {
    let told = try await column(
      """
      SELECT col_description(attrelid, attnum)
      FROM pg_attribute
      WHERE attname = 'evidence'
        AND attrelid IN (
          'store.anomaly'::regclass, 'summary.anomaly'::regclass,
          'summary.anomaly_history'::regclass
        )
      """)
    #expect(told.count == 3)
    for key in ["label", "printed", "low", "high", "line_no", "measure", "figure"] {
      #expect(told.allSatisfy { $0?.contains(key) ?? false }, "\(key)")
    }
  }

  @Test func everyConstraintIsNamedByAPerson() async throws {
    // PostgreSQL's own names end in _check, _key, _fkey or _pkey.
    let unnamed = try await column(
      """
      SELECT conname
      FROM pg_constraint
      WHERE connamespace IN (
          'reference'::regnamespace, 'intake'::regnamespace, 'control'::regnamespace
        )
        AND conname ~ '_(check|key|fkey|pkey)[0-9]*$'
      """)
    #expect(unnamed == [])
  }
}
