import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// The page of a small district after two nights: read as XML, and held against what the database
/// says.
@Suite(.database, .serialized) struct ReportTests {
  let district = FiledDistrict()

  @Test func pageHoldsWhatWasPublished() async throws {
    let folder = try Scratch()
    #expect(try await report([], to: folder, "none.html").status == 64)
    try await district.publish(in: folder)
    let first = try await page([], in: folder, "first.html")
    #expect(try first.section("changes").text.contains("这是首次发布"))
    try await revise()
    let page = try await page([], in: folder, "page.html")
    #expect(page.language == "zh-Hans" && page.title == "全区 2023 年度支出决算")
    #expect(
      page.sections.map(\.id) == [
        "overview", "subjects", "changes", "units", "anomalies", "coverage", "method",
      ])
    try await expectFigures(of: page, fenPerStep: 10_000)
    try expectSums(of: page)
    try await expectBridge(of: page, fenPerStep: 10_000)
    try await expectLists(of: page)
    let exact = try await self.page(["--in", "yuan", "--lang", "en"], in: folder, "exact.html")
    #expect(exact.language == "en" && exact.text.contains("Unit: yuan"))
    #expect(exact.sections.map(\.title).contains("Since the last publication"))
    try await expectFigures(of: exact, fenPerStep: 1)
    try expectSums(of: exact)
    try await expectBridge(of: exact, fenPerStep: 1)
    try await expectCards(of: exact)
    try await expectOneFile(folder)
    try await expectPart(folder)
    try await expectQuietUnits(folder)
    try await expectEarlierPublication(folder)
    try await expectYearOfBudgets(folder)
  }

  /// One unit withdraws its account, another one spends more, so that there are two causes.
  private func revise() async throws {
    try await district.publish(
      after: """
        UPDATE intake.submission
        SET status = 'withdrawn'
        WHERE unit_code = '101001'
          AND fiscal_year = 2023;
        UPDATE intake.line
        SET actual = actual + 7
        FROM intake.submission AS own
        WHERE own.submission_id = line.submission_id
          AND own.unit_code IN ('101002', '102001')
          AND own.fiscal_year = 2023;
        """)
  }

  func report(
    _ options: [String], to folder: Scratch, _ name: String, _ machine: [String: String] = [:]
  ) async throws -> Program {
    try await Program.run(
      ["report", "--output", folder.path + "/" + name] + options + district.database,
      environment: machine)
  }

  func page(
    _ options: [String], in folder: Scratch, _ name: String
  ) async throws -> ReadPage {
    let program = try await report(options, to: folder, name)
    #expect(program.status == 0, "\(program.messages)")
    #expect(program.output == folder.path + "/" + name + "\n")
    return try ReadPage(folder.url.appending(path: name))
  }

  func rows(_ sql: String) async throws -> [(key: String, value: Int64)] {
    try await district.rows(sql)
  }
}

/// The lists, and the file as a whole.
extension ReportTests {
  private func expectLists(of page: ReadPage) async throws {
    let counts = try await rows(
      """
      SELECT severity, count(*)
      FROM summary.anomaly
      WHERE fiscal_year = 2023
      GROUP BY severity
      """)
    let section = try page.section("anomalies")
    let all = counts.reduce(0) { $0 + $1.value }
    #expect(section.cards.count == min(12, Int(all)))
    #expect(all <= 12 || section.text.contains("另有 \(all - 12) 条，见 huizong anomalies"))
    for (severity, count) in counts where severity == "error" {
      #expect(section.text.contains("错误 \(count)"))
    }
    #expect(section.drawings.contains { $0.contains("填报 ") && $0.contains("，应为 ") })
    let states = try await rows(
      """
      SELECT state, count(*)
      FROM summary.coverage
      WHERE fiscal_year = 2023
      GROUP BY state
      """)
    let coverage = try page.section("coverage").tables
    let shown = coverage[0].rows.dropFirst().joined().compactMap { Int64($0.text) }
    #expect(shown.reduce(0, +) == states.reduce(0) { $0 + $1.value })
    let listed = states.filter { !["effective", "exempt"].contains($0.key) }
    #expect(coverage[1].rows.count - 1 == Int(listed.reduce(0) { $0 + $1.value }))
    #expect(!listed.isEmpty)
  }

