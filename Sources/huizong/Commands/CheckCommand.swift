import ArgumentParser
import BudgetReport
import PostgresClient

/// Looks whether everything is ready for a night.
struct CheckCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Is everything ready for a night? A line each, with what to do about it.",
    discussion: """
      夜间运行的条件都具备了吗?每项一行,附处理办法。

      The exit code is that of the first line that failed: 69 connection, 73 space,
      77 role or TLS, 78 version, settings or schema. A line that begins with `slow`
      or `warn` fails nothing: nights run, but take longer than they need, or rest on
      something that somebody should look at. deploy/RUNBOOK.md says more.

      示例 Examples:
        # 供人阅读 / for people
        huizong check --database service=budget
        # 供程序读取 / for programs
        huizong check --workers 4 --json
      """)

  @Option(name: .long, help: "How many connections and threads nights work with.")
  var workers = Night.defaultWorkerCount

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...256).contains(workers) else {
      throw ValidationError("--workers must lie within 1 and 256.")
    }
  }

  func perform(_ console: Console) async throws {
    let checks = await checks()
    let failure = checks.first { !$0.isFine }
    if output.json {
      let language = console.language
      let lines = checks.map { check in
        JSONValue.object([
          ("name", .text(check.name)), ("ok", .bool(check.isFine)),
          ("doubtful", .bool(check.isDoubtful)),
          ("found", .text(check.found(language))),
          ("advice", .text(check.advice.map { $0(language) })),
        ])
      }
      try console.write("check", [("ok", .bool(failure == nil)), ("checks", .array(lines))])
    } else {
      for check in checks { try console.write(check.text(console)) }
    }
    if let failure { throw ExitCode(failure.exitCode) }
  }

  private func checks() async -> [PreflightCheck] {
    let preflight = Preflight(workers: workers, isPrivate: database.embedded != nil)
    do {
      return try await database.connected { preflight.checks(on: $0) }
    } catch {
      return [PreflightCheck(Failure(error))]
    }
  }
}
