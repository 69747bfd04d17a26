internal import BudgetReport
internal import CXlsxWriter

/// A table of a workbook, written row by row: title, unit and column heads above, frozen, with a
/// filter, set up for print.
///
/// What does not fit on one sheet goes on on the next one, with the same head. It belongs to the
/// thread that made it; rows of several sheets may be written in turn.
public final class Sheet {
  private let workbook: Workbook
  private let head: SheetHead
  private let columns: [SheetColumn]
  private let frozenColumnCount: Int
  private let isFiltered: Bool
  private let isProtected: Bool
  private let isPrinted: Bool
  private var page: UnsafeMutablePointer<lxw_worksheet>
  private var pageCount = 1
  private var nextRow = 0
  private var widths: [Int]
  private var hasLevels = false
  /// How many rows stand below the head, on all sheets of the table.
  public private(set) var rowCount = 0

  /// The name on the tab of the first sheet.
  public var name: String { head.name }

  /// Begins a table at the end of a workbook.
  ///
  /// - Parameter frozenColumnCount: How many columns stay in sight on the left.
  /// - Parameter isProtected: Whether only answers can be written in it, until somebody lifts that;
  ///   it takes no password.
  /// - Parameter isPrinted: Whether its rows are printed, until somebody lifts that; else the head
  ///   is, which has to say so.
  /// - Throws: `WorkbookError`.
  public init(
    _ head: SheetHead, _ columns: [SheetColumn], frozenColumnCount: Int = 0,
    isFiltered: Bool = true, isProtected: Bool = false, isPrinted: Bool = true,
    in workbook: Workbook
  ) throws(WorkbookError) {
    self.workbook = workbook
    self.head = head
    self.columns = columns
    self.frozenColumnCount = frozenColumnCount
    self.isFiltered = isFiltered
    self.isProtected = isProtected
    self.isPrinted = isPrinted
    widths = columns.map { min(displayWidth($0.title), 12) + 2 }
    page = try workbook.addSheet(head.name)
    try writeHead()
  }

  /// Writes the next row.
  ///
  /// - Throws: `WorkbookError`.
  public func append(_ row: SheetRow) throws(WorkbookError) {
    precondition(row.cells.count == columns.count, "\(row.cells.count) cells")
    if nextRow == workbook.rowLimit { try turnPage() }
    try setRow(row)
    for (column, cell) in row.cells.enumerated() {
      let kind = columns[column].kind
      var style = CellStyle(part: .body(kind, row.weight), tone: cell.tone)
      if kind == .outline { style.indent = UInt8(min(row.level, 15)) }
      style.isMarked = cell.isMarked
      try write(cell, style, column)
    }
    nextRow += 1
    rowCount += 1
  }

  /// Sets up what depends on all rows; nothing may follow.
  ///
  /// - Throws: `WorkbookError`.
  public func finish() throws(WorkbookError) {
    for (column, width) in shownWidths.enumerated() {
      try insist(
        on: worksheet_set_column(page, UInt16(column), UInt16(column), Double(width), nil))
    }
    let last = UInt16(columns.count - 1)
    if isFiltered {
      try insist(
        on: worksheet_autofilter(
          page, UInt32(headRow), 0, UInt32(max(headRow, nextRow - 1)), last))
    }
    if isProtected { protect() }
    if hasLevels { worksheet_outline_settings(page, 1, 0, 0, 0) }
    // Codes are words, whatever digits they have: no mark that they might be numbers.
    try insist(
      on: worksheet_ignore_errors(
        page, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), Self.everywhere))
    worksheet_freeze_panes(page, UInt32(headRow + 1), UInt16(frozenColumnCount))
    try setUpPrint()
  }
}

/// The head of a sheet and its print.
extension Sheet {
  /// The row of the column heads.
  private var headRow: Int { 2 + head.notes.count }

  /// The widest table that A4 holds, in columns of a digit.
  private static let widestOnA4 = 190
  /// Every cell of a sheet.
  private static let everywhere = "A1:XFD1048576"

