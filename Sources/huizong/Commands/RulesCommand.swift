import ArgumentParser

/// The rules of the program and the bureau's audit formulas.
struct RulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Lists, checks and explains the rules, the bureau's own formulas among them.",
    discussion: """
      A bureau adds a formula (审核公式) by importing formula_rule.csv.

      Examples:
        huizong rules list
        huizong rules check --database service=budget
        huizong rules explain G301
      """,
    subcommands: [RulesListCommand.self, RulesCheckCommand.self, RulesExplainCommand.self])
}
