internal import BudgetReport

/// How high the row of a sheet is, by the words in it.
enum RowHeight {
  /// Points, as without a word about it.
  private static let oneLine = 15.0
  /// Points for each further line of a cell; other programs set fonts of their own, higher ones.
  private static let furtherLine = 15.0
  /// The most that a row has. Source: Excel specifications and limits.
  private static let largest = 409.0

  static func points(lineCount: Int) -> Double {
    min(oneLine + Double(lineCount - 1) * furtherLine, largest)
  }

  /// How many lines a cell takes; words are not broken where they would have to be, so it is one
  /// more now and then.
  static func lineCount(_ cell: SheetCell, _ column: SheetColumn) -> Int {
    guard case .prose(let width) = column.kind else { return 1 }
    let lines: [String]
    switch cell.value {
    case .text(let text): lines = [CellText.shown(text)]
    case .lines(let several): lines = several.map(CellText.shown)
    case .empty, .hundredths, .number, .link: return 1
    }
    return lines.reduce(0) { $0 + max(1, (displayWidth($1) + width - 4) / (width - 3)) }
  }
}
