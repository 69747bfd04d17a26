import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// `huizong audit` as people and jobs use it.
@Suite(.database, .serialized) struct AuditTests {
  private let conninfo = TestDatabase.current.conninfo
  private var database: [String] { ["--database", conninfo] }

  private func execute(_ sql: String) async throws {
    let conninfo = conninfo
    try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo))
        .runScript(Statement(name: "change", sql: sql))
    }
  }

  @Test func recordsAreListedAndVerified() async throws {
    let nothing = try await Program.run(["audit", "verify"] + database)
    #expect(nothing.status == 0)
    #expect(nothing.output.contains("审计链完整:0 条"), "\(nothing.output)")
    let folder = try Scratch()
    for command in [
      ["sample", "--units", "12", "--years", "2021-2023", folder.path],
      ["import", folder.path] + database,
    ] { #expect(try await Program.run(command).status == 0) }
    for year in ["2021", "2022", "2023"] {
      let asked = try await Program.run(
        ["rerun", year, "--reason", "=HYPERLINK(\"x\")\u{1B}[31m"] + database)
      #expect(asked.status == 0, "\(asked.messages)")
    }
    let listed = try await Program.run(["audit"] + database)
    #expect(listed.output.contains("申请重算"))
    #expect(listed.output.contains("\\u{1B}[31m"))
    let english = try await Program.run(["audit", "list", "--lang", "en"] + database)
    #expect(english.output.contains("request rerun"), "\(english.output)")
    let csv = try await Program.run(["audit", "--csv"] + database)
    #expect(csv.output.contains(",\"'=HYPERLINK("), "\(csv.output)")
    let rows =
      try await Program.run(
        ["audit", "list", "--json", "--action", "request_rerun"] + database
      ).document()["rows"] as? [[String: Any]]
    #expect(rows?.map { $0["audit_id"] as? Int } == [3, 2, 1])
    #expect((rows?.first?["detail"] as? [String: Any])?["fiscal_year"] as? Int == 2023)

    let whole = try await Program.run(["audit", "verify", "--json"] + database).document()
    #expect(whole["ok"] as? Bool == true)
    let digest = whole["last_digest"] as? String ?? ""
    let noted = ["--noted", "3:\(digest)"]
    #expect(try await Program.run(["audit", "verify"] + noted + database).status == 0)
    try await tamper(noted)
  }

  private func tamper(_ noted: [String]) async throws {
    try await execute(
      """
      ALTER TABLE control.audit DISABLE TRIGGER USER;
      UPDATE control.audit SET actor = 'somebody' WHERE audit_id = 2;
      DELETE FROM control.audit WHERE audit_id = 3;
      ALTER TABLE control.audit ENABLE TRIGGER USER;
      """)
    let broken = try await Program.run(["audit", "verify"] + noted + database)
    #expect(broken.status == 70)
    for line in ["第 2 条:内容与摘要不符", "第 3 条:链的末端不符", "第 3 条:没有这一条,或不是所记下的那一条"] {
      #expect(broken.output.contains(line), "\(broken.output)")
    }
    #expect(broken.messages.contains("审计链有 3 处不符"))
    let english = try await Program.run(["audit", "verify", "--lang", "en"] + database)
    #expect(english.output.contains("record 2: it is not what its digest says"))
    let document = try await Program.run(["audit", "verify", "--json"] + database).document()
    #expect(document["ok"] as? Bool == false)
    #expect(document["defect_count"] as? Int == 2)
  }
}
