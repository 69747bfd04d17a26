import ArgumentParser
import BudgetReport
import BudgetStore

/// Lists every rule.
struct RulesListCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists every rule: code, severity, years and title.",
    discussion: """
      列出每条规则:代码、级别、年度和标题。

      示例 Examples:
        # 供人阅读 / for people
        huizong rules list
        # 供电子表格使用 / for a spreadsheet
        huizong rules list --csv > rules.csv
      """)

  @OptionGroup var table: TableOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func perform(_ console: Console) async throws {
    let formulas = try await database.reading { try FormulaReader.list(on: $0) }
    let report = RulesReport(formulas)
    if output.json { return try console.write("rules", [("rows", report.document)]) }
    try console.write(table.csv ? report.csv : report.table(console))
  }
}
