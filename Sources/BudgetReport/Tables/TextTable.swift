/// A table for a terminal: columns that line up, however wide their characters are.
public struct TextTable: Sendable {
  /// One column: what stands above it, and to which side its cells lean.
  public struct Column: Sendable {
    /// Where the cells of a column stand.
    public enum Alignment: Sendable {
      /// Words.
      case leading
      /// Numbers: units under units.
      case trailing
    }

    fileprivate let title: String
    fileprivate let alignment: Alignment

    /// A column of words.
    public static func words(_ title: String) -> Column {
      Column(title: title, alignment: .leading)
    }

    /// A column of numbers.
    public static func numbers(_ title: String) -> Column {
      Column(title: title, alignment: .trailing)
    }
  }

  /// One row, and what is to be said below it.
  public struct Row: Sendable {
    fileprivate let cells: [String]
    fileprivate let note: String?
    fileprivate let tone: Palette.Tone?

    /// A row with as many cells as the table has columns; a note stands indented below it.
    public init(_ cells: [String], note: String? = nil, tone: Palette.Tone? = nil) {
      self.cells = cells
      self.note = note
      self.tone = tone
    }
  }

  private let columns: [Column]
  private var rows: [Row] = []

  /// An empty table.
  public init(_ columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row at the end.
  public mutating func append(_ row: Row) {
    precondition(row.cells.count == columns.count, "\(row.cells.count) cells")
    rows.append(row)
  }

  /// The table as text, one line end after each line; no cell can break out of its place.
  public func rendered(_ palette: Palette) -> String {
    let titles = columns.map { visible($0.title) }
    let cells = rows.map { $0.cells.map(visible) }
    let widths = titles.indices.map { column in
      ([titles] + cells).map { displayWidth($0[column]) }.max() ?? 0
    }
    var text = palette(line(titles, widths), .strong) + "\n"
    text += widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n"
    for (row, cells) in zip(rows, cells) {
      text += palette(line(cells, widths), row.tone) + "\n"
      if let note = row.note { text += "    " + visible(note) + "\n" }
    }
    return text
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      let gap = String(repeating: " ", count: widths[index] - displayWidth(cell))
      if index > 0 { text += "  " }
      text += columns[index].alignment == .trailing ? gap + cell : cell + gap
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}
