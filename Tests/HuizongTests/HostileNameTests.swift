import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// What units call themselves reaches every sink, and harms nobody there.
@Suite(.database, .serialized) struct HostileNameTests {
  private let database = ["--database", TestDatabase.current.conninfo]

  private func file() async throws {
    let folder = try Scratch()
    for (name, text) in HostileNames.district { try folder.write(name, text) }
    let imported = try await Program.run(["import", folder.path, "--replace"] + database)
    #expect(imported.status == 0, "\(imported.messages)")
    let night = try await Program.run(["run", "--full"] + database)
    #expect(night.status == 0, "\(night.messages)")
    expectHarmless(night.messages + night.output, "run")
    for reason in HostileNames.all.prefix(200).filter({ $0.count > 8 }).prefix(4) {
      let asked = try await Program.run(["rerun", "2023", "--reason=" + reason + "长"] + database)
      #expect(asked.status == 0, "\(asked.messages)")
      expectHarmless(asked.messages + asked.output, "rerun")
    }
  }

  /// Nothing but what is printed and line ends.
  private func expectHarmless(_ text: String, _ place: String) {
    let hidden = text.unicodeScalars.filter { HostileNames.isHidden($0) && $0 != "\n" }
    #expect(hidden.isEmpty, "\(place): \(hidden.prefix(5).map { $0.value })")
  }

  @Test func everySinkIsHarmless() async throws {
    #expect(HostileNames.all.count == 200)
    try await file()
    let tables: [[String]] = [
      ["summary", "--unit", "H7"], ["summary", "--unit", "=1+1"],
      ["anomalies", "--limit", "100000"], ["coverage", "--all"],
      ["explain", "2023", "H9", "*", "--by", "line"],
      ["explain", "2023", "G", "201", "--by", "line"], ["rules", "list"], ["audit"],
    ]
    var csvCount = 0
    for table in tables {
      let shown = try await Program.run(table + database)
      #expect(shown.status == 0 && !shown.output.isEmpty, "\(table) \(shown.messages)")
      expectHarmless(shown.output + shown.messages, "\(table)")
      let csv = try await Program.run(table + ["--csv"] + database)
      #expect(csv.status == 0, "\(table) \(csv.messages)")
      expectHarmless(csv.output.replacing("\r\n", with: "\n"), "\(table) --csv")
      csvCount += expectNoFormulas(csv.output, table)
      try await expectDocument(table)
    }
    #expect(csvCount > 10_000, "\(csvCount)")
    for command: [String] in [["status"], ["runs"], ["rules", "check"], ["publications"]] {
      let shown = try await Program.run(command + database)
      expectHarmless(shown.output + shown.messages, "\(command)")
      try await expectDocument(command)
    }
    try await expectPagesAreHarmless()
  }

  /// The pages of a few anomalies, one a name.
  private func expectPagesAreHarmless() async throws {
    let document = try await Program.run(
      ["anomalies", "--json", "--limit", "100000"] + database
    ).document()
    let ids = (document["rows"] as? [[String: Any]] ?? []).compactMap { $0["anomaly_id"] as? Int }
    #expect(ids.count > 400)
    for id in stride(from: 0, to: ids.count, by: ids.count / 5).map({ ids[$0] }) {
      let page = try await Program.run(["anomalies", "\(id)"] + database)
      #expect(page.status == 0, "\(page.messages)")
      expectHarmless(page.output, "anomaly \(id)")
    }
  }

  /// - Returns: How many fields there are.
  private func expectNoFormulas(_ text: String, _ table: [String]) -> Int {
    let fields = HostileNames.fields(text)
    let formulas = fields.filter { field in
      guard let first = field.unicodeScalars.first(where: { $0 != " " && $0 != "\u{3000}" }) else {
        return false
      }
      return "=+-@\t\r\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first)
        && field.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) == nil
    }
    #expect(formulas.isEmpty, "\(table) \(formulas.prefix(3))")
    return fields.count
  }

  private func expectDocument(_ command: [String]) async throws {
    let json = try await Program.run(command + ["--json"] + database)
    expectHarmless(json.output, "\(command) --json")
    #expect(try json.document()["schema"] != nil, "\(command)")
  }
}
