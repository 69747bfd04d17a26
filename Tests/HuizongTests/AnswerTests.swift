import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// Anomalies looked at and answered, by the commands alone.
@Suite(.database, .serialized) struct AnswerTests {
  private let conninfo = TestDatabase.current.conninfo
  private var database: [String] { ["--database", conninfo] }

  /// A district after its first night, and an anomaly of its real unit that states a figure.
  private func anomaly() async throws -> [String: Any] {
    if try await rows().isEmpty {
      let folder = try Scratch()
      for command in [
        ["sample", "--units", "4", "--years", "2022-2023", folder.path],
        ["import", folder.path] + database, ["run"] + database,
      ] {
        let program = try await Program.run(command)
        #expect(program.status == 0, "\(program.messages)")
      }
    }
    let stated = try await rows(["--unit", "100001"]).first {
      $0["stated"] is NSNumber && $0["status"] as? String == "new"
    }
    return try #require(stated)
  }

  private func rows(_ filter: [String] = []) async throws -> [[String: Any]] {
    let document = try await run(["anomalies", "--json"] + filter).document()
    return document["rows"] as? [[String: Any]] ?? []
  }

  private func run(_ arguments: [String]) async throws -> Program {
    try await Program.run(arguments + database)
  }

  @Test func acceptsAndShowsItInFull() async throws {
    let found = try await anomaly()
    let id = "\(found["anomaly_id"] as? Int ?? -1)"
    let accepted = try await run([
      "answer", id, "--accept", "已核对原始凭证", "--valid-until", "2999-12-31", "--low",
      "-900000000", "--json",
    ])
    #expect(accepted.status == 0, "\(accepted.messages)")
    let document = try accepted.document()
    #expect(document["schema"] as? String == "huizong.answer/1")
    #expect(document["anomaly_id"] as? Int == found["anomaly_id"] as? Int)
    #expect(document["answer_id"] is Int)

    let chosen = try await rows(["--status", "accepted"])
    #expect(chosen.map { "\($0["anomaly_id"] as? Int ?? 0)" } == [id])
    #expect((chosen.first?["answers"] as? [[String: Any]])?.first?["low"] as? Int == -900_000_000)
    let rest = try await rows(["--status", "new"])
    #expect(!rest.isEmpty && rest.allSatisfy { $0["status"] as? String == "new" })
    #expect(try await rows(["--cause", "rounding", "--status", "resolved"]).isEmpty)
    #expect(try await run(["anomalies"]).output.contains("已认可"))

    let page = try await run(["anomalies", id])
    let code = found["rule_code"] as? String ?? "-"
    let message = found["message"] as? String ?? "-"
    for part in [
      "#\(id)  ", "已认可", code, message, "所据各数", "规则依据", "首次出现", "财政认可",
      "已核对原始凭证", "≥ -900,000,000", "有效至 2999-12-31",
    ] { #expect(page.output.contains(part), "\(part) in \(page.output)") }
    let english = try await run(["anomalies", id, "--lang", "en"])
    for part in ["accepted", "Evidence", "First seen", "valid until 2999-12-31"] {
      #expect(english.output.contains(part), "\(part) in \(english.output)")
    }
    let long = try await run(["anomalies", "--unit", "100001", "--long"])
    #expect(long.output.components(separatedBy: "所据各数").count > 2)
  }

  @Test func refusesWithReasonAndExitCode() async throws {
    let found = try await anomaly()
    let id = "\(found["anomaly_id"] as? Int ?? -1)"
    func refusal(_ arguments: [String]) async throws -> (Int32, String?) {
      let program = try await run(["answer"] + arguments + ["--json"])
      let document = try program.document()
      #expect(document["schema"] as? String == "huizong.error/1")
      return (program.status, document["message"] as? String)
    }
    let unknown = try await refusal(["987654321", "--accept", "已核对凭证"])
    #expect(unknown == (64, "没有这个编号的异常"))
    let beside = try await refusal([id, "--accept", "已核对凭证", "--low", "900000000000"])
    #expect(beside == (64, "区间不含现在的填报数"))
    let past = try await refusal([id, "--accept", "已核对凭证", "--valid-until", "2020-01-01"])
    #expect(past == (64, "有效期末日已过"))
    let foreign = try await refusal([id, "--explain", "不是本单位的人"])
    #expect(foreign == (77, "只能说明本单位的异常"))

    try await join("100001")
    let own = try await refusal([id, "--accept", "本单位的人认可"])
    #expect(own == (77, "不得认可本单位的异常"))
    let explained = try await run(["answer", id, "--explain", "因政策调整", "--any-figure"])
    #expect(explained.status == 0, "\(explained.messages)")
    #expect(Int(explained.output.dropLast()) != nil)
    #expect(explained.messages.contains("已登记"))
  }

  private func join(_ unit: String) async throws {
    let conninfo = conninfo
    try await onOwnThread {
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      try connection.run(
        Statement(
          name: "join_unit",
          sql: "INSERT INTO control.unit_member (role_name, unit_code) VALUES (session_user, $1)"),
        [.text(unit)])
    }
  }
}
