import BudgetStore
import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// `deploy/analysts/dictionary.md` says what the migrated database says.
@Suite(.database)
struct DictionaryTests {
  private static let path = checkout + "/deploy/analysts/dictionary.md"

  @Test func thePageIsWhatTheDatabaseSays() async throws {
    let conninfo = TestDatabase.current.conninfo
    let page = try await onOwnThread {
      try DictionaryPage.read(on: try Connection(ConnectionSettings(conninfo: conninfo))).text
    }
    if ProcessInfo.processInfo.environment["HUIZONG_RENEW"] == "1" {
      try Data(page.utf8).write(to: URL(filePath: Self.path))
    }
    let committed = try String(contentsOfFile: Self.path, encoding: .utf8)
    let differences = committed.split(separator: "\n", omittingEmptySubsequences: false)
      .difference(from: page.split(separator: "\n", omittingEmptySubsequences: false))
    #expect(differences.isEmpty, "HUIZONG_RENEW=1 swift test --filter DictionaryTests")
    #expect(!committed.contains("**?**"), "a relation, column or function without a comment")
    let names = try await column(
      """
      SELECT '### `' || relname || '`'
      FROM pg_class
      WHERE relnamespace IN (
          'summary'::regnamespace, 'intake'::regnamespace, 'reference'::regnamespace
        )
        AND relkind IN ('r', 'v', 'p')
      UNION ALL
      SELECT '| `' || attname || '` |'
      FROM pg_attribute
      WHERE attrelid IN ('summary.subject_year'::regclass, 'intake.line'::regclass)
        AND attnum > 0
      UNION ALL
      SELECT relname FROM pg_class WHERE relnamespace = 'summary_zh'::regnamespace
      """
    ).compactMap(\.self)
    #expect(names.count > 80)
    #expect(names.filter { !committed.contains($0) } == [])
  }
}
