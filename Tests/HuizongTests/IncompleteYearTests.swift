import BudgetTestSupport
import Foundation
import Testing

/// What books and pages say of years that are not whole, and of years that are closed.
@Suite(.database, .serialized) struct IncompleteYearTests {
  private let district = FiledDistrict()

  @Test func growthOfAMissingAccountIsMarked() async throws {
    let folder = try Scratch()
    try await district.publish(in: folder)
    try await district.publish(
      after: """
        UPDATE intake.submission
        SET status = 'returned'
        WHERE unit_code = '102001'
          AND fiscal_year = 2022;
        """)
    try await district.succeed(
      ["close-year", "2021", "--reason", "reported upwards"] + district.database)
    let count = try await district.rows(
      """
      SELECT 'missing', count(*)
      FROM summary.coverage
      JOIN summary.unit_tree USING (fiscal_year, unit_code)
      WHERE fiscal_year = 2022
        AND kind = 'final_account'
        AND state IN ('missing', 'returned', 'draft', 'excluded')
        AND is_leaf
      """)
    let missing = try #require(count.first?.value)
    try await expectBook(missing, folder)
    try await expectPage(missing, folder)
    try await expectNoMarkOfAStandIn(missing, folder)
  }

  /// Actuals of a unit that has handed in a self-evaluation alone are what that says.
  private func expectNoMarkOfAStandIn(_ missing: Int64, _ folder: Scratch) async throws {
    try await district.publish(
      after: """
        DELETE FROM intake.submission
        WHERE unit_code = '102001'
          AND fiscal_year = 2022
          AND kind = 'self_evaluation';
        UPDATE intake.submission
        SET kind = 'self_evaluation', status = 'accepted'
        WHERE unit_code = '102001'
          AND fiscal_year = 2022
          AND kind = 'final_account';
        """)
    try await district.succeed(
      ["export", "--force", "--output", folder.path + "/book.xlsx"] + district.database)
    let units = try ReadWorkbook(folder.url.appending(path: "book.xlsx")).sheet("单位汇总")
    let own = try #require(units.body.first { $0[0]?.text == "102001" })
    #expect(own[5] != nil && own[6] != nil && own[6]?.format.contains("†") == false)
    let head = units.rows.prefix(6).joined().compactMap { $0?.text }
    #expect(head.contains { $0.contains("2022 年未齐 \(missing - 1) 个单位") } == (missing > 1))
  }

  private func expectBook(_ missing: Int64, _ folder: Scratch) async throws {
    try await district.succeed(
      ["export", "--output", folder.path + "/book.xlsx"] + district.database)
    let book = try ReadWorkbook(folder.url.appending(path: "book.xlsx"))
    let units = try book.sheet("单位汇总")
    func isMarked(_ code: String?) -> Bool? {
      units.body.first { $0[0]?.text == code }?[6]?.format
        .contains("†")
    }
    let group = try await district.rows(
      """
      SELECT nullif(parent_code, '*'), 0
      FROM summary.unit_tree
      WHERE fiscal_year = 2023
        AND unit_code = '102001'
        AND parent_code <> '*'
      """)
    #expect(isMarked(group.first?.key) == true && isMarked(nil) == true)
    #expect(units.body.contains { $0[6] != nil && $0[6]?.format.contains("†") == false })
    let own = units.body.first { $0[0]?.text == "102001" }
    #expect(own?[4] != nil && own?[5] == nil && own?[6] == nil, "nothing to compare with")
    for name in ["单位汇总", "支出汇总"] {
      let head = try book.sheet(name).rows.prefix(6).joined().compactMap { $0?.text }
      #expect(head.contains { $0.contains("2022 年未齐 \(missing) 个单位") }, "\(name)")
    }
    let subjects = try book.sheet("支出汇总").body
    let stated = Set(
      try book.sheet("单位科目").body.filter { $0[0]?.text == "102001" && $0[6] != nil }
        .compactMap { $0[2]?.text })
    #expect(stated.count > 3)
    for row in subjects where stated.contains(row[0]?.text ?? "") && row[9] != nil {
      #expect(row[9]?.format.contains("†") == true, "\(row[0]?.text ?? "")")
    }
    let method = try book.sheet("编制说明").body(headedBy: "项目")
    #expect(method.contains { $0[1]?.text.hasPrefix("2021 年度已结账") == true })
  }

  private func expectPage(_ missing: Int64, _ folder: Scratch) async throws {
    try await district.succeed(
      ["report", "--output", folder.path + "/page.html"] + district.database)
    let page = try ReadPage(folder.url.appending(path: "page.html"))
    for id in ["overview", "subjects", "units"] {
      #expect(try page.section(id).text.contains("2022 年未齐 \(missing) 个单位"), "\(id)")
    }
    let rows = try page.section("units").tables.last?.rows ?? []
    let own = try #require(rows.first { $0[0].text.hasPrefix("102001") })
    #expect(own[1].text.contains("†") && own[1].tone.isEmpty)
    #expect(page.text.contains("2021 年度已结账"))
  }
}

extension ReadWorkbook.Sheet {
  /// The rows below the one that begins with some words.
  fileprivate func body(headedBy words: String) -> ArraySlice<[ReadWorkbook.Cell?]> {
    let head = rows.firstIndex { $0.first??.text == words } ?? rows.count - 1
    return rows.dropFirst(head + 1)
  }
}
