import BudgetTestSupport
import BudgetWorkbook
import Foundation
import Testing

/// Workbooks as other programs read them.
@Suite struct WorkbookTests {
  private static let columns = [
    SheetColumn("编码", .words), SheetColumn("名称", .outline), SheetColumn("金额", .amount),
    SheetColumn("比重(%)", .percent), SheetColumn("数", .plain), SheetColumn("说明", .prose(width: 40)),
  ]

  @Test func headStaysAndPrints() throws {
    let book = try written([
      [.text("201"), .text("一般公共服务支出"), .amount(123_456_789), .number("12.5"), .empty, .empty]
    ])
    let sheet = try book.sheet("表")
    #expect(sheet.rows[0][0]?.text == "标题")
    #expect(sheet.rows[1][0]?.text == "甲区")
    #expect(sheet.rows[1][5]?.text == "单位:万元")
    #expect(sheet.rows[2][0]?.text == "说明一行")
    #expect(sheet.rows[3].compactMap { $0?.text } == ["编码", "名称", "金额", "比重(%)", "数", "说明"])
    #expect(sheet.freeze == "C5" && sheet.filter == "A4:F5" && sheet.repeats == "$1:$4")
    #expect(sheet.orientation == "landscape" && sheet.fits)
    #expect(sheet.fitsWidth == 1 && sheet.fitsHeight == 0)
    #expect(sheet.footer.contains("&P"))
    #expect(sheet.rows[4][2]?.format == "#,##0.00_ ")
    #expect(sheet.printArea.isEmpty && sheet.minds.isEmpty, "codes are words")
    #expect(book.created == "2024-01-02T03:04:05")
  }

  /// A figure with a footnote stays a number; words of several lines have room for them.
  @Test func marksAndLinesAreSeen() throws {
    let book = try written([
      [
        .empty, .empty, SheetCell.amount(148).marked(), SheetCell.number("48").marked(), .empty,
        .lines(["一", "二", "三"]),
      ],
      [.empty, .empty, SheetCell.amount(nil).marked(), .amount(148).marked(false), .empty, .empty],
    ])
    let sheet = try book.sheet("表")
    let rows = Array(sheet.body)
    #expect(rows[0][2]?.format == "#,##0.00\"†\"" && rows[0][2]?.hundredths == 148)
    #expect(rows[0][3]?.format == "#,##0.00\"†\"" && rows[0][3]?.text == "48")
    #expect(rows[1][2] == nil && rows[1][3]?.format == "#,##0.00_ ")
    #expect(sheet.heights.suffix(2) == [45, 15])
  }

  @Test func columnsFitTheirContents() throws {
    let name = String(repeating: "汇", count: 15)
    let book = try written([
      [.text("2010101"), .text(name), .amount(-123_456_789_012), .empty, .empty, .empty]
    ])
    let widths = try book.sheet("表").widths
    #expect(widths[0] >= 9 && widths[0] < 12)
    #expect(widths[1] >= 32 && widths[1] < 36)
    #expect(widths[2] >= 17 && widths[2] < 20, "-1,234,567,890.12")
  }

  /// A cell shows every digit of an amount, or holds it as a text.
  @Test func amountsAreExact() throws {
    let amounts: [Int64] = [
      0, 1, -1, 7, 10, 99, 100, -101, 4_860, 999_999_999_999_999, -999_999_999_999_999,
      1_000_000_000_000_000, -1_234_567_890_123_456, 9_007_199_254_740_993, .max, .min,
    ]
    let random = (0..<2_000).map { number in
      Int64((number * 2_862_933_555_777_941 + 3_037_000_493) % 999_999_999_999_999)
    }
    let book = try written(
      (amounts + random).map { [.empty, .empty, .amount($0), .empty, .empty, .empty] })
    let cells = try book.sheet("表").body.map { $0[2] }
    for (cell, amount) in zip(cells, amounts + random) {
      if amount.magnitude < 1_000_000_000_000_000 {
        #expect(cell?.hundredths == amount, "\(amount)")
      } else {
        #expect(cell?.kind == "s")
        let digits = cell?.text.filter { $0.isNumber || $0 == "-" }
        #expect(digits == String(amount), "\(amount)")
      }
    }
    #expect(cells.count == amounts.count + random.count)
  }

