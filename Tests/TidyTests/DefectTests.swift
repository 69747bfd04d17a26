import Testing

/// The list of slips that `jobs/test --defects` plants: it must fit the sources as they are.
@Suite struct DefectTests {
  private struct Slip {
    let file: String
    /// The tests that have to notice, in brackets; nil for those of the evaluator.
    let suites: String?
    let line: String
    let planted: String
  }

  /// Those of one list; its heads begin with a file, below a folder.
  private static func slips(_ list: String, in folder: String) throws -> [Slip] {
    try SourceTree.text("Tests/Defects/\(list)").split(separator: "\n\n").compactMap { block in
      let lines = block.split(separator: "\n").filter { !$0.hasPrefix("#") }
      guard !lines.isEmpty else { return nil }
      let head = lines[0].split(separator: ": ", maxSplits: 1)
      try #require(lines.count == 3 && head.count == 2, "\(block)")
      #expect(lines[1].hasPrefix("-") && lines[2].hasPrefix("+"), "\(block)")
      let names = head[0].split(separator: " ", maxSplits: 1)
      return Slip(
        file: "\(folder)\(names[0])", suites: names.dropFirst().first.map(String.init),
        line: String(lines[1].dropFirst()), planted: String(lines[2].dropFirst()))
    }
  }

  private static func slips() throws -> [Slip] {
    try slips("planted.txt", in: "Sources/BudgetRules/") + slips("planted-night.txt", in: "")
  }

  @Test func everySlipHasItsLine() throws {
    let slips = try Self.slips()
    #expect(slips.count >= 60)
    for slip in slips {
      let file = try #require(SourceTree.files.first { $0.path == slip.file }, "\(slip.file)")
      #expect(file.lines.count { $0.text == slip.line } == 1, "\(slip.file): \(slip.line)")
      #expect(slip.planted != slip.line)
    }
    #expect(Set(slips.map { "\($0.file) \($0.planted)" }).count == slips.count)
  }

  /// A suite that was renamed would run no test and notice nothing.
  @Test func slipsNameTheirTests() throws {
    for slip in try Self.slips("planted-night.txt", in: "") {
      let suites = try #require(slip.suites?.wholeMatch(of: /\[([A-Za-z.|]+)\]/)?.1, "\(slip.file)")
      for suite in suites.split(separator: "|") {
        let names = suite.split(separator: ".")
        let isThere = SourceTree.files.contains { file in
          file.path.hasPrefix("Tests/\(names[0])/") && file.path.hasSuffix("/\(names[1]).swift")
        }
        #expect(names.count == 2 && isThere, "\(suite)")
      }
    }
  }

  @Test func slipsAreOfEveryPartOfANight() throws {
    let files = try Self.slips().map(\.file)
    for part in [
      "Sources/BudgetEngine/", "Sources/BudgetStore/", "Sources/PostgresClient/", "sql/queries/",
      "sql/checks/", "deploy/postgres/",
    ] {
      #expect(files.count { $0.hasPrefix(part) } >= 2, "\(part)")
    }
  }

  /// Relations, formulas and diagnosis each have theirs.
  @Test func slipsAreOfEveryPartOfTheEvaluator() throws {
    let files = try Self.slips().map(\.file)
    for part in ["Relation", "Formula", "Diagnosis"] {
      #expect(files.count { $0.hasPrefix("Sources/BudgetRules/\(part)/") } >= 5)
    }
  }
}
