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

extension Language: ExpressibleByArgument {}
extension LogFormat: ExpressibleByArgument {}