  @Test func numbersKeepTheirDecimals() throws {
    let numbers = [
      "12", "1234.5", "-0.1250", "35.2000", "123456789.1234", "12345678901234.5678", "x",
    ]
    let book = try written(
      numbers.map { [.empty, .empty, .empty, .empty, .number($0), .empty] })
    let cells = try book.sheet("表").body.map { $0[4] }
    #expect(
      cells.map { $0?.text } == [
        "12", "1234.5", "-0.125", "35.2", "123456789.1234", "12,345,678,901,234.5678", "x",
      ])
    #expect(
      cells.prefix(4).map { $0?.format } == ["#,##0_ ", "#,##0.0_ ", "#,##0.000_ ", "#,##0.0_ "])
    #expect(cells.map { $0?.kind } == ["n", "n", "n", "n", "n", "s", "s"])
  }

  @Test func levelsAreIndentedAndTotalsBold() throws {
    let book = try written { sheet in
      for (level, weight) in zip(0..., [SheetRow.Weight.total, .strong, .plain]) {
        try sheet.append(
          SheetRow(
            [.text("\(level)"), .text("名"), .amount(1), .empty, .empty, .empty], level: level,
            weight: weight))
      }
    }
    let rows = try book.sheet("表").body
    #expect(rows.map { $0[1]?.indent } == [0, 1, 2])
    #expect(rows.map { $0[2]?.isBold } == [true, true, false])
  }

  /// What does not fit goes on on the next sheet, under the same head.
  @Test func longTablesGoOn() throws {
    let book = try written(rowLimit: 10) { sheet in
      for number in 1...14 {
        try sheet.append(
          SheetRow([.text("\(number)"), .empty, .amount(1), .empty, .empty, .empty]))
      }
      #expect(sheet.rowCount == 14)
    }
    #expect(book.sheets.map(\.name) == ["表", "表 (2)", "表 (3)"])
    #expect(book.sheets.map { $0.body.count } == [6, 6, 2])
    #expect(book.sheets.allSatisfy { $0.rows[0][0]?.text == "标题" && $0.freeze == "C5" })
    #expect(
      book.sheets.flatMap { $0.body.compactMap { $0[0]?.text } } == (1...14).map { "\($0)" })
  }

  @Test func listLeadsToSheets() throws {
    let file = try WorkbookFile()
    let workbook = try file.workbook()
    let list = try SheetList(
      SheetHead(name: "目录", title: "目录", subject: "", unit: ""),
      titles: ("表", "内容", "行数"), in: workbook)
    let sheet = try file.sheet(in: workbook)
    try sheet.append(SheetRow([.empty, .empty, .amount(1), .empty, .empty, .empty]))
    try list.add(sheet, "一张表")
    try list.finish()
    try workbook.close()
    let book = try ReadWorkbook(file.url)
    #expect(book.sheets.map(\.name) == ["目录", "表"])
    #expect(book.sheets[0].rows.last?.map { $0?.text } == ["表", "一张表", "1"])
  }

  @Test func badNamesAndPlacesAreErrors() throws {
    let file = try WorkbookFile()
    let workbook = try file.workbook()
    for name in [String(repeating: "长", count: 32), "a/b", "[x]"] {
      #expect(throws: WorkbookError.self) {
        _ = try Sheet(
          SheetHead(name: name, title: "", subject: "", unit: ""), Self.columns, in: workbook)
      }
    }
    let nowhere = try Workbook(
      path: "/nonexistent/a.xlsx", properties: WorkbookFile.properties,
      footer: WorkbookFile.footer)
    _ = try file.sheet(in: nowhere)
    #expect(throws: WorkbookError.self) { try nowhere.close() }
  }
}

/// The bytes, and what hostile words become.
extension WorkbookTests {
  /// A digit is no part of the size of the letters, and what is no character is shown as one.
  @Test func hostileFootersAndTitlesAreWords() throws {
    let file = try WorkbookFile()
    let workbook = try Workbook(
      path: file.url.path(),
      properties: Workbook.Properties(
        title: "甲\u{FFFF}局", subject: "", comments: "", created: 1_704_164_645),
      footer: (left: "甲\u{FFFE}局", middle: "110 指挥中心\u{FFFF}", right: "1"))
    try file.sheet(in: workbook).finish()
    try workbook.close()
    let book = try ReadWorkbook(file.url)
    #expect(try book.sheet("表").footer == "110 指挥中心\\u{FFFF}")
  }

  @Test func sameCallsGiveTheSameBytes() throws {
    let files = [try WorkbookFile(), try WorkbookFile()]
    for file in files {
      try file.write { sheet in
        for number in 0..<500 {
          try sheet.append(
            SheetRow([
              .text("\(number)"), .text("名称 \(number)"), .amount(Int64(number) * 12_345),
              .number("1.5"), .number("7"), .lines(["一", "二"]),
            ]))
        }
      }
    }
    let bytes = try files.map { try Data(contentsOf: $0.url) }
    #expect(bytes[0] == bytes[1] && bytes[0].count > 5_000)
  }

