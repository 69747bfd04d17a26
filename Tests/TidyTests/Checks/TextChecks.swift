extension TidyCheck {
  /// What no text of the package holds; each slip is put together so that it is none itself.
  static let texts = [
    TidyCheck(
      "What is left to do has a date", covers: { _ in true },
      slip: SourceFile(path: "sql/queries/a.sql", text: "-- TO" + "DO: order"),
      fine: SourceFile(path: "sql/queries/a.sql", text: "-- TO" + "DO 2026-12-01: order")
    ) { file in
      lines(\.lines, of: file, holding: ["TO" + "DO", "FIX" + "ME"]).filter { finding in
        finding.line.map { !holdsDate(file.lines[$0 - 1].text) } ?? true
      }
    },
    TidyCheck(
      "No path of one machine", covers: { _ in true },
      slip: SourceFile(path: "README.md", text: "See /ro" + "ot/notes."),
      fine: SourceFile(path: "README.md", text: "See /etc/huizong and the root/ of the tree.")
    ) { file in
      let found = machinePaths.filter { file.text.contains($0) }
      return found.isEmpty
        ? []
        : file.lines.flatMap { line in
          found.filter { line.text.contains($0) }.map {
            Finding(path: file.path, line: line.line, message: "holds \($0)")
          }
        }
    },
  ]

  private static let machinePaths = ["/work" + "/", "/farm" + "/", "/root" + "/", "/home" + "/"]

  /// Whether the line holds a date such as 2026-12-01.
  private static func holdsDate(_ line: String) -> Bool {
    line.split { !$0.isNumber && $0 != "-" }.contains {
      $0.split(separator: "-").map(\.count) == [4, 2, 2]
    }
  }
}
