import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// A night from import files to tables, by the commands alone.
@Suite(.database, .serialized) struct NightTests {
  private let database = ["--database", TestDatabase.current.conninfo]

  @Test func nightIsToldTheSameInAllForms() async throws {
    let folder = try Scratch()
    try await succeed(["sample", "--units", "4", "--years", "2022-2023", folder.path])
    let check = try await run(["check"])
    #expect(check.status == 0, "\(check.output)")
    let imported = try await succeed(["import", folder.path] + database)
    #expect(imported.output.contains("line.csv"))
    #expect(imported.messages.contains("planted.csv"))
    let nothingYet = try await run(["summary"])
    #expect(nothingYet.status == 0)
    #expect(nothingYet.output == "")
    let unproved = try await run(["verify", "--json"])
    #expect(unproved.status == 0)
    #expect(try unproved.document()["publication_id"] is NSNull)

    let night = try await succeed(["run", "--json"] + database).document()
    #expect(night["schema"] as? String == "huizong.run/1")
    #expect(night["outcome"] as? String == "published")
    #expect(night["fiscal_years"] as? [Int] == [2022, 2023])
    #expect(night["stage_seconds"] is [String: Any])

    try await showsSummary()
    try await showsAnomalies()
    try await showsTheRest()
    try await showsRules(beside: folder)
    let again = try await succeed(["run"] + database)
    #expect(again.output.contains("无变化"))
    #expect(!again.output.contains("单元"), "what was not worked out is not told as zero")
    #expect(again.messages.contains("读取"), "a log line a stage")
    let upToDate = try await run(["run", "--json"]).document()
    #expect(upToDate["cell_count"] is NSNull)
    #expect(upToDate["anomaly_counts"] is NSNull)
    let before = try await run(["summary", "--csv"])
    try await servesRequests()
    #expect(try await run(["summary", "--csv"]).output == before.output)
    let proof = try await run(["verify", "--json"])
    #expect(proof.status == 0, "\(proof.messages)")
    #expect(try proof.document()["differences"] as? [String] == [])
    #expect(try await run(["verify", "--rotate"]).output.contains("逐项相符"))
    #expect(try await run(["verify", "--year", "2019"]).status == 64)
    try await tellsWhatIsWrong()
    try await goesBack()
  }

  /// Figures that nobody submitted end the command with 70, also on stderr, in lines that fit.
  private func tellsWhatIsWrong() async throws {
    let tampered = """
      DO $$
      DECLARE
        schema text := (
          SELECT 'volume_' || max(volume_id)
          FROM control.publication_year
          JOIN control.current_publication USING (publication_id)
        );
      BEGIN
        EXECUTE format('CREATE TABLE public.kept AS TABLE %I.anomaly', schema);
        EXECUTE format('DELETE FROM %I.anomaly', schema);
      END
      $$
      """
    try await change(tampered)
    let wrong = try await run(["verify"])
    #expect(wrong.status == 70)
    #expect(wrong.messages.contains("输入相同,却有"))
    #expect(wrong.output.split(separator: "\n").allSatisfy { $0.count < 160 })
    #expect(wrong.output.contains("整行"))
    #expect(wrong.output.contains("store.anomaly"))
    #expect(wrong.output.contains("  2023 "), "a place begins with its year")
    let document = try await run(["verify", "--json"])
    #expect(document.status == 70)
    #expect(try document.document()["ok"] as? Bool == false)
    try await change(
      tampered.replacingOccurrences(
        of: "'CREATE TABLE public.kept AS TABLE %I.anomaly'",
        with: "'INSERT INTO %I.anomaly TABLE public.kept'"
      ).replacingOccurrences(of: "'DELETE FROM %I.anomaly'", with: "'DROP TABLE public.kept'"))
    #expect(try await run(["verify"]).status == 0)
  }