  /// The gravest come first, with the stated figure in the unit that it was stated in.
  private func expectCards(of page: ReadPage) async throws {
    let graver = try await rows(
      """
      SELECT concat_ws('|', anomaly_id, rule_code, trim_scale(stated)), 0
      FROM summary.anomaly
      WHERE fiscal_year = 2023
        AND severity = 'error'
      ORDER BY abs(difference) DESC NULLS LAST
      LIMIT 3
      """)
    let section = try page.section("anomalies")
    #expect(graver.count == 3)
    for (card, anomaly) in zip(section.cards, graver) {
      let card = card.replacing(",", with: "").replacing("\u{2212}", with: "-")
      let parts = anomaly.key.split(separator: "|").map(String.init)
      #expect(card.contains(parts[0]) && card.contains(parts[1]), "\(anomaly.key)")
      // Money is shown in the unit that it was stated in.
      let yuan = Decimal(string: parts[2]) ?? 0
      let shown = [yuan, yuan / 10_000].map { NSDecimalNumber(decimal: $0).stringValue }
      #expect(shown.contains { card.contains($0) }, "\(anomaly.key)")
    }
    #expect(section.drawings.contains { $0.contains(" yuan, expected ") })
    // A figure outside the tables is named in words.
    #expect(section.cards.contains { $0.contains("total expenditure, ") })
    #expect(!section.cards.contains { $0.contains("total.actual") })
    #expect(section.cards.allSatisfy { $0.contains(/final account|self-evaluation|budget/) })
    #expect(section.text.contains("are kept in Chinese, as the units read them"))
  }

  /// The same bytes wherever and whenever; whole or not at all; nothing is written over.
  private func expectOneFile(_ folder: Scratch) async throws {
    let again = try await report(
      ["--lang", "zh"], to: folder, "again.html", ["TZ": "America/New_York", "LC_ALL": "C"])
    #expect(again.status == 0, "\(again.messages)")
    let first = try Data(contentsOf: folder.url.appending(path: "page.html"))
    #expect(try Data(contentsOf: folder.url.appending(path: "again.html")) == first)
    // Names are those that were published, whatever the lists say by now.
    try await district.execute("UPDATE reference.unit SET name = name || '改'")
    #expect(try await report([], to: folder, "renamed.html").status == 0)
    #expect(try Data(contentsOf: folder.url.appending(path: "renamed.html")) == first)
    try await district.execute("UPDATE reference.unit SET name = rtrim(name, '改')")
    let refused = try await report(["--in", "yuan"], to: folder, "again.html")
    #expect(refused.status == 73 && refused.messages.contains("--force"), "\(refused.messages)")
    #expect(try Data(contentsOf: folder.url.appending(path: "again.html")) == first)
    let forced = try await report(["--in", "yi", "--force", "--json"], to: folder, "again.html")
    #expect(forced.status == 0, "\(forced.messages)")
    let document = try forced.document()
    #expect(document["schema"] as? String == "huizong.report/1")
    let written = try Data(contentsOf: folder.url.appending(path: "again.html"))
    #expect(document["bytes"] as? Int == written.count && written != first)
    #expect(try await report([], to: folder, "nowhere/a.html").status == 73)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(left.allSatisfy { !$0.hasPrefix(".") }, "\(left)")
  }

  /// A unit's page holds what the district's says of it, and no table of units.
  private func expectPart(_ folder: Scratch) async throws {
    let unit = try await page(
      ["--unit", "102001", "--years", "2022-2023"], in: folder, "unit.html")
    #expect(unit.sections.map(\.id).contains("units") == false)
    let whole = try ReadPage(folder.url.appending(path: "page.html"))
    let row = try whole.section("units").tables.last?.rows.first { $0[0].text.hasPrefix("102001") }
    #expect(row != nil)
    #expect(try unit.section("subjects").tables[0].rows.last?[1].hundredths == row?[1].hundredths)
    let stranger = try await report(["--unit", "no such"], to: folder, "none.html")
    #expect(stranger.status == 64, "\(stranger.messages)")
  }
}

extension ReportTests {
  /// Of a year that has budgets only, the page is not unless it is asked for; it then says that
  /// nobody has stated what was spent.
  private func expectYearOfBudgets(_ folder: Scratch) async throws {
    try await district.publish(
      after: """
        UPDATE intake.submission
        SET status = 'withdrawn'
        WHERE kind <> 'budget'
          AND fiscal_year = 2023;
        """)
    let last = try await page([], in: folder, "last.html")
    #expect(last.title == "全区 2022 年度支出决算")
    #expect(last.text.contains("2023 年度没有决算数，本页为 2022 年度。"))
    let asked = try await page(["--years", "2021-2023"], in: folder, "budgets.html")
    #expect(asked.title == "全区 2023 年度支出决算")
    let bridge = try asked.section("changes").tables[0].rows.dropFirst()
    #expect(bridge.first?[1].hundredths != nil && bridge.last?[1].text == "–")
    let units = try asked.section("units").tables[0].rows.dropFirst()
    #expect(units.count > 2 && units.allSatisfy { $0[1].text == "–" })

    try await district.publish()
    let still = try await page(
      ["--years", "2023", "--lang", "en"], in: folder, "still.html")
    let changes = try still.section("changes")
    #expect(changes.text.contains("Nobody states an actual of 2023"))
    #expect(changes.tables[0].rows.dropFirst().map { $0[1].text } == ["–", "–"])

    let general = try await page(["--fund", "general", "--lang", "en"], in: folder, "fund.html")
    for section in ["anomalies", "coverage"] {
      #expect(try general.section(section).text.contains("This section is of all funds"))
      #expect(try !still.section(section).text.contains("This section is of all funds"))
    }
  }
}
