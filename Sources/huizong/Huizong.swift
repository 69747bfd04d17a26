import ArgumentParser

/// The command `huizong`: nightly consolidation of public budgets.
@main
struct Huizong: AsyncParsableCommand {
  /// The version of the program, recorded with every run.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "huizong",
    abstract: "Consolidates public budgets by subject, unit and year, every night.",
    discussion: """
      每夜把各单位的预算、决算按科目、单位和年度汇总。

      The database is named as for psql: --database, the PG* environment, service
      and password files; --embedded uses a private server instead. The result
      goes to stdout, the log to stderr. Exit codes: 0 done, 64 usage, 65
      unreadable input, 69 database not reachable, 70 bug, 73 output not writable,
      75 busy, 77 permission, 78 configuration or schema, 130 and 143 stopped by a
      signal.

      示例 Examples:
        # 专用数据库和样例区 / a private database and a sample district
        huizong demo
        # 在自己的数据库中开始 / the first steps in one's own database
        huizong migrate --database service=budget
        huizong import DIR && huizong run
        # 按款查看已发布的数字 / what was published, by 款
        huizong summary --year 2023 --level 款
      """,
    version: version,
    subcommands: [
      DemoCommand.self, MigrateCommand.self, SampleCommand.self, ImportCommand.self,
      RunCommand.self, RerunCommand.self, WatchCommand.self, CloseYearCommand.self,
      ReopenYearCommand.self, SummaryCommand.self, ExplainCommand.self, ChangesCommand.self,
      AnomaliesCommand.self, AnswerCommand.self, CoverageCommand.self, ExportCommand.self,
      ReportCommand.self, ServeCommand.self, StatusCommand.self, RunsCommand.self,
      PublicationsCommand.self,
      RollbackCommand.self,
      GcCommand.self, VerifyCommand.self, AuditCommand.self, CheckCommand.self, ConfigCommand.self,
      RulesCommand.self,
    ])

  static func main() async {
    let arguments = withDirectoriesApart(Array(CommandLine.arguments.dropFirst()))
    CommandLineSecrets.hide()
    do {
      _ = try parseAsRoot(arguments)
      await main(arguments)
    } catch {
      // What is said of arguments that cannot be understood repeats them.
      await main(arguments.map(CommandLineSecrets.masked))
    }
  }

  /// `--embedded=DIR` as two arguments: swift-argument-parser 1.8.2 forgets what stands behind the
  /// sign where another option follows, and the command would work on the usual server.
  private static func withDirectoriesApart(_ arguments: [String]) -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    let prefix = "--embedded="
    return arguments[..<end].flatMap { argument in
      argument.hasPrefix(prefix)
        ? ["--embedded", String(argument.dropFirst(prefix.count))] : [argument]
    } + arguments[end...]
  }
}
