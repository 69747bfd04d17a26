import BudgetTestSupport
import PostgresClient
import Testing

@testable import BudgetStore

/// A database with an audit of the former form goes on with it, and the old records stay proven.
@Suite(.database(.empty), .serialized)
struct AuditMigrationTests {
  @Test func oldRecordsStayInTheChain() async throws {
    try await migrate(Migrator(Migration.all.filter { $0.number < 38 }))
    for year in 2020...2022 {
      try await execute("SELECT control.request_rerun(\(year), 'asked before the upgrade')")
    }
    try await migrate(Migrator())
    try await execute("SELECT control.request_rerun(2023, 'asked after the upgrade')")
    #expect(try await auditVerification().defects == [])
    let forms = try await column(
      "SELECT concat_ws(' ', form, reason) FROM control.audit ORDER BY audit_id")
    #expect(forms == ["1", "1", "1", "2 asked after the upgrade"])
    let changes = [
      "SET detail = detail || '{\"fiscal_year\": 1999}'", "SET reason = 'for another reason'",
      "SET address = '192.0.2.1'", "SET form = 2",
    ]
    for change in changes {
      let found = try await verification(
        after: "UPDATE control.audit \(change) WHERE audit_id = 2;", as: nil)
      #expect(found.defects.first?.auditID == 2, "\(change)")
      #expect(Set(found.defects.map(\.kind)) == [.content], "\(change)")
    }
  }

  private func migrate(_ migrator: Migrator) async throws {
    let conninfo = TestDatabase.current.conninfo
    try await onOwnThread {
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      _ = try migrator.run(on: connection)
    }
  }
}
