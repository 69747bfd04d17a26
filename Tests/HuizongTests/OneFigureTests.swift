import BudgetTestSupport
import Foundation
import Testing

/// One publication prints a figure the same in every book, page and sheet of it.
@Suite(.database, .serialized) struct OneFigureTests {
  private let district = FiledDistrict()

  @Test func partsPrintWhatTheWholePrints() async throws {
    let folder = try Scratch()
    try await district.publish(in: folder)
    let whole = try await export([], to: folder, "whole.xlsx")
    let units = try whole.sheet("单位汇总").body.filter { $0[0] != nil }
    let groups = units.filter { $0[1]?.isBold == true }
    #expect(groups.count > 2)
    let leaves = units.filter { $0[1]?.isBold != true }
    for unit in groups + leaves.suffix(3) {
      let code = try #require(unit[0]?.text)
      let part = try await export(["--unit", code], to: folder, "part.xlsx")
      try expectSame(whole, part, code)
      expectSums(try part.sheet("支出汇总"), code)
    }
    try await expectYears(whole, folder)
    try await expectPages(units, folder)
  }

  private func export(
    _ options: [String], to folder: Scratch, _ name: String
  ) async throws -> ReadWorkbook {
    let program = try await Program.run(
      ["export", "--force", "--output", folder.path + "/" + name] + options + district.database)
    #expect(program.status == 0, "\(program.messages)")
    return try ReadWorkbook(folder.url.appending(path: name))
  }

  /// The rows of a sheet by what they are of, names aside.
  private func rows(
    _ sheet: ReadWorkbook.Sheet, keys: Range<Int>, _ isWanted: (String) -> Bool = { _ in true }
  ) -> [String: [String]] {
    var rows: [String: [String]] = [:]
    for row in sheet.body where row[keys.lowerBound] != nil {
      let key = keys.map { row[$0]?.text ?? "" }.joined(separator: " ")
      if isWanted(key) { rows[key] = row[keys.upperBound...].map { $0?.text ?? "" } }
    }
    return rows
  }

  private func expectSame(_ whole: ReadWorkbook, _ part: ReadWorkbook, _ code: String) throws {
    let own = try whole.sheet("单位科目").body.filter {
      $0[0]?.text == code && ($0[2] != nil || $0[3]?.text == "合计")
    }
    let summary = try part.sheet("支出汇总").body.filter {
      $0[0] != nil || $0[1]?.text == "合计"
    }
    #expect(own.count == summary.count)
    for (one, other) in zip(own, summary) {
      #expect(one[3]?.text == other[1]?.text)
      #expect(
        one[4...6].map { $0?.text } == other[2...4].map { $0?.text },
        "\(code) \(one[3]?.text ?? "")")
    }
    guard part.sheets.contains(where: { $0.name == "单位汇总" }) else { return }
    for (name, keys) in [("单位汇总", 0..<2), ("单位科目", 0..<4)] {
      let all = rows(try whole.sheet(name), keys: keys)
      let some = rows(try part.sheet(name), keys: keys)
      #expect(!some.isEmpty)
      for (key, figures) in some { #expect(all[key] == figures, "\(name) \(key)") }
    }
  }

  /// The kinds of each subject make its actual, and those of 类 the unit's.
  private func expectSums(_ sheet: ReadWorkbook.Sheet, _ code: String) {
    var sums: [Int: Int64] = [:]
    for row in sheet.body {
      let parts = row[5...7].compactMap { $0?.hundredths }
      if !parts.isEmpty { #expect(parts.reduce(0, +) == row[4]?.hundredths, "\(code)") }
      guard row[0]?.text.count == 3 || row[1]?.text == "无法识别的科目" else { continue }
      for place in 2...8 { sums[place, default: 0] += row[place]?.hundredths ?? 0 }
    }
    for (place, sum) in sums {
      #expect(sheet.body.first?[place]?.hundredths ?? 0 == sum, "\(code) column \(place)")
    }
  }

  /// A year's own book, the table of years, and last year's column of the next book.
  private func expectYears(_ whole: ReadWorkbook, _ folder: Scratch) async throws {
    let before = try await export(["--years", "2022"], to: folder, "before.xlsx")
    let own = rows(try before.sheet("支出汇总"), keys: 0..<1).mapValues { $0[3] }
    let years = rows(try whole.sheet("年度对比"), keys: 0..<1).mapValues { $0[2] }
    let prior = rows(try whole.sheet("支出汇总"), keys: 0..<1).mapValues { $0[7] }
    #expect(own.count > 20)
    for (key, figure) in own {
      #expect(years[key] ?? "" == figure, "\(key)")
      if let next = prior[key] { #expect(next == figure, "\(key)") }
    }
    // Nobody filed it last year: a blank in both tables, and no change beside it.
    let changes = rows(try whole.sheet("支出汇总"), keys: 0..<1).mapValues { $0[8] }
    for (key, figure) in prior where own[key] ?? "" == "" {
      #expect(figure.isEmpty && changes[key]?.isEmpty == true, "\(key)")
    }
    let unitsThen = rows(try before.sheet("单位汇总"), keys: 0..<1).mapValues { $0[3] }
    let unitsNow = rows(try whole.sheet("单位汇总"), keys: 0..<1).mapValues { $0[4] }
    for (code, figure) in unitsNow where !figure.isEmpty {
      #expect(unitsThen[code] == figure, "\(code)")
    }
  }

  /// The page of a unit, and the district's page, print its total as the book does.
  private func expectPages(_ units: [[ReadWorkbook.Cell?]], _ folder: Scratch) async throws {
    for unit in units.prefix(4) {
      let code = try #require(unit[0]?.text)
      let program = try await Program.run(
        [
          "report", "--unit", code, "--years", "2021-2023", "--in", "wan", "--force", "--output",
          folder.path + "/unit.html",
        ] + district.database)
      #expect(program.status == 0, "\(program.messages)")
      let page = try ReadPage(folder.url.appending(path: "unit.html"))
      let years = try #require(try page.section("overview").tables.first)
      #expect(years.rows.last?.last?.hundredths == unit[4]?.hundredths, "\(code)")
      #expect(years.rows.dropLast().last?.last?.hundredths == unit[5]?.hundredths, "\(code)")
    }
  }
}
