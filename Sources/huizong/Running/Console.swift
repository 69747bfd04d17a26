import BudgetReport
import Foundation
import Logging

/// Where a command answers: the result on stdout, everything else on stderr.
struct Console: Sendable {
  let language: Language
  let palette: Palette
  /// How many columns the terminal on stdout has; nil where stdout is none.
  let width: Int?
  /// Whether stderr is a terminal that can redraw a line.
  let redraws: Bool
  /// The line that is redrawn.
  let statusLine = StatusLine()
  /// Where the run is, for the log.
  let place = LogPlace()
  /// What happens while a command works, line by line on stderr.
  let log: Logger
  private let isJSON: Bool
  private let format: LogFormat

  init(_ options: OutputOptions) {
    let environment = ProcessInfo.processInfo.environment
    // A terminal that nobody names may be any.
    let isDumb = ["", "dumb"].contains(environment["TERM"] ?? "")
    // Source: no-color.org. Any value but the empty one counts.
    let wantsNone = options.noColor || environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    language = options.lang ?? Language(environment: environment)
    palette = Palette(isOn: isatty(STDOUT_FILENO) == 1 && !wantsNone && !isDumb)
    width = isatty(STDOUT_FILENO) == 1 ? terminalWidth(STDOUT_FILENO) : nil
    isJSON = options.json
    let wanted = environment["HUIZONG_LOG_FORMAT"] ?? ""
    format = options.logFormat ?? LogFormat(rawValue: wanted) ?? .text
    redraws = isatty(STDERR_FILENO) == 1 && !isDumb && format == .text
    let (format, place) = (format, place)
    // What logs without a console, such as the connection, does so the same way.
    LoggingSystem.bootstrap { format.handler($0, place) }
    log = Logger(label: "huizong")
    if format.rawValue != wanted && !wanted.isEmpty && options.logFormat == nil {
      let phrase = Phrase("既不是 text 也不是 json,按 text 处理", "neither text nor json, so text")
      log.warning("HUIZONG_LOG_FORMAT=\(visible(wanted)): \(phrase(language))")
    }
  }

  /// Writes a part of the result.
  ///
  /// - Throws: `OutputError` when stdout does not take it, for instance on a full disk.
  func write(_ text: String) throws(OutputError) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      throw OutputError(path: nil, error)
    }
  }

  /// Writes a document for programs, whose first key names its shape.
  func write(_ command: String, _ members: [(key: String, value: JSONValue)]) throws(OutputError) {
    let document = JSONValue.object(
      [(key: "schema", value: .text("huizong.\(command)/1"))] + members)
    try write(document.serialized + "\n")
  }

  /// Tells people something beside the result.
  func note(_ phrase: Phrase) {
    note(phrase(language))
  }

  /// Tells people something beside the result, as it stands.
  func note(_ text: String) {
    guard format == .text else { return log.notice("\(text)") }
    statusLine.replace(with: text + "\n")
  }

  /// What a failure says, harmless on a terminal.
  func lines(of failure: Failure) -> [String] {
    failure.message(language).split(separator: "\n").map { line in
      visible(line.trimmingCharacters(in: .whitespaces))
    }
  }

  /// Says why there is no result, and what to do about it.
  func report(_ failure: Failure) {
    if format == .json {
      log.error("\(failure.message(language))", metadata: metadata(of: failure))
    } else {
      tell(failure)
    }
    guard isJSON else { return }
    try? write(
      "error",
      [
        ("code", .text(failure.code)), ("exit_code", .int(Int64(failure.exitCode))),
        ("message", .text(failure.message(language))),
        ("hint", .text(failure.hint.map { $0(language) })), ("sqlstate", .text(failure.sqlState)),
      ])
  }

  /// Says that a command has found what must not be; its result is on stdout.
  func report(_ finding: String, exitCode: Int32) {
    guard format == .json else { return note(finding) }
    log.error("\(finding)", metadata: ["exit_code": "\(exitCode)"])
  }

  private func tell(_ failure: Failure) {
    note(Phrase("错误:", "error: ")(language) + lines(of: failure).joined(separator: "\n  "))
    if let hint = failure.hint { note(Phrase("提示:", "hint: ")(language) + visible(hint(language))) }
  }

  private func metadata(of failure: Failure) -> Logger.Metadata {
    var metadata: Logger.Metadata = [
      "code": "\(failure.code)", "exit_code": "\(failure.exitCode)",
    ]
    if let hint = failure.hint { metadata["hint"] = "\(hint(language))" }
    if let sqlState = failure.sqlState { metadata["sqlstate"] = "\(sqlState)" }
    return metadata
  }
}
