import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// The workbook of a small district, as a bureau gets it: read back by openpyxl, opened by
/// LibreOffice, and held against what the database says.
@Suite(.database, .serialized) struct ExportTests {
  private let district = FiledDistrict()
  private var conninfo: String { district.conninfo }
  private var database: [String] { district.database }

  @Test func bookHoldsWhatWasPublished() async throws {
    let folder = try Scratch()
    let refused = try await export([], to: folder, "none.xlsx")
    #expect(refused.status == 64, "\(refused.messages)")
    try await district.publish(in: folder)
    let program = try await export([], to: folder, "wan.xlsx")
    #expect(program.status == 0, "\(program.messages)")
    #expect(program.output.contains("支出汇总"))
    let book = try ReadWorkbook(folder.url.appending(path: "wan.xlsx"))
    #expect(
      book.sheets.map(\.name) == [
        "目录", "支出汇总", "单位汇总", "单位×类", "单位科目", "年度对比", "可比口径", "内部抵销",
        "指标", "指标依据", "异常清单", "报送情况", "编制说明",
      ])
    try expectForm(of: book)
    try await expectFigures(of: book, fenPerStep: 10_000)
    try expectSums(of: book)
    try await expectLists(of: book)

    #expect(try await export(["--in", "yuan"], to: folder, "yuan.xlsx").status == 0)
    let exact = try ReadWorkbook(folder.url.appending(path: "yuan.xlsx"))
    #expect(try exact.sheet("支出汇总").rows[1].compactMap { $0?.text }.last == "单位：元")
    try await expectFigures(of: exact, fenPerStep: 1)
    try expectSums(of: exact)

    try await expectOneFile(folder)
    try await expectOtherPrograms(folder)
    try await expectPart(folder)
    try await expectCSV(folder)
  }

  private func export(
    _ options: [String], to folder: Scratch, _ name: String, _ machine: [String: String] = [:]
  ) async throws -> Program {
    try await Program.run(
      ["export", "--output", folder.path + "/" + name] + options + database,
      environment: machine)
  }

  /// Every sheet has its head, its frozen panes and its print.
  private func expectForm(of book: ReadWorkbook) throws {
    #expect(book.created == (try publishedAt()))
    for sheet in book.sheets {
      #expect(!sheet.freeze.isEmpty, "\(sheet.name)")
      // Hundreds of pages for reference are not printed unless somebody wants them.
      let isForReference = sheet.name == "指标依据"
      #expect(sheet.repeats.isEmpty == isForReference, "\(sheet.name)")
      #expect(sheet.printArea.isEmpty != isForReference, "\(sheet.name)")
      #expect(sheet.orientation == "landscape" && sheet.fits, "\(sheet.name)")
      #expect(sheet.fitsWidth == 1 && sheet.fitsHeight == 0, "\(sheet.name)")
      #expect(sheet.footer.contains("&P"), "\(sheet.name)")
      #expect(sheet.widths.allSatisfy { (6...111).contains($0) }, "\(sheet.name)")
      let isList = ["目录", "编制说明"].contains(sheet.name)
      #expect(sheet.filter.isEmpty == isList, "\(sheet.name)")
      let formulas = sheet.rows.joined().compactMap(\.self).filter { $0.kind == "f" }
      #expect(formulas.isEmpty, "\(sheet.name)")
    }
    let method = try book.sheet("编制说明").rows.joined().compactMap { $0?.text }
    let digest = try Connection(ConnectionSettings(conninfo: conninfo))
      .text("SELECT digest FROM summary.publication")
    #expect(method.contains(digest))
    #expect(method.contains { $0.contains("summary.subject_year") })
    // The list of sheets counts their rows.
    let counts = try book.sheet("目录").rows.suffix(12).map { $0.compactMap { $0?.text } }
    #expect(counts.map { $0.first ?? "" } == book.sheets.dropFirst().map(\.name))
    for (count, sheet) in zip(counts, book.sheets.dropFirst()) where !sheet.filter.isEmpty {
      #expect(count.last == "\(sheet.body.count)", "\(sheet.name)")
    }
  }

  private func publishedAt() throws -> String {
    try Connection(ConnectionSettings(conninfo: conninfo)).text(
      """
      SELECT to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
      FROM summary.publication
      """)
  }
}

