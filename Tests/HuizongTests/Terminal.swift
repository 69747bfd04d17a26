import BudgetTestSupport
import Foundation

/// The program on a terminal, as a person sees it.
struct Terminal: Decodable {
  /// One redrawing of the last line.
  struct Drawing: Decodable {
    /// Seconds since the start.
    let at: Double
    let text: String
    /// How wide the terminal was.
    let columns: Int
  }

  let status: Int32
  /// What stands on it at the end, but for empty lines.
  let screen: [String]
  /// Where the cursor is at the end.
  let column: Int
  let drawings: [Drawing]
  /// Lines that went on in the next one.
  let wrapped: [String]
  /// Whatever was sent to it beside text and the erasing of a line's end.
  let strange: [String]

  /// What happens a second after the program has reached the place where it is held.
  enum Action: String {
    case release, narrow, interrupt, terminate
  }

  /// Runs a night that is held at a place.
  static func night(
    _ conninfo: String, columns: Int, heldAt place: String, then action: Action,
    environment: [String: String] = [:]
  ) async throws -> Terminal {
    let folder = try Scratch()
    let file = folder.url.appending(path: "held").path()
    let settings = [
      "HUIZONG_FAILPOINT": "\(place):hold:\(file)", "HUIZONG_ALLOW_FAILPOINTS": "1",
      "TERM": "xterm",
    ].merging(environment) { $1 }
    return try await onOwnThread {
      let run = try Program(
        URL(filePath: "/usr/bin/python3"),
        [
          "-B", checkout + "/Tests/Readers/terminal.py", String(columns), file, action.rawValue,
          Program.path.path(), "run", "--full", "--database", conninfo,
        ], environment: settings)
      guard run.status == 0 else { throw Unexpected(messages: run.messages) }
      return try JSONDecoder().decode(Terminal.self, from: Data(run.output.utf8))
    }
  }
}
