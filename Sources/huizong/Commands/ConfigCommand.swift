import ArgumentParser

/// What the program goes by.
struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Shows the settings that the program goes by.",
    discussion: """
      显示程序采用的设置。

      示例 Examples:
        # 采用哪些设置 / which settings
        huizong config show
      """,
    subcommands: [ConfigShowCommand.self])
}