/// The figures, one by one and added up.
extension ExportTests {
  /// Every printed amount is a neighbour of the published one, in every sheet that shows it.
  private func expectFigures(of book: ReadWorkbook, fenPerStep: Int64) async throws {
    let exact = try await publishedFen()
    var count = 0
    func expect(_ cell: ReadWorkbook.Cell?, _ key: String) {
      guard let fen = exact[key] else {
        return #expect(cell == nil, "\(key): \(cell?.text ?? "")")
      }
      count += 1
      let steps = cell?.hundredths ?? -9_000_000_000_000
      #expect((steps * fenPerStep - fen).magnitude < fenPerStep.magnitude, "\(key) \(steps)")
    }
    /// What nobody stated last year is blank, though the database says 0.
    func expectPrior(_ cell: ReadWorkbook.Cell?, _ key: String) {
      if cell == nil, exact["\(key) prior"] == 0 { return }
      expect(cell, "\(key) prior")
    }
    let measures = ["initial", "final", "actual"]
    for row in try book.sheet("支出汇总").body where row[0] != nil || row[1]?.text == "合计" {
      let code = row[0]?.text ?? "*"
      for (place, measure) in zip(2..., measures + ["basic", "project"]) {
        expect(row[place], "* \(code) \(measure)")
      }
      expectPrior(row[8], "* \(code)")
    }
    for row in try book.sheet("单位汇总").body where !isRest(row) {
      let key = "\(row[0]?.text ?? "*") *"
      for (place, measure) in zip(2..., measures) { expect(row[place], "\(key) \(measure)") }
      expectPrior(row[5], key)
    }
    let matrix = try book.sheet("单位×类")
    let categories = try #require(matrix.rows.dropLast(matrix.body.count).last)
    for row in matrix.body where !isRest(row) {
      for (place, title) in categories.enumerated().dropFirst(3) {
        let code = title?.text == "无法识别的科目" ? "?" : String(title?.text.prefix(3) ?? "")
        expect(row[place], "\(row[0]?.text ?? "*") \(code) actual")
      }
    }
    for row in try book.sheet("单位科目").body
    where row[2] != nil || row[3]?.text == "合计" {
      for (place, measure) in zip(4..., measures) {
        expect(row[place], "\(row[0]?.text ?? "") \(row[2]?.text ?? "*") \(measure)")
      }
    }
    #expect(count > 1_000)
  }

  /// Fen by unit, subject and measure of 2023; what is not stated is not there.
  private func publishedFen() async throws -> [String: Int64] {
    let conninfo = conninfo
    return try await onOwnThread {
      let rows = try Connection(ConnectionSettings(conninfo: conninfo)).run(
        Statement(
          name: "test_query",
          sql: """
            SELECT concat_ws(' ', unit_code, subject_code, measure), (amount * 100)::bigint
            FROM summary.subject_year
            CROSS JOIN LATERAL (
              VALUES ('initial', initial_budget), ('final', final_budget), ('actual', actual),
                ('basic', basic_actual), ('project', project_actual), ('prior', prior_actual)
            ) AS stated (measure, amount)
            WHERE fiscal_year = 2023
              AND fund_type = '*'
              AND amount IS NOT NULL
            """, shape: .rows))
      var fen: [String: Int64] = [:]
      for row in rows { fen[try row.text(0)] = try row.int(1) }
      return fen
    }
  }

  private func isRest(_ row: [ReadWorkbook.Cell?]) -> Bool {
    row[0] == nil && row[1]?.text != "全区"
  }
}

/// The lists, and the file as a whole.
extension ExportTests {
  private func expectLists(of book: ReadWorkbook) async throws {
    let conninfo = conninfo
    let counts = try await onOwnThread {
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      return (
        try connection.text("SELECT count(*) FROM summary.anomaly"),
        try connection.text("SELECT count(*) FROM summary.coverage"),
        try connection.text("SELECT count(*) FROM summary.elimination"),
        try connection.text("SELECT count(*) FROM summary.unit_indicator"),
        try connection.text("SELECT sum(eliminated * 100)::bigint FROM summary.elimination")
      )
    }
    let anomalies = try book.sheet("异常清单").body
    #expect("\(anomalies.count)" == counts.0)
    let coverage = try book.sheet("报送情况").body.count
    #expect("\(coverage)" == counts.1)
    let eliminations = try book.sheet("内部抵销").body
    #expect("\(eliminations.count)" == counts.2)
    #expect(counts.2 != "0")
    #expect("\(eliminations.reduce(0) { $0 + ($1[10]?.hundredths ?? 0) })" == counts.4)
    let indicators = try book.sheet("指标依据").body.count
    #expect("\(indicators)" == counts.3)
    let errors = anomalies.filter { $0[1]?.text == "错误" }
    #expect(!errors.isEmpty && errors.allSatisfy { $0[1]?.fill == "FFFBE3E1" })
    #expect(errors.contains { $0[12...15].allSatisfy { $0 != nil } })
    // Places are named in words, with what was submitted and what its figure is counted in.
    #expect(anomalies.allSatisfy { $0[10]?.text.contains(/[a-z]_?[a-z]+\.[a-z]/) != true })
    #expect(anomalies.contains { $0[8]?.text == "决算" && $0[9] != nil && $0[11]?.text == "元" })
    #expect(anomalies.contains { $0[11]?.text == "%" })
    #expect(errors.contains { $0[19]?.text.contains("\n") == true }, "evidence, a line each")
  }

