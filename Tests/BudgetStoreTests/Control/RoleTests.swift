import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// `deploy/postgres/roles.sql`, run twice, and what each role may then do.
@Suite(.database, .serialized)
struct RoleTests {
  @Test(
    arguments: [
      ("huizong_analyst", "SELECT count(*) FROM reference.unit", true),
      ("huizong_analyst", "SELECT count(*) FROM intake.line", false),
      ("huizong_analyst", "SELECT control.request_rerun(2023, 'an analyst asks')", false),
      ("huizong_admin", "SELECT control.request_rerun(2023, 'an admin asks')", true),
      ("huizong_admin", "SELECT count(*) FROM control.audit", true),
      ("huizong_admin", "DELETE FROM control.audit", false),
      ("huizong_batch", "SELECT count(*) FROM intake.line", true),
      ("huizong_batch", "INSERT INTO control.audit (action) VALUES ('publish')", true),
      ("huizong_batch", "DELETE FROM intake.line", false),
      ("huizong_batch", "UPDATE control.publication SET digest = 'x'", false),
      ("huizong_unit", "SELECT count(*) FROM reference.unit", false),
    ])
  func aRoleMayDoItsWorkOnly(role: String, sql: String, isAllowed: Bool) async throws {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let roles = try String(contentsOfFile: "/\(root)/deploy/postgres/roles.sql", encoding: .utf8)
    try await execute(roles)
    try await execute(roles)
    do {
      try await execute("BEGIN; SET LOCAL ROLE \(role); \(sql); COMMIT;")
      #expect(isAllowed)
    } catch let error as PostgresError {
      #expect(!isAllowed && error.isPermission, "\(error)")
    }
  }
}
