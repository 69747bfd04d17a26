import Testing

/// The order of the sql folder: migrations without gaps, no statement unused, no name cut short.
@Suite struct SQLTests {
  /// PostgreSQL cuts longer identifiers, and only a notice tells.
  private static let identifierByteLimit = 63

  @Test func migrationsAreNumberedWithoutGaps() {
    let names = SourceTree.files.map(\.components)
      .filter { $0.prefix(2) == ["sql", "migrations"] }.compactMap(\.last)
    #expect(misnumbered(names) == [])
  }

  @Test(arguments: [
    ["0001_create_units.sql", "0003_create_lines.sql"], ["0002_create_units.sql"],
    ["0001_create_units.sql", "0001_create_lines.sql"], ["0001-create-units.sql"], ["0001_x.sql"],
  ])
  func seesBadNumbers(names: [String]) {
    #expect(misnumbered(names) != [])
  }

  @Test func everyStatementIsUsed() {
    let files = SourceTree.files.filter { ["queries", "checks"].contains(folder(of: $0.path)) }
    #expect(unused(files.map(\.path), in: swiftSources) == [])
  }

  @Test func seesUnusedStatements() {
    let source = SourceFile(path: "Sources/A.swift", text: "PackageResources.load_lines_sql")
    let statements = ["sql/queries/load_lines.sql", "sql/queries/load.sql"]
    #expect(unused(statements, in: [source]) == ["sql/queries/load.sql"])
  }

  @Test func embeddedNamesAreUnique() {
    let files = SourceTree.files.filter { $0.components.first == "sql" }
    #expect(doubled(files.map(\.path)) == [])
    #expect(doubled(["sql/checks/a.sql", "sql/queries/a.sql"]) == ["a_sql"])
  }

  @Test func identifiersFit() {
    let files = SourceTree.files.filter { $0.path.hasSuffix(".sql") }
    let findings = files.flatMap(longIdentifiers)
    #expect(findings.isEmpty, "\(report(findings))")
  }

  @Test func seesLongIdentifiers() {
    let long = String(repeating: "汇", count: 22)
    func found(_ text: String) -> Int {
      longIdentifiers(in: SourceFile(path: "sql/a.sql", text: text)).count
    }
    #expect(found("SELECT a AS \(long);") == 1)
    #expect(found("SELECT a AS \"\(long)\";") == 1)
    #expect(found("SELECT '\(long)'; -- \(long)\n/* \(long) */ SELECT a AS 汇总;") == 0)
  }

  private var swiftSources: [SourceFile] {
    SourceTree.files.filter { $0.path.hasPrefix("Sources/") && $0.path.hasSuffix(".swift") }
  }

  private func folder(of path: String) -> String {
    let parts = path.split(separator: "/")
    return parts.count == 3 && parts[0] == "sql" ? String(parts[1]) : ""
  }

  /// The names that are not `NNNN_verb_object.sql`, counting from 0001 without gap or double.
  private func misnumbered(_ names: [String]) -> [String] {
    names.sorted().enumerated().compactMap { index, name in
      let match = name.wholeMatch(of: /(\d{4})_[a-z]+(?:_[a-z0-9]+)+\.sql/)
      return match.flatMap { Int($0.1) } == index + 1 ? nil : name
    }
  }

  /// The statements whose embedded name occurs in no source.
  private func unused(_ paths: [String], in sources: [SourceFile]) -> [String] {
    paths.filter { path in
      let name = embeddedName(path)
      return !sources.contains { $0.text.holds(word: name) }
    }
  }

  private func doubled(_ paths: [String]) -> [String] {
    Dictionary(grouping: paths, by: embeddedName).filter { $0.value.count > 1 }.keys.sorted()
  }

  /// The name that EmbedText gives an embedded file: its own, every dot an underscore.
  private func embeddedName(_ path: String) -> String {
    String((path.split(separator: "/").last ?? "").map { $0 == "." ? "_" : $0 })
  }

  /// Names in a statement, outside comments and strings, that PostgreSQL would cut.
  private func longIdentifiers(in file: SourceFile) -> [Finding] {
    let code = file.text.replacing(/--[^\n]*|'(?:[^']|'')*'|\/\*[\s\S]*?\*\//) { match in
      String(match.0.filter { $0 == "\n" }) + " "
    }
    return code.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
      index, line in
      line.matches(of: /"[^"]+"|[\w]+/).map { $0.0.filter { $0 != "\"" } }
        .filter { $0.utf8.count > Self.identifierByteLimit }
        .map { Finding(path: file.path, line: index + 1, message: "\($0) is too long") }
    }
  }
}
