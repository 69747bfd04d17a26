extension TidyCheck {
  /// Small pieces: lines, functions and files that fit on a screen.
  static let sizes = [
    TidyCheck(
      "A line has at most 100 columns",
      covers: { path in
        path.hasSuffix(".swift") || path.hasPrefix("jobs/") || path.hasPrefix("deploy/")
      },
      slip: SourceFile(path: "Sources/A.swift", text: String(repeating: "x", count: 101)),
      fine: SourceFile(path: "deploy/a.md", text: "|" + String(repeating: "x", count: 101) + "|")
    ) { file in
      // A row of a table has no other place to break.
      let rows = file.path.hasSuffix(".md") ? file.lines.filter { $0.text.hasPrefix("|") } : []
      let whole = Set(rows.map(\.line))
      return file.lines.filter { $0.text.count > 100 && !whole.contains($0.line) }.map {
        Finding(path: file.path, line: $0.line, message: "\($0.text.count) columns")
      }
    },
    TidyCheck(
      "A file has at most 300 lines", covers: swift(),
      slip: SourceFile(path: "Sources/A.swift", text: lineCount(301)),
      fine: SourceFile(path: "Sources/A.swift", text: lineCount(300))
    ) { tooLong($0, limit: 300) },
    TidyCheck(
      "A rule has at most 80 lines", covers: swift(in: ["Sources/BudgetRules/"]),
      slip: SourceFile(
        path: "Sources/BudgetRules/Summary/A.swift", text: ruleHead + lineCount(80)),
      fine: SourceFile(path: "Sources/BudgetRules/Submission/View.swift", text: lineCount(81))
    ) { file in
      // What rules share is no rule: a rule is a file that describes one.
      file.text.contains(ruleHead) ? tooLong(file, limit: 80) : []
    },
    TidyCheck(
      "A function has at most 50 lines", covers: swift(),
      slip: SourceFile(
        path: "Sources/A.swift", text: "func a(_ b: () -> Int = { 1 }) {\n" + lineCount(49) + "}"),
      fine: SourceFile(
        path: "Sources/A.swift",
        text: "func a() {\n  // {\n  b(\"{\\({ 1 }())\")\n}\n" + lineCount(60))
    ) { file in
      file.functions.filter { $0.lineCount > 50 }.map {
        Finding(path: file.path, line: $0.line, message: "a function of \($0.lineCount) lines")
      }
    },
  ]

  private static let ruleHead = " = RuleDescription(\n"

  private static func lineCount(_ count: Int) -> String {
    String(repeating: "let a = 1\n", count: count)
  }

  /// The last line ends in a line break, so a file has one piece more than lines.
  private static func tooLong(_ file: SourceFile, limit: Int) -> [Finding] {
    let count = file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0)
    return count > limit ? [Finding(path: file.path, line: nil, message: "\(count) lines")] : []
  }
}
