import Foundation

/// A command of the program with its options, as swift-argument-parser tells them
/// (`--experimental-dump-help`).
struct DumpedCommand {
  /// The words to type after the program's name.
  let path: [String]
  /// The options and flags with their dashes, `help` and `version` but not hidden ones.
  let options: Set<String>
  let children: [DumpedCommand]
  /// What its help says before the usage, in one line and at length.
  let abstract: String
  let discussion: String

  /// The command and all below it.
  var all: [DumpedCommand] { [self] + children.flatMap(\.all) }

  /// The program itself.
  static func root() async throws -> DumpedCommand {
    let document = try await Program.run(["--experimental-dump-help"]).document()
    return DumpedCommand(document["command"] as? [String: Any] ?? [:], path: [])
  }

  private init(_ command: [String: Any], path: [String]) {
    self.path = path
    abstract = command["abstract"] as? String ?? ""
    discussion = command["discussion"] as? String ?? ""
    let arguments = command["arguments"] as? [[String: Any]] ?? []
    let shown = arguments.filter { $0["shouldDisplay"] as? Bool ?? true }
    let names = shown.flatMap { $0["names"] as? [[String: Any]] ?? [] }
    options = Set(
      names.compactMap { name in
        guard let text = name["name"] as? String else { return nil }
        return (name["kind"] as? String == "short" ? "-" : "--") + text
      })
    let subcommands = command["subcommands"] as? [[String: Any]] ?? []
    children = subcommands.compactMap { child in
      guard let name = child["commandName"] as? String, name != "help" else { return nil }
      return DumpedCommand(child, path: path + [name])
    }
  }
}
