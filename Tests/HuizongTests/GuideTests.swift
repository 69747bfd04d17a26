import BudgetTestSupport
import Foundation
import Testing

/// The pages of `deploy/guide` as somebody new follows them.
@Suite(.database) struct GuideTests {
  /// The example of the data guide gives the figures that the page shows.
  @Test func theFirstDistrictComesOutAsShown() async throws {
    let text = try String(contentsOfFile: checkout + "/deploy/guide/data.md", encoding: .utf8)
    let folder = try Scratch()
    let files = text.matches(of: /`([a-z_]+\.csv)`(?:|:[^`]*?)\n\n```csv\n([\s\S]*?)```/)
    #expect(files.count == 5)
    for file in files { try folder.write(String(file.1), String(file.2)) }
    let database = ["--database", TestDatabase.current.conninfo]
    for command in [["import", folder.path], ["run"]] {
      let program = try await Program.run(command + database)
      #expect(program.status == 0, "\(program.messages)")
    }
    let shown = try #require(text.firstMatch(of: /```figures\n([\s\S]*?)```/)).1
    let summary = try await Program.run(
      ["summary", "--unit", "101", "--level", "项", "--csv"] + database)
    #expect(Self.columns(summary.output, of: String(shown)) == String(shown))
    let errors = try await Program.run(["anomalies", "--severity", "error", "--csv"] + database)
    #expect(errors.output.split(separator: "\r\n").count == 1, "\(errors.output)")
  }

  /// The columns of a CSV document that another one has, ordered by code.
  private static func columns(_ document: String, of shown: String) -> String {
    let rows = document.split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let wanted = shown.split(separator: "\n")[0].split(separator: ",").map(String.init)
    guard let head = rows.first else { return "" }
    let places = wanted.compactMap { head.firstIndex(of: $0) }
    let lines = rows.dropFirst().map { row in places.map { row[$0] }.joined(separator: ",") }
    return ([wanted.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
  }

  /// Every page that a page links to, and every heading.
  @Test func linksLeadSomewhere() throws {
    let pages =
      try FileManager.default.subpathsOfDirectory(atPath: checkout + "/deploy")
      .filter { $0.hasSuffix(".md") }.map { "deploy/" + $0 } + ["README.md"]
    #expect(pages.count >= 8)
    var lost: [String] = []
    for page in pages {
      let text = try String(contentsOfFile: "\(checkout)/\(page)", encoding: .utf8)
      for link in text.matches(of: /\]\(([^)#:]*)(?:#([^)]*))?\)/) {
        let folder = URL(filePath: "\(checkout)/\(page)").deletingLastPathComponent()
        let file =
          link.1.isEmpty
          ? "\(checkout)/\(page)" : folder.appending(path: String(link.1)).standardized.path()
        guard let target = try? String(contentsOfFile: file, encoding: .utf8) else {
          lost.append("\(page): \(link.1)")
          continue
        }
        guard let anchor = link.2 else { continue }
        let anchors = target.matches(of: /\n#+ ([^\n]*)/).map { Self.anchor(String($0.1)) }
        if !anchors.contains(String(anchor)) { lost.append("\(page): \(link.1)#\(anchor)") }
      }
    }
    #expect(lost == [])
  }

  /// How forges name a heading.
  private static func anchor(_ heading: String) -> String {
    heading.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }
      .replacing(" ", with: "-")
  }
}