  /// A wrong import is taken back, and what nobody keeps goes.
  private func goesBack() async throws {
    let before = try await run(["summary", "--csv"]).output
    let shown = try await run(["publications", "--json"]).document()["rows"] as? [[String: Any]]
    let id = shown?.first?["publication_id"] as? Int ?? -1
    #expect(shown?.first?["is_current"] as? Bool == true)
    try await change("UPDATE intake.line SET actual = 2 * actual WHERE actual IS NOT NULL")
    #expect(try await run(["run"]).status == 0)
    #expect(try await run(["summary", "--csv"]).output != before)
    let back = try await run(["rollback", "\(id)", "--reason", "误导入的决算已退回"])
    #expect(back.status == 0, "\(back.messages)")
    #expect(back.output == "\(id)\n")
    #expect(try await run(["summary", "--csv"]).output == before)
    #expect(try await run(["rollback", "999", "--reason", "没有这次发布"]).status == 64)
    let named = try await run(["gc", "--keep", "1", "--days", "0", "--dry-run"])
    let deleted = try await run(["gc", "--keep", "1", "--days", "0"])
    #expect(deleted.status == 0, "\(deleted.messages)")
    #expect(deleted.output == named.output)
    #expect(try await run(["summary", "--csv"]).output == before)
    #expect(try await run(["gc", "--json", "--days", "0"]).document()["publication_ids"] != nil)
  }

  private func showsSummary() async throws {
    let table = try await run(["summary"])
    #expect(table.output.hasPrefix("2023 年度  全区  全部资金  单位:万元\n"))
    #expect(!table.output.contains("\u{1B}"), "no colours in a file")
    let document = try await run(["summary", "--json"]).document()
    #expect(document["schema"] as? String == "huizong.summary/1")
    let rows = document["rows"] as? [[String: Any]] ?? []
    #expect(rows.first?["subject_code"] as? String == "*")
    let csv = try await run(["summary", "--csv"])
    let lines = csv.output.split(separator: "\r\n")
    #expect(lines.first?.hasPrefix("fiscal_year,unit_code,unit_name,subject_code") == true)
    #expect(lines.count == rows.count + 1)
    let below = try await run(["summary", "--subject", "201", "--csv"])
    let codes = below.output.split(separator: "\r\n").dropFirst().compactMap {
      $0.split(separator: ",", omittingEmptySubsequences: false).dropFirst(3).first
    }
    #expect(codes.first == "201")
    #expect(codes.dropFirst().allSatisfy { $0.hasPrefix("201") && $0.count == 5 })
    let years = ["--comparable", "--years", "2022-2023", "--subject", "201"]
    let restated = try await run(["summary"] + years)
    #expect(restated.output.contains("可比口径:2023 年度的科目和单位"), "\(restated.output)")
    #expect(document["fiscal_year"] as? Int == 2023)
    #expect(document["fiscal_years"] as? [Int] == [2023])
    let ofYears = try await run(["summary", "--json"] + years).document()
    #expect(ofYears["fiscal_year"] is NSNull)
    #expect(ofYears["fiscal_years"] as? [Int] == [2022, 2023])
    let overYears = ofYears["rows"] as? [[String: Any]]
    #expect(overYears?.map { $0["subject_code"] as? String } == ["201", "201"])
    #expect(overYears?.map { $0["fiscal_year"] as? Int } == [2022, 2023])
    #expect(overYears?.allSatisfy { $0["comparability"] as? String == "exact" } == true)
    #expect(overYears?.first?["prior_comparability"] is NSNull)
    #expect(overYears?.last?["prior_comparability"] as? String == "exact")
    #expect(overYears?.allSatisfy { $0["is_current"] as? Bool == true } == true)
  }

