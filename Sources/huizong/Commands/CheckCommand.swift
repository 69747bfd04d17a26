import ArgumentParser
import BudgetReport
import BudgetStore
import PostgresClient

/// Looks whether everything is ready for a night.
struct CheckCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Is everything ready for a night? A line each, with what to do about it.",
    discussion: """
      The exit code is that of the first line that failed: 69 connection, 77 role
      or TLS, 78 version, encoding or schema. A line that begins with `slow` fails
      nothing: changes of submissions may leave no mark, so each night reads all.

      Examples:
        huizong check --database service=budget
        huizong check --json
      """)

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

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
    do {
      let inspection = try await database.connected { try ServerInspection(on: $0) }
      return PreflightCheck.all(inspection)
    } catch {
      return [PreflightCheck(Failure(error))]
    }
  }
}
