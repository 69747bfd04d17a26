import BudgetTestSupport
import Foundation
import Testing

/// What `--help` tells people who read Chinese or English, and that they can type what it shows.
@Suite struct HelpTests {
  /// Types every example of every help under bash, with a program that stops before it does
  /// anything: an order for a failpoint that nobody allows ends it with 78, once its arguments are
  /// understood.
  @Test func everyExampleCanBeTyped() async throws {
    let commands = try await DumpedCommand.root().all
    #expect(commands.count >= 30)
    let lines = commands.map { Self.examples(in: $0.discussion) }
    let silent = zip(commands, lines).filter { $1.isEmpty }.map(\.0.path)
    #expect(silent == [])
    let typed = lines.joined().map { $0.replacing(" && ", with: "\n") }
    let answers = try await answers(to: typed + ["huizong run --nosuch", "huizong nosuch"])
    #expect(answers.count >= typed.count + 2)
    #expect(answers.suffix(2).map { $0.prefix(2) } == ["64", "64"])
    #expect(answers.dropLast(2).filter { !$0.hasPrefix("78 ") } == [])
  }

  @Test func everyHelpSpeaksBothLanguages() async throws {
    for command in try await DumpedCommand.root().all {
      #expect(!command.abstract.contains(/[一-龥]/), "\(command.path)")
      let chinese = command.discussion.prefix { $0 != "\n" }
      #expect(chinese.contains(/[一-龥]{3}/), "\(command.path): \(chinese)")
      // An explanation in one language helps half of the readers.
      for line in command.discussion.split(separator: "\n") where line.hasPrefix("  # ") {
        #expect(line.contains(/[一-龥].* \/ .*[a-z]/), "\(command.path): \(line)")
      }
    }
  }

  private static func examples(in discussion: String) -> [String] {
    guard let start = discussion.range(of: "\n示例 Examples:\n")?.upperBound else { return [] }
    return discussion[start...].replacing(" \\\n", with: " ").split(separator: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.hasPrefix("#") }
  }

  /// The exit status and the arguments of each call, in order.
  private func answers(to examples: [String]) async throws -> [String] {
    let folder = try Scratch()
    try folder.write(
      "huizong",
      """
      #!/bin/bash
      \(Program.path.path()) "$@" >/dev/null 2>&1
      echo "$? $*" >> '\(folder.path)/answers'
      """)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.path + "/huizong")
    try folder.write(
      "examples", "cd '\(folder.path)'\n" + examples.joined(separator: "\n") + "\n")
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let order = ["PATH": "\(folder.path):\(path)", "HUIZONG_FAILPOINT": "nothing"]
    _ = try await onOwnThread {
      try Program(
        URL(filePath: "/usr/bin/bash"), [folder.path + "/examples"], environment: order)
    }
    return try folder.text("answers").split(separator: "\n").map(String.init)
  }
}
