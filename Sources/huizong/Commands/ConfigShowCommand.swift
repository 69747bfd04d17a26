import ArgumentParser
import BudgetReport
import Foundation

/// Shows each setting with where it comes from, without connecting.
struct ConfigShowCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows each setting with where it comes from; a password never.",
    discussion: """
      列出每项设置及其来源;密码不显示。

      Nothing is connected to or started. An option comes before the environment, and that before \
      the default. Of libpq's settings, the connection string comes first, then what this program \
      sets itself, a service file, the environment and libpq's defaults; the name and the encoding \
      of a session are always this program's. Where a service file and a variable say the same, \
      the variable is named.

      示例 Examples:
        # 连到哪里、凭什么 / where to, and on whose word
        huizong config show
        # 某个服务条目 / an entry of the service file
        huizong config show --database service=budget
        # 供程序读取 / for programs
        huizong config show --json
      """)

  @OptionGroup var metrics: MetricsOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func perform(_ console: Console) async throws {
    let environment = ProcessInfo.processInfo.environment
    let report = SettingsReport(
      rows: try database.settingRows(environment)
        + [output.languageRow(environment), output.logFormatRow(environment)]
        + [metrics.row(environment)].compactMap(\.self)
        + SettingRow.ofFailpoints(environment))
    if output.json { return try console.write("config", [("settings", report.document)]) }
    try console.write(report.table(console))
  }
}
