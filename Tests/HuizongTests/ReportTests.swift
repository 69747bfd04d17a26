import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// The page of a small district after two nights: read as XML, and held against what the database
/// says.
@Suite(.database, .serialized) struct ReportTests {
  private let conninfo = TestDatabase.current.conninfo
  private var database: [String] { ["--database", conninfo] }

  @Test func pageHoldsWhatWasPublished() async throws {
    let folder = try Scratch()
    #expect(try await report([], to: folder, "none.html").status == 64)
    try await runNight(folder)
    let first = try await page([], in: folder, "first.html")
    #expect(try first.section("changes").text.contains("没有保留更早的发布"))
    try await revise()
    let page = try await page([], in: folder, "page.html")
    #expect(page.language == "zh-Hans" && page.title == "全区 2023 年度支出决算")
    #expect(
      page.sections.map(\.id) == [
        "overview", "subjects", "units", "changes", "anomalies", "coverage", "method",
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
    try await expectOneFile(folder)
    try await expectPart(folder)
  }

  private func runNight(_ folder: Scratch) async throws {
    let sample = folder.path + "/sample"
    for command in [
      ["sample", "--units", "14", "--years", "2021-2023", sample], ["import", sample] + database,
      ["run"] + database,
    ] {
      let program = try await Program.run(command)
      #expect(program.status == 0, "\(program.messages)")
    }
  }

  /// One unit withdraws its account, another one spends more, so that there are two causes.
  private func revise() async throws {
    let conninfo = conninfo
    try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo)).runScript(
        Statement(
          name: "edit",
          sql: """
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
            """))
    }
    let program = try await Program.run(["run"] + database)
    #expect(program.status == 0, "\(program.messages)")
  }

  private func report(
    _ options: [String], to folder: Scratch, _ name: String, _ machine: [String: String] = [:]
  ) async throws -> Program {
    try await Program.run(
      ["report", "--output", folder.path + "/" + name] + options + database,
      environment: machine)
  }

  private func page(
    _ options: [String], in folder: Scratch, _ name: String
  ) async throws -> ReadPage {
    let program = try await report(options, to: folder, name)
    #expect(program.status == 0, "\(program.messages)")
    #expect(program.output == folder.path + "/" + name + "\n")
    return try ReadPage(folder.url.appending(path: name))
  }

  private func rows(_ sql: String) async throws -> [(key: String, value: Int64)] {
    let conninfo = conninfo
    return try await onOwnThread {
      var found: [(key: String, value: Int64)] = []
      for row in try Connection(ConnectionSettings(conninfo: conninfo))
        .run(Statement(name: "test_query", sql: sql, shape: .rows))
      {
        found.append((try row.text(0), try row.int(1)))
      }
      return found
    }
  }
}

