public import ArgumentParser
public import BudgetReport

/// How a command answers; every command has these.
struct OutputOptions: ParsableArguments {
  @Flag(name: .long, help: "One JSON document on stdout; its keys never change within a version.")
  var json = false

  @Flag(name: .long, help: "No colours; NO_COLOR does the same.")
  var noColor = false

  @Option(
    name: .long,
    help: "What stderr is: text, or json, an object a line. Default: HUIZONG_LOG_FORMAT, text.")
  var logFormat: LogFormat?

  @Option(
    name: .long,
    help: "Language of texts: zh or en. Default: HUIZONG_LANG, LC_ALL, LC_MESSAGES, LANG, zh.")
  var lang: Language?
}

extension OutputOptions {
  /// The language of texts, and what says so.
  func languageRow(_ environment: [String: String]) -> SettingRow {
    if let lang { return SettingRow("lang", lang.rawValue, from: "--lang") }
    let source = Language.variables.first { variable in
      environment[variable].flatMap { Language(rawValue: String($0.prefix(2))) } != nil
    }
    return SettingRow(
      "lang", Language(environment: environment).rawValue, from: source ?? SettingRow.standard)
  }

  /// What stderr is, and what says so.
  func logFormatRow(_ environment: [String: String]) -> SettingRow {
    if let logFormat { return SettingRow("log_format", logFormat.rawValue, from: "--log-format") }
    let variable = "HUIZONG_LOG_FORMAT"
    guard let wanted = environment[variable].flatMap({ LogFormat(rawValue: $0) }) else {
      return SettingRow("log_format", LogFormat.text.rawValue)
    }
    return SettingRow("log_format", wanted.rawValue, from: variable)
  }
}

extension Language: ExpressibleByArgument {}
extension LogFormat: ExpressibleByArgument {}
