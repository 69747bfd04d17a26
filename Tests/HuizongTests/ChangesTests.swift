import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// `huizong changes` between two nights.
@Suite(.database, .serialized) struct ChangesTests {
  private let database = ["--database", TestDatabase.current.conninfo]

  @Test func changesAreListedByCause() async throws {
    let folder = try Scratch()
    let none = try await changes(["1"])
    #expect(none.status == 64, "\(none.messages)")
    #expect(none.messages.contains("尚无发布"), "\(none.messages)")
    for command in [
      ["sample", "--units", "12", "--years", "2022-2023", "--clean", folder.path],
      ["import", folder.path] + database, ["run"] + database,
    ] {
      let program = try await Program.run(command)
      #expect(program.status == 0, "\(program.messages)")
    }
    let id = try #require(try await current())
    let same = try await changes([String(id)])
    #expect(same.status == 0)
    #expect(same.output == "")
    #expect(same.messages.contains("没有符合条件的变动"), "\(same.messages)")
    try await revise()
    let later = try #require(try await current())
    try await showsTables(id, later)
    try await addsUpForPrograms(id, later)
    try await refusesWhatIsNotKept(id, later)
  }

  private func current() async throws -> Int64? {
    let document = try await Program.run(["publications", "--json"] + database).document()
    let rows = document["rows"] as? [[String: Any]]
    return (rows?.first?["publication_id"] as? NSNumber)?.int64Value
  }

  /// One unit of 2022 withdraws its account, another one spends 100 more on each line.
  private func revise() async throws {
    let edit = Statement(
      name: "edit",
      sql: """
        UPDATE intake.submission
        SET status = 'withdrawn'
        WHERE unit_code = '101001'
          AND fiscal_year = 2022;
        UPDATE intake.line
        SET actual = actual + 100
        FROM intake.submission AS own
        WHERE own.submission_id = line.submission_id
          AND own.unit_code = '101002'
          AND own.fiscal_year = 2022;
        """)
    let conninfo = TestDatabase.current.conninfo
    try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo)).runScript(edit)
    }
    let program = try await Program.run(["run"] + database)
    #expect(program.status == 0, "\(program.messages)")
  }

  private func showsTables(_ id: Int64, _ later: Int64) async throws {
    let all = try await changes([String(id)])
    #expect(all.output.hasPrefix("从发布 \(id)("), "\(all.output)")
    #expect(all.output.contains("到发布 \(later)("))
    #expect(all.output.contains("撤回") && all.output.contains("改报"), "\(all.output)")
    #expect(all.output.contains("全区 全部科目"))
    #expect(all.messages.contains("个数有变动,显示 40 个"), "\(all.messages)")
    let unit = try await changes(
      [String(id), "current", "--unit", "101001", "--level", "类", "--lang", "en", "--in", "wan"])
    #expect(unit.output.contains("withdrawn"), "\(unit.output)")
    #expect(!unit.output.contains("revised"))
    #expect(unit.output.contains("Unit: 10,000 yuan"))
    let cause = try await changes([String(id), "--cause", "late_unit"])
    #expect(cause.output == "")
    // Both are of today: the figures before are not yet the day's last.
    let today = try await changes([String(id), "2999-12-31", "--limit", "1"])
    #expect(today.output.contains("到发布 \(later)("), "\(today.output)")
  }

  private func addsUpForPrograms(_ id: Int64, _ later: Int64) async throws {
    let arguments = [String(id), String(later), "--unit", "*", "--year", "2022"]
    for flags in [[], ["--comparable"]] {
      let document = try await changes(arguments + ["--json"] + flags).document()
      #expect(document["schema"] as? String == "huizong.changes/1")
      let rows = document["rows"] as? [[String: Any]] ?? []
      #expect(!rows.isEmpty)
      for (_, parts) in Dictionary(
        grouping: rows, by: { "\($0["subject_code"] ?? "") \($0["measure"] ?? "")" })
      {
        func number(_ row: [String: Any], _ key: String) -> Decimal {
          (row[key] as? NSNumber).map { Decimal(string: $0.stringValue) ?? 0 } ?? 0
        }
        let sum = parts.reduce(Decimal(0)) { $0 + number($1, "difference") }
        #expect(sum == number(parts[0], "after") - number(parts[0], "before"))
      }
      let csv = try await changes(arguments + ["--csv"] + flags)
      let records = csv.output.split(separator: "\r\n")
      #expect(records.count == rows.count + 1)
      let header = records.first.map { $0.split(separator: ",").map(String.init) } ?? []
      #expect(
        header == [
          "fiscal_year", "unit_code", "unit_name", "subject_code", "subject_name",
          "subject_level", "measure", "cause", "before", "after", "difference",
        ])
    }
  }

  private func refusesWhatIsNotKept(_ id: Int64, _ later: Int64) async throws {
    for name in ["999999", "1999-01-01"] {
      let program = try await changes([name])
      #expect(program.status == 64, "\(program.messages)")
      #expect(program.messages.contains("没有保留发布 \(name)"), "\(program.messages)")
      #expect(program.messages.contains("保留的发布:\(id) ("), "\(program.messages)")
      #expect(program.messages.contains("\(later) ("))
    }
  }

  private func changes(_ arguments: [String]) async throws -> Program {
    try await Program.run(["changes"] + arguments + database)
  }
}
