import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// `huizong close-year` and `reopen-year` between nights.
@Suite(.database, .serialized) struct ClosingTests {
  private let database = ["--database", TestDatabase.current.conninfo]

  @Test func aYearIsClosedAndOpenedAgain() async throws {
    let folder = try Scratch()
    for command in [
      ["sample", "--units", "12", "--years", "2022-2023", "--clean", folder.path],
      ["import", folder.path] + database, ["run"] + database,
    ] {
      let program = try await Program.run(command)
      #expect(program.status == 0, "\(program.messages)")
    }
    let reason = ["--reason", "决算已经人大批准"]
    let early = try await run(["reopen-year", "2022"] + reason)
    #expect(early.status == 64)
    #expect(early.messages.contains("没有结账"), "\(early.messages)")
    #expect(try await run(["close-year", "2030"] + reason).messages.contains("尚未发布"))

    let closed = try await run(["close-year", "2022"] + reason)
    #expect(closed.status == 0, "\(closed.messages)")
    #expect(closed.messages.contains("2022 年度已结账"))
    let again = try await run(["close-year", "2022", "--json"] + reason).document()
    #expect(closed.output == "\(again["closing_id"] as? Int ?? -1)\n")
    #expect(try await run(["run"]).output.contains("无变化"))
    try await showsStatus()
    try await refusesToRun()
    try await listsWhatCameLater(folder)

    #expect(try await run(["reopen-year", "2022", "--reason", "审计要求更正"]).status == 0)
    #expect(try await run(["run"]).status == 0)
    #expect(try await run(["anomalies", "--rule", "U090"]).output == "")
    let status = try await run(["status", "--json"]).document()
    #expect((status["closed_years"] as? [Any])?.isEmpty == true)
  }

  private func showsStatus() async throws {
    #expect(try await run(["status"]).output.contains("2022 年度已结账"))
    let english = try await run(["status", "--lang", "en"])
    #expect(english.output.contains("2022 is closed (publication"), "\(english.output)")
    let years = try await run(["status", "--json"]).document()["closed_years"] as? [[String: Any]]
    #expect(years?.map { $0["fiscal_year"] as? Int } == [2022])
    #expect(years?.first?["reason"] as? String == "决算已经人大批准")
  }

  private func refusesToRun() async throws {
    let run = try await run(["run", "--year", "2022"])
    #expect(run.status == 64)
    #expect(run.messages.contains("huizong reopen-year 2022"), "\(run.messages)")
    let rerun = try await self.run(["rerun", "2022", "--reason", "再算一次可以吗"])
    #expect(rerun.status == 64)
    #expect(rerun.messages.contains("reopen-year"), "\(rerun.messages)")
  }

  /// A unit hands in the same once more, and another one something else.
  private func listsWhatCameLater(_ folder: Scratch) async throws {
    #expect(try await run(["import", "--replace", folder.path]).status == 0)
    #expect(try await run(["run"]).output.contains("无变化"))
    let edit = Statement(
      name: "edit",
      sql: """
        UPDATE intake.line
        SET actual = actual + 100
        FROM intake.submission AS own
        WHERE own.submission_id = line.submission_id
          AND own.unit_code = '101002'
          AND own.fiscal_year = 2022
        """)
    let conninfo = TestDatabase.current.conninfo
    try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo)).runScript(edit)
    }
    #expect(try await run(["run"]).status == 0)
    let listed = try await run(["anomalies", "--rule", "U090", "--json"])
    let rows = try listed.document()["rows"] as? [[String: Any]]
    #expect(rows?.isEmpty == false, "\(listed.output)")
    #expect(rows?.allSatisfy { $0["unit_code"] as? String == "101002" } == true)
    let proof = try await run(["verify"])
    #expect(proof.status == 0, "\(proof.output)")
    #expect(proof.output.contains("逐项相符"), "\(proof.output)")
    #expect(proof.output.contains("(结账后)"), "\(proof.output)")
    let document = try await run(["verify", "--json"]).document()
    let newer = document["newer_submissions"] as? [[String: Any]]
    #expect(newer?.first?["after_closing"] as? Bool == true)
  }

  private func run(_ arguments: [String]) async throws -> Program {
    try await Program.run(arguments + database)
  }
}
