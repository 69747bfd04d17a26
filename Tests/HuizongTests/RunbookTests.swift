import BudgetTestSupport
import Foundation
import Testing

/// `deploy/RUNBOOK.md` names every exit code, every line of `check`, and only what there is.
@Suite struct RunbookTests {
  private let text: String

  init() throws {
    text = try String(contentsOfFile: checkout + "/deploy/RUNBOOK.md", encoding: .utf8)
  }

  /// The codes that the program's help lists, and that of a process that was killed.
  @Test func everyExitCodeHasItsPart() async throws {
    let help = try await Program.run(["--help"]).output
    let list = try #require(help.firstMatch(of: /Exit codes: ([^:]+?)signal\./)).1
    let codes = list.matches(of: /\d+/).compactMap { Int($0.0) }
    #expect(codes.count >= 11)
    #expect(codes.first == 0)
    let parts = text.matches(of: /\n### (\d+)\s/).compactMap { Int($0.1) }
    #expect(parts.sorted() == (codes + [137]).sorted())
  }

  @Test func everyLineOfCheckIsExplained() {
    let missing = CheckTests.lines.filter { !text.contains("\n- `\($0)`") }
    #expect(missing == [])
  }

  @Test func everyCommandExists() async throws {
    let commands = try await Commands.dumped()
    #expect(commands.strangers(in: text) == [])
    #expect(commands.mentioned(in: text).count > 20)
  }

  @Test(arguments: [
    "`huizong nosuch`", "`huizong run --nosuch`", "`huizong rules nosuch`", "`huizong rules`",
    "```\ncd x && huizong gc --kep 3   # old\n```", "`sudo huizong verify --year 2023 --all`",
  ])
  func seesWhatDoesNotExist(slip: String) async throws {
    #expect(try await Commands.dumped().strangers(in: "Type \(slip).\n").count == 1)
  }

  @Test func everyFileExists() {
    let files = text.matches(of: /(?:jobs|deploy|sql)\/[A-Za-z0-9_@.\/-]*[A-Za-z0-9_]/).map {
      String($0.0)
    }
    #expect(files.count > 5)
    let missing = files.filter {
      !FileManager.default.fileExists(atPath: "\(checkout)/\($0)")
    }
    #expect(Set(missing) == [])
  }
}

/// The commands of the program with their options, as it tells them itself.
private struct Commands {
  private let options: [[String]: Set<String>]

  /// `--experimental-dump-help` of swift-argument-parser.
  static func dumped() async throws -> Commands {
    let document = try await Program.run(["--experimental-dump-help"]).document()
    var options: [[String]: Set<String>] = [:]
    func collect(_ command: [String: Any], under path: [String]) {
      let arguments = command["arguments"] as? [[String: Any]] ?? []
      let names = arguments.flatMap { $0["names"] as? [[String: Any]] ?? [] }
      let children = command["subcommands"] as? [[String: Any]] ?? []
      // A command that only holds others cannot be typed.
      if children.isEmpty { options[path] = Set(names.compactMap { $0["name"] as? String }) }
      for child in children {
        collect(child, under: path + [child["commandName"] as? String ?? ""])
      }
    }
    collect(document["command"] as? [String: Any] ?? [:], under: [])
    return Commands(options: options)
  }

  /// What follows the program's name wherever it is typed.
  func mentioned(in text: String) -> [[String]] {
    let blocks = text.matches(of: /```\n([\s\S]*?)```/).flatMap {
      $0.1.split(separator: "\n").map(String.init)
    }
    let prose = text.replacing(/```\n[\s\S]*?```/, with: "")
    let spans = prose.matches(of: /`([^`]+)`/).map { String($0.1.replacing("\n", with: " ")) }
    return (blocks + spans).flatMap { code in
      code.matches(of: /(?:^|[ (])huizong ([a-z][^;&|#>)]*)/).map {
        $0.1.split(separator: " ").map(String.init)
      }
    }
  }

  /// Mentions of a command or an option that there is not.
  func strangers(in text: String) -> [String] {
    mentioned(in: text).compactMap { words in
      let path = [words.prefix(2), words.prefix(1)].map(Array.init).first { options[$0] != nil }
      guard let path, let known = options[path] else { return words.joined(separator: " ") }
      let unknown = words.dropFirst(path.count).filter { $0.hasPrefix("--") }
        .map { $0.dropFirst(2).prefix { $0 != "=" } }
        .filter { !known.contains(String($0)) }
      return unknown.isEmpty ? nil : words.joined(separator: " ")
    }
  }
}
