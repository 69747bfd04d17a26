import BudgetDomain
import BudgetReport
import BudgetStore
import BudgetWorkbook
import Foundation
import PostgresClient

/// Writes the workbook of a publication, sheet after sheet.
struct BookWriter {
  let frame: BookFrame

  /// Finds out what the workbook is of.
  ///
  /// - Throws: `NotPublished`, `PostgresError`.
  init(_ request: BookRequest, on connection: borrowing Connection) throws {
    frame = try BookFrame(request, on: connection)
  }

  /// Writes the file.
  ///
  /// - Returns: The names of the sheets and how many rows they have.
  /// - Throws: `WorkbookError`, `PostgresError`, `DecodingError`.
  func write(
    to path: String, on connection: borrowing Connection
  ) throws -> [(name: String, rows: Int)] {
    let say = frame.say
    let workbook = try Workbook(path: path, properties: properties, footer: footer)
    let list = try SheetList(
      frame.head(Phrase("目录", "Contents"), title, .overYears),
      titles: (say(Phrase("表", "Sheet")), say(Phrase("内容", "Content")), say(Phrase("行数", "Rows"))),
      in: workbook)
    var written: [(name: String, rows: Int)] = []
    func add(_ sheet: Sheet, _ content: Phrase) throws {
      try list.add(sheet, say(content))
      written.append((sheet.name, sheet.rowCount))
    }
    let figures = try YearFigures(frame, on: connection)
    let gaps = try CoverageGaps(frame, on: connection)
    try add(
      SubjectSheet(frame: frame, figures: figures, gaps: gaps).write(to: workbook),
      SubjectSheet.content)
    if frame.outline.entries.count > 1 {
      try add(
        UnitSheet(frame: frame, figures: figures, gaps: gaps).write(to: workbook),
        UnitSheet.content)
      try add(
        UnitCategorySheet(frame: frame, figures: figures).write(to: workbook),
        UnitCategorySheet.content)
      try add(
        UnitSubjectSheet(frame: frame, figures: figures).write(to: workbook, on: connection),
        UnitSubjectSheet.content)
    }
    if frame.years.count > 1 {
      try add(
        YearSheet(frame: frame, figures: figures, gaps: gaps).write(to: workbook),
        YearSheet.content)
      try add(
        ComparableSheet(frame: frame, figures: figures).write(to: workbook, on: connection),
        ComparableSheet.content)
    }
    try addLists(to: workbook, on: connection, add)
    try list.finish()
    try workbook.close()
    return written
  }

  /// Writes the list of questions to a unit: one sheet, to be filled in and sent back.
  ///
  /// - Returns: The name of the sheet and how many questions it has.
  /// - Throws: `WorkbookError`, `PostgresError`, `DecodingError`.
  func writeReturns(
    to path: String, on connection: borrowing Connection
  ) throws -> [(name: String, rows: Int)] {
    let workbook = try Workbook(path: path, properties: properties, footer: footer)
    let (sheet, count) = try ReturnSheet(frame: frame).write(to: workbook, on: connection)
    try sheet.finish()
    try workbook.close()
    return [(sheet.name, count)]
  }

  private func addLists(
    to workbook: Workbook, on connection: borrowing Connection,
    _ add: (Sheet, Phrase) throws -> Void
  ) throws {
    try add(
      EliminationSheet(frame: frame).write(to: workbook, on: connection),
      EliminationSheet.content)
    let indicators = IndicatorSheets(frame: frame)
    try add(
      indicators.writeTable(to: workbook, on: connection), IndicatorSheets.tableContent)
    try add(indicators.writeList(to: workbook, on: connection), IndicatorSheets.listContent)
    try add(AnomalySheet(frame: frame).write(to: workbook, on: connection), AnomalySheet.content)
    try add(
      CoverageSheet(frame: frame).write(to: workbook, on: connection), CoverageSheet.content)
    let formulas = try FormulaReader.count(fiscalYear: frame.year, on: connection)
    try add(
      MethodSheet(frame: frame, formulaCount: formulas).write(to: workbook), MethodSheet.content)
  }
}

/// What the file says about itself and at the foot of each page.
extension BookWriter {
  private var title: Phrase {
    Phrase("\(frame.topName)部门决算汇总", "Consolidated accounts: \(frame.topName)")
  }

  private var properties: Workbook.Properties {
    Workbook.Properties(
      title: visible(frame.say(title)), subject: frame.yearsText,
      comments: frame.say(
        Phrase(
          "发布 \(frame.publication.publicationID),摘要 \(frame.publication.digest)",
          "publication \(frame.publication.publicationID), digest \(frame.publication.digest)")),
      created: publishedSeconds)
  }

  /// When the figures were published, seconds since 1970; the file is of then, whenever written.
  private var publishedSeconds: Int {
    // The database speaks UTC to us.
    let time = try? Date(frame.publication.publishedAt.prefix(19) + "Z", strategy: .iso8601)
    return max(1, Int(time?.timeIntervalSince1970 ?? 1))
  }

  private var footer: (left: String, middle: String, right: String) {
    // A footer has 255 characters at most, and what takes no room is one, too. An ampersand begins
    // a code in a footer, and two are one.
    let name = String(shortened(frame.topName, to: 60).unicodeScalars.prefix(80))
      .replacing("&", with: "&&")
    return (
      name, frame.say(Phrase("第 &P 页,共 &N 页", "Page &P of &N")),
      frame.say(
        Phrase(
          "发布 \(frame.publication.publicationID)", "publication \(frame.publication.publicationID)")
      )
    )
  }
}
