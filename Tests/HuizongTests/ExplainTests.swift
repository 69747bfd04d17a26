import BudgetTestSupport
import Foundation
import Testing

/// `huizong explain` on a night's figures.
@Suite(.database, .serialized) struct ExplainTests {
  private let database = ["--database", TestDatabase.current.conninfo]

  @Test func figuresAreExplained() async throws {
    let folder = try Scratch()
    for command in [
      ["sample", "--units", "12", "--years", "2022-2023", "--clean", folder.path],
      ["import", folder.path] + database, ["run"] + database,
    ] {
      let program = try await Program.run(command)
      #expect(program.status == 0, "\(program.messages)")
    }
    try await showsTables()
    try await addsUpForPrograms()
    let none = try await explain(["2023", "*", "999"])
    #expect(none.status == 0)
    #expect(none.output == "")
    #expect(none.messages.contains("没有这个汇总数"))
    let leaf = try await explain(["2023", "100001", "*", "--by", "unit"])
    #expect(leaf.status == 64, "\(leaf.messages)")
  }

  private func showsTables() async throws {
    let group = try await explain(["2023", "101", "201"])
    let lines = group.output.split(separator: "\n")
    #expect(lines.first == "2023 年度  101 区财政局  201 一般公共服务支出  全部资金  单位:元")
    #expect(group.output.contains("单位    101001 "), "\(group.output)")
    // The one payment that both sides state is taken out of the group's sum.
    #expect(group.output.contains("抵销    101001 → 101004  20106"), "\(group.output)")
    let sums = lines.suffix(2).map { $0.split(separator: " ").map(String.init) }
    #expect(sums.map(\.first) == ["合计", "已发布"])
    #expect(sums[0].dropFirst() == sums[1].dropFirst())
    let unit = try await explain(["2023", "100001", "*", "--lang", "en", "--in", "wan"])
    #expect(unit.output.hasPrefix("Fiscal year 2023  100001 "))
    #expect(unit.output.contains("subject    201"), "\(unit.output)")
    #expect(unit.output.contains("778.96"))
    let submitted = try await explain(["2023", "101001", "*", "--lines"])
    #expect(submitted.output.contains("行是其他行的合计,不重复计入。"), "\(submitted.output)")
    let restated = try await explain(["2022", "101001", "201", "--comparable"])
    #expect(restated.output.contains("可比口径:2023 年度的科目和单位"), "\(restated.output)")
    #expect(restated.output.contains("来源    101001  2010601"), "\(restated.output)")
    let taken = try await explain(["2022", "101001", "201", "--comparable", "--lines"])
    #expect(taken.output.contains("可比口径:2023 年度的科目和单位"), "\(taken.output)")
    #expect(taken.output.contains("101001 2010601"), "\(taken.output)")
  }

  private func addsUpForPrograms() async throws {
    for way in [
      [], ["--lines"], ["--by", "fund"], ["--by", "subject"], ["--comparable"],
      ["--comparable", "--lines"],
    ] {
      let program = try await explain(["2023", "101", "201", "--json"] + way)
      let document = try program.document()
      #expect(document["schema"] as? String == "huizong.explain/1")
      let sum = document["sum"] as? [String: NSNumber]
      #expect(sum != nil && sum == document["published"] as? [String: NSNumber], "\(way)")
      let rows = document["rows"] as? [[String: Any]] ?? []
      #expect(!rows.isEmpty)
      let csv = try await explain(["2023", "101", "201", "--csv"] + way)
      let records = csv.output.split(separator: "\r\n")
      #expect(records.count == rows.count + 1)
      #expect(
        records.first?.hasPrefix("part,unit_code,unit_name,subject_code,subject_name,fund_type,")
          == true)
    }
  }

  private func explain(_ arguments: [String]) async throws -> Program {
    try await Program.run(["explain"] + arguments + database)
  }
}
