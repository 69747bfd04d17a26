import BudgetEngine
import BudgetReport
import Foundation
import Logging

/// A log for programs: one JSON object a line on stderr, its keys English in any language.
///
/// `time` is UTC, ISO 8601 with milliseconds; `level` one of `info`, `notice`, `warning`, `error`;
/// `message` a sentence in the language of the command; `run_id` and `stage` are null where no run
/// is at work; `fields` holds what else is known, such as `exit_code` of an error.
struct JSONLogHandler: LogHandler {
  let place: LogPlace
  var logLevel = Logger.Level.info
  var metadata = Logger.Metadata()
  var metadataProvider: Logger.MetadataProvider?

  init(place: LogPlace) { self.place = place }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Metadata is text; what is a number everywhere else is one here.
  private static func value(of key: String, _ text: String) -> JSONValue {
    key == "exit_code" ? .int(Int64(text)) : .text(text)
  }

  func log(event: LogEvent) {
    let own = metadata.merging(event.metadata ?? [:]) { $1 }
    let fields = own.sorted { $0.key < $1.key }.map {
      (key: $0.key, value: Self.value(of: $0.key, "\($0.value)"))
    }
    let time = Date().ISO8601Format(.init(includingFractionalSeconds: true))
    let line = JSONValue.object([
      ("time", .text(time)), ("level", .text(event.level.rawValue)),
      ("message", .text(event.message.description)), ("run_id", .int(place.runID)),
      ("stage", .text(place.stage?.rawValue)), ("fields", .object(fields)),
    ]).line
    // One write a line: threads do not mix theirs.
    try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
  }
}