/// The figures, one by one and added up.
extension ReportTests {
  /// Every printed amount is a neighbour of the published one.
  private func expectFigures(of page: ReadPage, fenPerStep: Int64) async throws {
    let exact = Dictionary(
      uniqueKeysWithValues: try await rows(
        """
        SELECT concat_ws(' ', fiscal_year, unit_code, subject_code, measure), (amount * 100)::bigint
        FROM summary.subject_year
        CROSS JOIN LATERAL (
          VALUES ('initial', initial_budget), ('final', final_budget), ('actual', actual),
            ('basic', basic_actual), ('project', project_actual)
        ) AS stated (measure, amount)
        WHERE fund_type = '*'
          AND subject_level IN (0, 3)
          AND amount IS NOT NULL
        """))
    var count = 0
    func expect(_ cell: ReadPage.Cell?, _ key: String) {
      guard let fen = exact[key] else { return #expect(cell?.hundredths == nil, "\(key)") }
      count += 1
      guard let steps = cell?.hundredths else { return #expect(fen == 0, "\(key)") }
      #expect((steps * fenPerStep - fen).magnitude < fenPerStep.magnitude, "\(key) \(steps)")
    }
    for row in try page.section("overview").tables[0].rows.dropFirst() {
      expect(row[1], "\(row[0].text) * * actual")
    }
    let subjects = try page.section("subjects").tables
    for row in subjects[0].rows.dropFirst() { expect(row[1], "2023 * \(code(row)) actual") }
    for row in subjects[1].rows.dropFirst() {
      for (place, year) in zip(1..., 2021...2023) {
        expect(row[place], "\(year) * \(code(row)) actual")
      }
    }
    for table in try page.section("units").tables {
      let heads = table.rows[0].map(code)
      for row in table.rows.dropFirst() where row[0].text.first?.isNumber == true {
        let unit = String(row[0].text.prefix { $0.isNumber })
        expect(row[1], "2023 \(unit) * actual")
        for place in 2..<row.count { expect(row[place], "2023 \(unit) \(heads[place]) actual") }
      }
    }
    let text = try page.section("overview").text.replacing(",", with: "")
    for measure in ["initial", "final", "basic", "project"] {
      let fen = try #require(exact["2023 * * \(measure)"])
      let below = fen / fenPerStep
      #expect([below, below + 1].contains { text.contains(decimal($0)) }, "\(measure)")
    }
    #expect(count > 250)
  }

  /// The code that a cell begins with; `*` where there is none.
  private func code(_ cell: ReadPage.Cell) -> String {
    let digits = String(cell.text.prefix { $0.isNumber })
    return cell.text.hasPrefix("?") || cell.text.hasPrefix("无法") || cell.text.hasPrefix("Unr")
      ? "?" : digits.isEmpty ? "*" : digits
  }

  private func code(_ row: [ReadPage.Cell]) -> String { code(row[0]) }

  private func decimal(_ steps: Int64) -> String {
    let digits = String(steps.magnitude)
    let filled = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    return filled.dropLast(2) + "." + filled.suffix(2)
  }

  /// Whatever is shown adds up as it is shown.
  private func expectSums(of page: ReadPage) throws {
    let subjects = try page.section("subjects").tables
    for table in subjects {
      for place in 1..<table.rows[0].count where table.rows[1][place].hundredths != nil {
        let column = table.rows.dropFirst().map { $0[place].hundredths ?? 0 }
        if table.rows[0][place].tone == "wide" { continue }
        #expect(column.dropLast().reduce(0, +) == column.last, "\(table.rows[0][place].text)")
      }
    }
    let units = try page.section("units").tables[0].rows.dropFirst()
    for row in units {
      let steps = row.dropFirst().map { $0.hundredths ?? 0 }
      #expect(steps.dropFirst().reduce(0, +) == steps[0], "\(row[0].text)")
    }
    for place in 1..<(units.first?.count ?? 1) {
      let column = units.map { $0[place].hundredths ?? 0 }
      #expect(column.dropLast().reduce(0, +) == column.last)
    }
    // One figure is the same wherever it stands.
    let total = try #require(subjects[0].rows.last?[1].text)
    #expect(units.last?[1].text == total)
    #expect(try page.section("overview").tables[0].rows.last?[1].text == total)
    #expect(try page.section("overview").text.contains(total))
    #expect(try page.section("changes").tables[0].rows.last?[1].text == total)
  }

  /// The causes lead from the total of the last publication to this one's.
  private func expectBridge(of page: ReadPage, fenPerStep: Int64) async throws {
    let causes = try await rows(
      """
      SELECT cause, (difference * 100)::bigint
      FROM summary.changes(1, 2, 2023, 'reported')
      WHERE fund_type = '*'
        AND unit_code = '*'
        AND subject_code = '*'
        AND measure = 'actual'
      ORDER BY cause COLLATE "C"
      """)
    let bridge = try page.section("changes").tables[0].rows.dropFirst()
    let steps = bridge.compactMap { $0[1].hundredths }
    #expect(steps.count == causes.count + 2 && causes.count >= 2)
    #expect(steps.dropLast().reduce(0, +) == steps.last)
    for (part, cause) in zip(steps.dropFirst(), causes) {
      #expect((part * fenPerStep - cause.value).magnitude < fenPerStep.magnitude, "\(cause)")
    }
    let before = try await rows(
      """
      SELECT 'before', (actual * 100)::bigint
      FROM summary.subject_year_as_of(1)
      WHERE fiscal_year = 2023
        AND fund_type = '*'
        AND unit_code = '*'
        AND subject_code = '*'
      """)
    let distance = (steps.first ?? 0) * fenPerStep - (before.first?.value ?? 0)
    #expect(distance.magnitude < fenPerStep.magnitude)
    #expect(try page.section("changes").tables[1].rows.count > 1, "the units that changed")
  }
}

/// The lists, and the file as a whole.
extension ReportTests {
  private func expectLists(of page: ReadPage) async throws {
    let graver = try await rows(
      """
      SELECT concat_ws('|', anomaly_id, rule_code, trim_scale(stated)), 0
      FROM summary.anomaly
      WHERE fiscal_year = 2023
        AND severity = 'error'
      ORDER BY abs(difference) DESC NULLS LAST
      LIMIT 3
      """)
    let counts = try await rows(
      """
      SELECT severity, count(*)
      FROM summary.anomaly
      WHERE fiscal_year = 2023
      GROUP BY severity
      """)
    let section = try page.section("anomalies")
    let all = counts.reduce(0) { $0 + $1.value }
    #expect(section.cards.count == min(12, Int(all)) && graver.count == 3)
    for (card, anomaly) in zip(section.cards, graver) {
      for part in anomaly.key.split(separator: "|") {
        #expect(card.replacing(",", with: "").contains(part), "\(anomaly.key)")
      }
    }
    #expect(all <= 12 || section.text.contains("另有 \(all - 12) 条,见 huizong anomalies"))
    for (severity, count) in counts where severity == "error" {
      #expect(section.text.contains("错误 \(count)"))
    }
    #expect(section.drawings.contains { $0.contains("填报 ") && $0.contains(",应为 ") })
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
    #expect(listed.count >= 2)
  }

  /// The same bytes wherever and whenever; whole or not at all; nothing is written over.
  private func expectOneFile(_ folder: Scratch) async throws {
    let again = try await report(
      ["--lang", "zh"], to: folder, "again.html", ["TZ": "America/New_York", "LC_ALL": "C"])
    #expect(again.status == 0, "\(again.messages)")
    let first = try Data(contentsOf: folder.url.appending(path: "page.html"))
    #expect(try Data(contentsOf: folder.url.appending(path: "again.html")) == first)
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
    #expect(try unit.section("subjects").tables[0].rows.last?[1].text == row?[1].text)
    let stranger = try await report(["--unit", "no such"], to: folder, "none.html")
    #expect(stranger.status == 64, "\(stranger.messages)")
  }
}

/// The page of a district as large as they come.
@Suite(.database, .serialized) struct LargeReportTests {
  @Test func fourHundredUnitsStayBelowAMegabyte() async throws {
    let database = ["--database", TestDatabase.current.conninfo]
    let folder = try Scratch()
    for command in [
      ["sample", "--units", "400", "--years", "2022-2023", folder.path],
      ["import", folder.path] + database, ["run"] + database,
      ["report", "--output", folder.path + "/page.html"] + database,
    ] {
      let program = try await Program.run(command)
      #expect(program.status == 0, "\(program.messages)")
    }
    let page = try ReadPage(folder.url.appending(path: "page.html"))
    #expect(page.byteCount < 1_000_000)
    #expect(try page.section("units").tables[1].rows.count > 400)
  }
}
