import Testing

/// The list of slips that `jobs/test --defects` plants: it must fit the sources as they are.
@Suite struct DefectTests {
  private struct Slip {
    let file: String
    let effect: String
    let line: String
    let planted: String
  }

  private static func slips() throws -> [Slip] {
    try SourceTree.text("Tests/Defects/planted.txt").split(separator: "\n\n").compactMap { block in
      let lines = block.split(separator: "\n").filter { !$0.hasPrefix("#") }
      guard !lines.isEmpty else { return nil }
      let head = lines[0].split(separator: ": ", maxSplits: 1)
      try #require(lines.count == 3 && head.count == 2, "\(block)")
      #expect(lines[1].hasPrefix("-") && lines[2].hasPrefix("+"), "\(block)")
      return Slip(
        file: "Sources/BudgetRules/\(head[0])", effect: String(head[1]),
        line: String(lines[1].dropFirst()), planted: String(lines[2].dropFirst()))
    }
  }

  @Test func everySlipHasItsLine() throws {
    let slips = try Self.slips()
    #expect(slips.count >= 24)
    for slip in slips {
      let file = try #require(SourceTree.files.first { $0.path == slip.file }, "\(slip.file)")
      #expect(file.lines.count { $0.text == slip.line } == 1, "\(slip.file): \(slip.line)")
      #expect(slip.planted != slip.line)
    }
    #expect(Set(slips.map { "\($0.file) \($0.planted)" }).count == slips.count)
  }

  /// Relations, formulas and diagnosis each have theirs.
  @Test func slipsAreOfEveryPartOfTheEvaluator() throws {
    let files = try Self.slips().map(\.file)
    for part in ["Relation", "Formula", "Diagnosis"] {
      #expect(files.count { $0.hasPrefix("Sources/BudgetRules/\(part)/") } >= 5)
    }
  }
}