  private func writeHead() throws(WorkbookError) {
    worksheet_gridlines(page, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    try writeLine(0, head.title, .title, height: 30)
    try writeLine(1, head.subject, .subject, height: 18)
    if columns.count > 1 {
      try insist(
        on: worksheet_write_string(
          page, 1, UInt16(columns.count - 1), CellText.shown(head.unit),
          workbook.format(CellStyle(part: .unit))))
    }
    for (index, note) in head.notes.enumerated() {
      try writeLine(2 + index, note, .note, height: 15)
    }
    try insist(on: worksheet_set_row(page, UInt32(headRow), 32, nil))
    let format = try workbook.format(CellStyle(part: .columnTitle))
    for (column, title) in columns.enumerated() {
      try insist(
        on: worksheet_write_string(
          page, UInt32(headRow), UInt16(column), CellText.shown(title.title), format))
    }
    nextRow = headRow + 1
  }

  private func writeLine(
    _ row: Int, _ text: String, _ part: CellStyle.Part, height: Double
  ) throws(WorkbookError) {
    try insist(on: worksheet_set_row(page, UInt32(row), height, nil))
    try insist(
      on: worksheet_write_string(
        page, UInt32(row), 0, CellText.shown(text), workbook.format(CellStyle(part: part))))
  }

  /// Widths and heights may be changed, since an answer can be longer than its cell.
  private func protect() {
    var allowed = lxw_protection()
    (allowed.format_columns, allowed.format_rows) = (1, 1)
    worksheet_protect(page, nil, &allowed)
  }

  private func turnPage() throws(WorkbookError) {
    try finish()
    pageCount += 1
    let mark = " (\(pageCount))"
    page = try workbook.addSheet(String(head.name.prefix(31 - mark.count)) + mark)
    hasLevels = false
    try writeHead()
  }

  /// How wide the columns become, whatever stands in them.
  private var shownWidths: [Int] {
    zip(widths, columns).map { min(max($0, $1.widths.lowerBound), $1.widths.upperBound) }
  }

  private func setUpPrint() throws(WorkbookError) {
    let isWide = shownWidths.reduce(0, +) > Self.widestOnA4
    worksheet_set_landscape(page)
    worksheet_set_paper(page, isWide ? 8 : 9)  // A3 or A4
    worksheet_fit_to_pages(page, 1, 0)
    worksheet_set_margins(page, 0.4, 0.4, 0.5, 0.6)
    worksheet_center_horizontally(page)
    if isPrinted {
      try insist(on: worksheet_repeat_rows(page, 0, UInt32(headRow)))
    } else {
      try insist(
        on: worksheet_print_area(page, 0, 0, UInt32(headRow), UInt16(columns.count - 1)))
    }
    let (left, middle, right) = workbook.footer
    // The font between size and words: a digit right after the size would be part of it.
    let small = "&8&\"-,Regular\""
    try insist(
      on: worksheet_set_footer(
        page, "&L\(small)\(left)&C\(small)\(middle)&R\(small)\(right)"))
  }
}

/// How high a row is, and which rows contain it.
extension Sheet {
  private func setRow(_ row: SheetRow) throws(WorkbookError) {
    // An answer may be longer than the question.
    let lineCount =
      (zip(row.cells, columns).map(RowHeight.lineCount).max() ?? 1) + (isProtected ? 1 : 0)
    guard row.level > 0 || lineCount > 1 else { return }
    if row.level > 0 { hasLevels = true }
    var options = lxw_row_col_options()
    options.level = UInt8(min(row.level, 7))
    let height = RowHeight.points(lineCount: lineCount)
    try insist(on: worksheet_set_row_opt(page, UInt32(nextRow), height, nil, &options))
  }
}

/// What is written into a cell.
extension Sheet {
  /// The largest number that is written as one: below it, all decimal digits of a number are those
  /// of its nearest double. Source: DBL_DIG of C, 15.
  private static let mostDigits = 15

  private func write(
    _ cell: SheetCell, _ style: CellStyle, _ column: Int
  ) throws(WorkbookError) {
    switch cell.value {
    case .empty:
      try insist(
        on: worksheet_write_blank(page, row, UInt16(column), workbook.format(style)))
    case .text(let text): try writeText(CellText.shown(text), style, column)
    case .lines(let lines): try writeText(CellText.shown(lines), style, column)
    case .hundredths(let hundredths): try writeHundredths(hundredths, style, column)
    case .number(let digits): try writeNumber(digits, style, column)
    case .link(let text, let sheet): try writeLink(text, to: sheet, style, column)
    }
  }

  private var row: UInt32 { UInt32(nextRow) }

  private func writeText(
    _ text: String, _ style: CellStyle, _ column: Int
  ) throws(WorkbookError) {
    let width = text.split(separator: "\n").map { displayWidth(String($0)) }.max() ?? 0
    widen(column, to: width + Int(style.indent))
    try insist(
      on: worksheet_write_string(page, row, UInt16(column), text, workbook.format(style)))
  }

  private func writeHundredths(
    _ hundredths: Int64, _ style: CellStyle, _ column: Int
  ) throws(WorkbookError) {
    let number = ExactDecimal(String(hundredths))?.movingPoint(left: 2)
    let text = number?.text(groupingThousands: true) ?? ""
    widen(column, to: text.utf8.count)
    guard hundredths.magnitude < 1_000_000_000_000_000 else {
      return try writeText(text, style, column)
    }
    // A whole number below 2^53 is a double, and dividing it by 100 gives the double that is
    // nearest to the amount. Of at most 15 decimal digits, none is lost by that.
    try writeDouble(Double(hundredths) / 100, style, column)
  }

  private func writeNumber(
    _ digits: String, _ style: CellStyle, _ column: Int
  ) throws(WorkbookError) {
    guard let number = ExactDecimal(digits)?.trimmed, let nearest = Double(digits) else {
      return try writeText(CellText.shown(digits), style, column)
    }
    var style = style
    let plain = number.text(groupingThousands: false)
    let decimals = plain.split(separator: ".").dropFirst().first?.utf8.count ?? 0
    if case .body(.plain, _) = style.part { style.decimals = UInt8(min(decimals, 30)) }
    widen(column, to: number.text(groupingThousands: true).utf8.count)
    guard
      plain.utf8.count(where: { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ".") })
        <= Self.mostDigits
    else { return try writeText(number.text(groupingThousands: true), style, column) }
    // The nearest double to at most 15 decimal digits, of which none is lost by that.
    try writeDouble(nearest, style, column)
  }

  private func writeDouble(
    _ number: Double, _ style: CellStyle, _ column: Int
  ) throws(WorkbookError) {
    try insist(
      on: worksheet_write_number(page, row, UInt16(column), number, workbook.format(style)))
  }

  private func writeLink(
    _ text: String, to sheet: String, _ style: CellStyle, _ column: Int
  ) throws(WorkbookError) {
    var style = style
    style.isLink = true
    widen(column, to: displayWidth(text))
    let place = "internal:'" + sheet.replacing("'", with: "''") + "'!A1"
    try insist(
      on: worksheet_write_url(page, row, UInt16(column), place, workbook.format(style)))
    try writeText(CellText.shown(text), style, column)
  }

  /// Two columns more than the text: the frame, and the arrow of the filter above it.
  private func widen(_ column: Int, to width: Int) {
    widths[column] = max(widths[column], width + 2)
  }
}
