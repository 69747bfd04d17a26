import Foundation

/// What `huizong check` says, line by line.
struct Check {
  let status: Int32
  let text: String
  private let lines: [[String: Any]]

  init(_ conninfo: String, _ options: [String] = []) async throws {
    try self.init(
      await Program.run(["check", "--json", "--database", conninfo] + options))
  }

  init(_ program: Program) throws {
    status = program.status
    text = program.output + program.messages
    lines = try program.document()["checks"] as? [[String: Any]] ?? []
  }

  var names: [String] { lines.compactMap { $0["name"] as? String } }

  /// Lines that fail or doubt.
  var notOK: [String] { names.filter { self[$0] != "ok" } }

  /// `ok`, `fail` or `doubtful`; nil for a line that is not there.
  subscript(name: String) -> String? {
    guard let line = line(name) else { return nil }
    guard line["ok"] as? Bool == true else { return "fail" }
    return line["doubtful"] as? Bool == true ? "doubtful" : "ok"
  }

  func found(_ name: String) -> String { line(name)?["found"] as? String ?? "" }

  func advice(_ name: String) -> String? { line(name)?["advice"] as? String }

  private func line(_ name: String) -> [String: Any]? {
    lines.first { $0["name"] as? String == name }
  }
}