  private func showsAnomalies() async throws {
    let real = try await run(["anomalies", "--unit", "100001"])
    #expect(real.output.contains("[35.2"), "\(real.output)")
    let document = try await run(["anomalies", "--json", "--severity", "error"]).document()
    let rows = document["rows"] as? [[String: Any]] ?? []
    #expect(document["total"] as? Int == rows.count)
    #expect(rows.allSatisfy { $0["severity"] as? String == "error" })
    let evidence = rows.compactMap { $0["evidence"] as? [[String: Any]] }
    #expect(evidence.count == rows.count)
    let figures = evidence.flatMap { $0.compactMap { $0["figure"] as? String } }
    #expect(figures.contains("three_public.change_percent"))
    let sizes = rows.map { abs(($0["difference"] as? NSNumber)?.doubleValue ?? 0) }
    #expect(sizes == sizes.sorted(by: >))
    let limited = try await run(["anomalies", "--csv", "--limit", "1"])
    #expect(limited.output.split(separator: "\r\n").count == 2)
  }

  private func showsTheRest() async throws {
    for command in ["coverage", "status", "runs", "publications", "check"] {
      let people = try await run([command])
      #expect(people.status == 0, "\(people.messages)")
      #expect(!people.output.isEmpty)
      let programs = try await run([command, "--json"])
      #expect(try programs.document()["schema"] as? String == "huizong.\(command)/1")
    }
  }

  /// A wrong formula is told by `rules check`, and the list explains every rule.
  private func showsRules(beside folder: Scratch) async throws {
    let fine = try await run(["rules", "check"])
    #expect(fine.status == 0, "\(fine.output)")
    let list = try await run(["rules", "list"])
    #expect(list.output.contains("T010") && list.output.contains("“三公”经费等于"))
    let rows = try await run(["rules", "list", "--json"]).document()["rows"] as? [[String: Any]]
    #expect(rows?.contains { $0["origin"] as? String == "formula" } == true)
    let csv = try await run(["rules", "list", "--csv"])
    #expect(csv.output.split(separator: "\r\n").count == (rows?.count ?? 0) + 1)
    let explained = try await run(["rules", "explain", "G301", "--lang", "en"])
    #expect(explained.output.contains("three_public.actual = three_public.overseas.actual + "))
    #expect(try await run(["rules", "explain", "T010"]).output.contains("类=∑款=∑项"))
    #expect(try await run(["rules", "explain", "X999"]).status == 64)
    let own = try Scratch()
    try own.write(
      "formula_rule.csv",
      "rule_code,valid_from,title,severity,scope,formula\nB001,1990,试,error,*,三公.决算 =\n")
    try await succeed(["import", own.path] + database)
    let wrong = try await run(["rules", "check"])
    #expect(wrong.status == 65)
    #expect(wrong.output.contains("B001 1990 有误: 第1行第8字:应为科目、文字数或数字,而公式到此为止"))
    let document = try await run(["rules", "check", "--json"]).document()
    #expect(document["ok"] as? Bool == false)
    #expect((document["defects"] as? [[String: Any]])?.count == 1)
    try await mend()
  }

  /// Takes the wrong formula out again, so that the night's input is what it was.
  private func mend() async throws {
    try await change("DELETE FROM reference.formula_rule WHERE rule_code = 'B001'")
  }

  private func change(_ sql: String) async throws {
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    try await onOwnThread {
      try Connection(settings).runScript(Statement(name: "change", sql: sql))
    }
  }

  private func servesRequests() async throws {
    let asked = try await run(["rerun", "2023", "--reason", "退回的决算已更正", "--json"]).document()
    let twice = try await run(["rerun", "2023", "--reason", "再问一次,同一申请"])
    #expect(twice.output == "\(asked["request_id"] as? Int ?? -1)\n")
    #expect(try await run(["status"]).output.contains("退回的决算已更正"))
    #expect(try await run(["run", "--requested"]).status == 0)
    let idle = try await run(["run", "--requested"])
    #expect(idle.status == 0)
    #expect(idle.output + idle.messages == "")
  }

  private func run(_ arguments: [String]) async throws -> Program {
    try await Program.run(arguments + database)
  }

  @discardableResult
  private func succeed(_ arguments: [String]) async throws -> Program {
    let program = try await Program.run(arguments)
    #expect(program.status == 0, "\(program.messages)")
    return program
  }
}