  @Test(arguments: [
    ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"), ("+1+1", "+1+1"), ("@SUM(A1)", "@SUM(A1)"),
    ("一\n二\r三\t四", "一\\n二\\r三\\t四"), ("\u{0}\u{1B}[31m", "\\u{0}\\u{1B}[31m"),
    ("\u{202E}政财\u{200B}", "\\u{202E}政财\\u{200B}"), ("\u{FFFE}\u{FFFF}", "\\u{FFFE}\\u{FFFF}"),
    // This reader tells the words of the file; Excel and LibreOffice take _x005F_ back.
    ("_x0041_", "_x005F_x0041_"), ("_x000D__x000a_", "_x005F_x000D__x005F_x000a_"),
    ("_x12_", "_x12_"),
    ("👨‍👩‍👧 😀 𠀀", "👨\\u{200D}👩\\u{200D}👧 😀 𠀀"), ("<a>&amp;\"'</a>", "<a>&amp;\"'</a>"),
    (" 前后 ", " 前后 "), ("http://example.org/", "http://example.org/"), ("2024-01-01", "2024-01-01"),
    ("{=1+1}", "{=1+1}"), ("&P&N", "&P&N"), ("%s%n", "%s%n"),
  ])
  func wordsStayWords(text: String, shown: String) throws {
    let book = try written([
      [.text(text), .text(text), .empty, .empty, .empty, .lines([text, "下一行"])]
    ])
    let row = try #require(try book.sheet("表").body.first)
    #expect(row[0]?.text == shown && row[1]?.text == shown)
    #expect(row[5]?.text == shown + "\n下一行")
    #expect(row.compactMap { $0?.kind }.allSatisfy { $0 == "s" })
  }

  @Test func officeShowsWhatWasWritten() throws {
    let file = try WorkbookFile()
    let words = ["_x0041_", "=1+1", "@SUM(A1)", "一\n二", "<a>&amp;", "第一行"]
    try file.write { sheet in
      for word in words {
        try sheet.append(
          SheetRow([.text(word), .text(word), .amount(123_456), .empty, .empty, .empty]))
      }
    }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "huizong-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let tables = try convertByLibreOffice(
      file.url, to: "csv:Text - txt - csv (StarCalc):124,0,76", in: folder)
    let table = try String(contentsOf: try #require(tables.first), encoding: .utf8)
    let shown = ["_x0041_", "=1+1", "@SUM(A1)", "一\\n二", "<a>&amp;", "第一行"]
    for word in shown {
      #expect(table.contains("\(word)|\(word)|1,234.56"), "\(word): \(table)")
    }
  }

  @Test func longWordsAreCut() throws {
    let texts = [
      String(repeating: "长", count: 40_000), String(repeating: "😀", count: 20_000),
      String(repeating: "é", count: 32_767),
    ]
    let book = try written(texts.map { [.text($0), .empty, .empty, .empty, .empty, .text($0)] })
    let cells = try book.sheet("表").body.compactMap { $0[0]?.text }
    #expect(cells.map(\.utf16.count) == [32_767, 32_767, 32_767])
    #expect(cells[0].hasSuffix("长…") && cells[1].hasSuffix("😀…") && cells[2] == texts[2])
  }

  private func written(_ rows: [[SheetCell]]) throws -> ReadWorkbook {
    try written { sheet in for row in rows { try sheet.append(SheetRow(row)) } }
  }

  private func written(
    rowLimit: Int = Workbook.largestRowCount, _ body: (Sheet) throws -> Void
  ) throws -> ReadWorkbook {
    let file = try WorkbookFile()
    try file.write(rowLimit: rowLimit, body)
    return try ReadWorkbook(file.url)
  }

  /// A file that goes with the test.
  private final class WorkbookFile {
    static let properties = Workbook.Properties(
      title: "标题", subject: "", comments: "", created: 1_704_164_645)
    static let footer = (left: "左", middle: "第 &P 页,共 &N 页", right: "右")

    let url = FileManager.default.temporaryDirectory.appending(
      path: "huizong-\(UUID().uuidString).xlsx")

    init() throws {}

    deinit { try? FileManager.default.removeItem(at: url) }

    func workbook(rowLimit: Int = Workbook.largestRowCount) throws -> Workbook {
      try Workbook(
        path: url.path(), properties: Self.properties, footer: Self.footer, rowLimit: rowLimit)
    }

    func sheet(in workbook: Workbook) throws -> Sheet {
      try Sheet(
        SheetHead(name: "表", title: "标题", subject: "甲区", unit: "单位:万元", notes: ["说明一行"]),
        WorkbookTests.columns, frozenColumnCount: 2, in: workbook)
    }

    func write(
      rowLimit: Int = Workbook.largestRowCount, _ body: (Sheet) throws -> Void
    ) throws {
      let workbook = try workbook(rowLimit: rowLimit)
      let sheet = try sheet(in: workbook)
      try body(sheet)
      try sheet.finish()
      try workbook.close()
    }
  }
}
