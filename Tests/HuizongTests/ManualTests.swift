import BudgetTestSupport
import Foundation
import Testing

/// `deploy/man/huizong.1` knows the commands and options of the program, and no others.
@Suite struct ManualTests {
  @Test func knowsEveryOptionAndNoOther() async throws {
    let page = try String(contentsOfFile: checkout + "/deploy/man/huizong.1", encoding: .utf8)
    let commands = try await DumpedCommand.root().all.filter { $0.children.isEmpty }
    #expect(commands.count >= 28)
    #expect(Self.differences(of: page, from: commands) == [])
    let slips = [
      (".It Fl Fl full\n", ".It Fl Fl fuller\n"), (".Ss rules check\n", ".Ss rules chek\n"),
      (".It Fl Fl patience Ar seconds\n", ""),
    ]
    for (right, wrong) in slips {
      #expect(page.contains(right))
      let slipped = page.replacing(right, with: wrong)
      #expect(Self.differences(of: slipped, from: commands) != [], "\(wrong)")
    }
  }

  @Test func tellsEveryExitCode() async throws {
    let page = try String(contentsOfFile: checkout + "/deploy/man/huizong.1", encoding: .utf8)
    let list = try #require(page.firstMatch(of: /\.Sh EXIT STATUS\n([\s\S]*?)\.Sh/)).1
    let told = list.matches(of: /\.It ([0-9 ,]+)/).flatMap { match in
      match.1.matches(of: /[0-9]+/).compactMap { Int($0.0) }
    }
    let help = try await Program.run(["--help"]).output
    let codes = try #require(help.firstMatch(of: /Exit codes: ([^:]+?)signal\./)).1
    #expect(told == codes.matches(of: /[0-9]+/).compactMap { Int($0.0) })
  }

  private static func differences(of page: String, from commands: [DumpedCommand]) -> [String] {
    let database = options(in: page, after: ".Sh OPTIONS OF THE DATABASE")
    let output = options(in: page, after: ".Sh OPTIONS OF THE OUTPUT")
    let parts = page.split(separator: "\n.Ss ").dropFirst().map(String.init)
    var differences: [String] = []
    var told: Set<String> = []
    for part in parts {
      let name = String(part.prefix { $0 != "\n" })
      told.insert(name)
      guard let command = commands.first(where: { $0.path.joined(separator: " ") == name }) else {
        differences.append("no command \(name)")
        continue
      }
      let own = String(part.prefix(upTo: part.range(of: "\n.Sh ")?.lowerBound ?? part.endIndex))
      var known = options(in: own, after: "").union(output)
      if own.contains("\n.Op Ar database\n") { known.formUnion(database) }
      differences += command.options.symmetricDifference(known).sorted().map { "\(name) \($0)" }
    }
    return differences
      + commands.map { $0.path.joined(separator: " ") }.filter { !told.contains($0) }
  }

  /// The options of a part of the page, up to its next part.
  private static func options(in page: String, after head: String) -> Set<String> {
    let start = head.isEmpty ? page.startIndex : page.range(of: head + "\n")?.upperBound
    guard let start else { return [] }
    let text = page[start...]
    let part = text.prefix(upTo: text.range(of: "\n.Sh ")?.lowerBound ?? text.endIndex)
    return part.matches(of: /\n\.It (Fl [^\n]*)/).reduce(into: []) { options, item in
      for name in item.1.matches(of: /Fl Fl ([a-z-]+)/) { options.insert("--" + name.1) }
      for name in item.1.matches(of: /Fl ([a-z]) ,/) { options.insert("-" + name.1) }
    }
  }
}
