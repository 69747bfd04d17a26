import ArgumentParser
import BudgetDomain
import BudgetReport
import BudgetRules
import BudgetStore

/// Looks for what is wrong in the bureau's formulas.
struct RulesCheckCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "What is wrong with the bureau's formulas? A line each; a night goes on without.",
    discussion: """
      本局的公式有什么问题?每个一行;夜间运行照常进行。

      The exit code is 65 when a formula is wrong: it cannot be read, names what
      there is not, mixes money with pieces, says nothing, says the same as
      another, contradicts others, or leaves a figure only zero with them. One
      that follows from others, or is only idle today, is told, too.

      示例 Examples:
        # 供人阅读 / for people
        huizong rules check
        # 供程序读取 / for programs
        huizong rules check --json
      """)

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func perform(_ console: Console) async throws {
    let formulas = try await database.reading { try FormulaReader.list(on: $0) }
    let defects = formulas.review.defects
    let isFine = !defects.contains(where: \.isError)
    if output.json {
      let rows = defects.map { RulesReport.document(of: $0, console.language) }
      try console.write(
        "rules-check",
        [
          ("ok", .bool(isFine)), ("formula_count", .int(Int64(formulas.rows.count))),
          ("defects", .array(rows)),
        ])
    } else {
      for defect in defects { try console.write(RulesReport.line(of: defect, console)) }
      let count = formulas.rows.count
      let wrong = Set(defects.filter(\.isError).map { [$0.rule.text, String($0.validFrom)] }).count
      let phrase = Phrase("公式 \(count) 条,有误 \(wrong) 条", "\(count) formulas, \(wrong) wrong")
      try console.write(phrase(console.language) + "\n")
    }
    if !isFine { throw ExitCode(65) }
  }
}
