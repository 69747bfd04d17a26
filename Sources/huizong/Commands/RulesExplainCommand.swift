import ArgumentParser
import BudgetDomain
import BudgetReport
import BudgetRules
import BudgetStore

/// Says what one rule asks.
struct RulesExplainCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says what a rule asks and where it comes from; of a formula, of whom and when.",
    discussion: """
      说明一条规则要求什么、依据何在;对公式,还有适用于谁和哪些年度。

      What breaks each rule of the program, and what holds, is in deploy/guide/rules.md.

      示例 Examples:
        # 程序的规则 / one of the program's
        huizong rules explain T010
        # 一个公式,英文 / a formula, in English
        huizong rules explain G301 --lang en
      """)

  @Argument(help: "The code of the rule.")
  var code: String

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func perform(_ console: Console) async throws {
    let formulas = try await database.reading { try FormulaReader.list(on: $0) }
    let own = RuleCatalogue.descriptions.filter { $0.code.text == code }
    let rows = formulas.rows.filter { $0.code.text == code }
    guard !own.isEmpty || !rows.isEmpty else {
      throw ValidationError("There is no rule \(visible(code)); see `huizong rules list`.")
    }
    if output.json {
      let language = console.language
      return try console.write(
        "rule",
        [
          ("code", .text(code)),
          (
            "rows",
            .array(
              own.map { RulesReport.document(of: $0) }
                + rows.map { RulesReport.document(of: $0, in: formulas, language) })
          ),
        ])
    }
    let parts =
      own.map { RulesReport.text(of: $0, console) }
      + rows.map { RulesReport.text(of: $0, in: formulas, console) }
    try console.write(parts.joined(separator: "\n"))
  }
}