  /// The same bytes wherever and whenever; whole or not at all; nothing is written over.
  private func expectOneFile(_ folder: Scratch) async throws {
    let again = try await export(
      [], to: folder, "again.xlsx", ["TZ": "America/New_York"])
    #expect(again.status == 0, "\(again.messages)")
    let first = try Data(contentsOf: folder.url.appending(path: "wan.xlsx"))
    #expect(try Data(contentsOf: folder.url.appending(path: "again.xlsx")) == first)
    let refused = try await export(["--in", "yuan"], to: folder, "again.xlsx")
    #expect(refused.status == 73 && refused.messages.contains("--force"), "\(refused.messages)")
    #expect(try Data(contentsOf: folder.url.appending(path: "again.xlsx")) == first)
    let forced = try await export(["--in", "yuan", "--force"], to: folder, "again.xlsx")
    #expect(forced.status == 0, "\(forced.messages)")
    #expect(try Data(contentsOf: folder.url.appending(path: "again.xlsx")) != first)
    let nowhere = try await export([], to: folder, "nowhere/a.xlsx")
    #expect(nowhere.status == 73, "\(nowhere.messages)")
    try await expectNoneOnAFullDisk(folder)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(left.allSatisfy { !$0.hasPrefix(".") && !$0.hasPrefix("tmp") }, "\(left)")
  }

  /// The file would fit: it is the rows of a sheet, not packed yet, that have no room. A limit of
  /// files in blocks of 1,024 bytes cuts them as a full disk does.
  private func expectNoneOnAFullDisk(_ folder: Scratch) async throws {
    let size = try Data(contentsOf: folder.url.appending(path: "wan.xlsx")).count
    let full = try await Program.shell(
      "trap '' XFSZ; ulimit -f \(size / 1_024 + 8); exec \"$0\" \"$@\"",
      ["export", "--output", folder.path + "/full.xlsx"] + database)
    #expect(full.status == 73, "\(full.messages)")
  }

  /// LibreOffice opens every sheet, prints them, and shows the figures of the first ones.
  private func expectOtherPrograms(_ folder: Scratch) async throws {
    let file = folder.url.appending(path: "wan.xlsx")
    let output = try Scratch()
    let (pages, tables) = try await onOwnThread {
      (
        try convertByLibreOffice(file, to: "pdf", in: output.url),
        try convertByLibreOffice(
          file, to: "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
          in: output.url)
      )
    }
    #expect(pages.count == 1 && tables.count == 13, "\(tables.map(\.lastPathComponent))")
    #expect(try pages.allSatisfy { try Data(contentsOf: $0).count > 50_000 })
    let texts = try tables.map { try String(contentsOf: $0, encoding: .utf8) }
    for text in texts {
      #expect(!text.contains("#REF!") && !text.contains("#NAME?") && !text.contains("Err:"))
    }
    let total = try ReadWorkbook(file).sheet("支出汇总").body.first?[4]?.hundredths ?? 0
    let digits = texts.contains { $0.replacing(",", with: "").contains("\(total / 100).") }
    #expect(digits, "\(total)")
  }

  /// A department's book holds what the district's says of it.
  private func expectPart(_ folder: Scratch) async throws {
    let whole = try ReadWorkbook(folder.url.appending(path: "yuan.xlsx"))
    let department = try #require(
      try whole.sheet("单位汇总").body.first { $0[1]?.indent == 1 && $0[1]?.isBold == true })
    let code = try #require(department[0]?.text)
    let options = ["--unit", code, "--in", "yuan", "--years", "2022-2023", "--lang", "en"]
    let program = try await export(options, to: folder, "part.xlsx")
    #expect(program.status == 0, "\(program.messages)")
    let part = try ReadWorkbook(folder.url.appending(path: "part.xlsx"))
    let top = try #require(try part.sheet("By unit").body.first)
    #expect(top[4]?.text == department[4]?.text)
    let units = try part.sheet("By unit").body.count
    let allUnits = try whole.sheet("单位汇总").body.count
    #expect(units > 2 && units < allUnits)
    #expect(try part.sheet("Years").rows.last?.count == 6)
    let known = Set(try part.sheet("By unit").body.compactMap { $0[0]?.text })
    #expect(try part.sheet("Coverage").body.allSatisfy { known.contains($0[1]?.text ?? "") })
    #expect(try await export(["--years", "2021"], to: folder, "first.xlsx").status == 0)
    let first = try ReadWorkbook(folder.url.appending(path: "first.xlsx")).sheet("支出汇总").body
    #expect(first.count > 20 && first.allSatisfy { $0[8] == nil && $0[9] == nil })
    let stranger = try await export(["--unit", "no such"], to: folder, "none.xlsx")
    #expect(stranger.status == 64, "\(stranger.messages)")
    let later = try await export(["--years", "2030"], to: folder, "none.xlsx")
    #expect(later.status == 64 && later.messages.contains("2021 2022 2023"))
  }

  private func expectCSV(_ folder: Scratch) async throws {
    let program = try await export(["--format", "csv", "--json"], to: folder, "summary.csv")
    #expect(try program.document()["schema"] as? String == "huizong.export/1")
    let data = try Data(contentsOf: folder.url.appending(path: "summary.csv"))
    #expect(data.starts(with: [0xEF, 0xBB, 0xBF] + Array("fiscal_year,unit_code".utf8)))
    let text = try folder.text("summary.csv")
    #expect(text.contains("\r\n2021,*,") && text.contains("\r\n2023,*,"))
    let html = try await export(["--format", "html"], to: folder, "a.html")
    #expect(html.status == 64)
  }
}
