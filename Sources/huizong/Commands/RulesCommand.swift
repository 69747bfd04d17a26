import ArgumentParser

/// The rules of the program and the bureau's audit formulas.
struct RulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Lists, checks and explains the rules, the bureau's own formulas among them.",
    discussion: """
      列出、检查、说明规则,包括本局自定的公式。

      A bureau adds a formula (审核公式) by importing formula_rule.csv.

      示例 Examples:
        # 全部 / all of them
        huizong rules list
        # 公式有没有错 / is a formula wrong?
        huizong rules check --database service=budget
        # 它要求什么 / what does it ask?
        huizong rules explain G301
      """,
    subcommands: [RulesListCommand.self, RulesCheckCommand.self, RulesExplainCommand.self])
}
