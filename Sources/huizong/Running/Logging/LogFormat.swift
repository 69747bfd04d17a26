import Logging

/// How the log is written on stderr.
enum LogFormat: String, CaseIterable, Sendable {
  /// For people and the journal: a time, a level, a sentence.
  case text
  /// For programs: an object a line.
  case json

  /// Where messages of one logger go.
  func handler(_ label: String, _ place: LogPlace) -> any LogHandler {
    switch self {
    case .text: StreamLogHandler.standardError(label: label)
    case .json: JSONLogHandler(place: place)
    }
  }
}
