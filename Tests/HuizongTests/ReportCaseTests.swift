import BudgetTestSupport
import Foundation
import Testing

/// Pages of units and publications about which there is something else to say.
extension ReportTests {
  /// A unit that has not handed in the last year has a page of the year before, which says so; one
  /// without anomalies says that, for any fund.
  func expectQuietUnits(_ folder: Scratch) async throws {
    let late = try await page(["--unit", "101001"], in: folder, "late.html")
    #expect(late.title.hasSuffix(" 2022 年度支出决算"), "\(late.title)")
    let words = try late.section("overview").text
    #expect(
      words.contains(/2023 年度（决算[^）]+）没有决算数，本页为 2022 年度。/), "\(words)")
    let quiet = try await rows(
      """
      SELECT unit_code, 0
      FROM summary.unit_tree
      WHERE fiscal_year = 2023
        AND is_leaf
        AND is_reported
        AND unit_code <> ALL (
          SELECT unit_code
          FROM summary.anomaly
          WHERE fiscal_year = 2023
            AND unit_code IS NOT NULL
        )
      ORDER BY unit_code
      LIMIT 1
      """)
    let code = try #require(quiet.first?.key)
    let none = try await page(["--unit", code, "--fund", "general"], in: folder, "quiet.html")
    let section = try none.section("anomalies")
    #expect(section.cards.isEmpty && section.text.contains("本年度没有异常。"))
    #expect(section.text.contains("本节为全部资金的"))
    #expect(!none.text.contains("条错误尚未处理"))
  }

  /// The page compares with what readers saw before, which a publication that was rolled back is
  /// not; a unit that the lists have no more is named.
  func expectEarlierPublication(_ folder: Scratch) async throws {
    let first = try Data(contentsOf: folder.url.appending(path: "page.html"))
    let edit =
      "UPDATE intake.line SET actual = actual + 5 WHERE submission_id IN (SELECT "
      + "submission_id FROM intake.submission WHERE unit_code = '102001' AND fiscal_year = 2023)"
    try await district.publish(after: edit)
    try await district.succeed(
      ["rollback", "2", "--reason", "read too early"] + district.database)
    #expect(try await report([], to: folder, "back.html").status == 0)
    #expect(try Data(contentsOf: folder.url.appending(path: "back.html")) == first)
    let gone = "103003"
    let name = try await rows(
      "SELECT unit_name, 0 FROM summary.unit_tree WHERE fiscal_year = 2023 "
        + "AND unit_code = '\(gone)'"
    ).first?.key
    try await district.publish(
      after: """
        UPDATE intake.submission
        SET status = 'withdrawn'
        WHERE unit_code = '\(gone)'
          AND fiscal_year >= 2023;
        UPDATE reference.unit
        SET valid_to = 2022
        WHERE unit_code = '\(gone)';
        """)
    for options in [[], ["--unit", "103"]] {
      let page = try await page(options + ["--force"], in: folder, "gone.html")
      let changes = try page.section("changes")
      #expect(changes.text.contains("发布 2 · ") && !changes.text.contains("发布 3 · "))
      let rows = changes.tables[1].rows
      let row = rows.first { $0[0].text.hasPrefix(gone) }
      #expect(row?[0].text == "\(gone) \(name ?? "")" && row?[3].text == "–", "\(rows)")
    }
  }
}

/// The page of a district larger than they come.
@Suite(.database, .serialized) struct LargeReportTests {
  @Test func fiveHundredUnitsStayBelowAMegabyte() async throws {
    let district = FiledDistrict()
    let folder = try Scratch()
    try await district.publish(units: 520, years: "2022-2023", in: folder)
    try await district.succeed(
      ["report", "--output", folder.path + "/page.html"] + district.database)
    let page = try ReadPage(folder.url.appending(path: "page.html"))
    #expect(page.byteCount < 1_000_000)
    let section = try page.section("units")
    let tree = try await district.rows(
      """
      SELECT 'all', count(*)
      FROM summary.unit_tree
      WHERE fiscal_year = 2023
        AND unit_code <> '*'
      UNION ALL
      SELECT 'below', count(*)
      FROM summary.unit_tree
      WHERE fiscal_year = 2023
        AND parent_code = '*'
      """)
    let counts = Dictionary(uniqueKeysWithValues: tree.map { ($0.key, Int($0.value)) })
    let (all, below) = (counts["all"] ?? 0, counts["below"] ?? 0)
    #expect(all > 500 && below > 41)
    // The first 500, the head beside them; the workbook has the others.
    #expect(section.tables[1].rows.count == 501)
    #expect(section.text.contains("前 500 个单位，共 \(all) 个"))
    // Of the departments 40 have rows of their own, and the others one, so that columns add up.
    let rows = section.tables[0].rows.dropFirst()
    #expect(rows.count { $0[0].text.first?.isNumber == true } == 40)
    #expect(rows.contains { $0[0].text == "其余 \(below - 40) 个" })
    for place in 1..<(rows.first?.count ?? 1) {
      let column = rows.map { $0[place].hundredths ?? 0 }
      #expect(column.dropLast().reduce(0, +) == column.last, "\(place)")
    }
  }
}
