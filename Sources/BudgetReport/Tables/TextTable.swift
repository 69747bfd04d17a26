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
  ///
  /// - Parameter width: How many columns the terminal has; where a row takes more, it goes on in
  ///   lines of its own below, indented, and so do the titles. nil for as wide as it comes.
  public func rendered(_ palette: Palette, width: Int? = nil) -> String {
    let titles = columns.map { visible($0.title) }
    let cells = rows.map { $0.cells.map(visible) }
    let widths = titles.indices.map { column in
      ([titles] + cells).map { displayWidth($0[column]) }.max() ?? 0
    }
    let strips = Self.strips(widths, within: width)
    var text = ""
    for strip in strips { text += palette(line(titles, widths, strip), .strong) + "\n" }
    text += rule(widths, strips) + "\n"
    for (row, cells) in zip(rows, cells) {
      for strip in strips {
        // What goes on below and has nothing to say there is no line.
        guard strip.lowerBound == 0 || strip.contains(where: { !cells[$0].isEmpty }) else {
          continue
        }
        text += palette(line(cells, widths, strip), row.tone) + "\n"
      }
      if let note = row.note { text += Self.indent + visible(note) + "\n" }
    }
    return text
  }

  private static let indent = "    "
  private static let gap = "  "

  /// Which columns stand in each line of a row: as many as fit, at least one.
  private static func strips(_ widths: [Int], within width: Int?) -> [Range<Int>] {
    guard let width else { return [widths.indices] }
    var strips: [Range<Int>] = []
    var (start, used) = (0, 0)
    for (column, own) in widths.enumerated() {
      let taken = column == 0 ? own : used + gap.count + own
      if column > start, taken > width {
        strips.append(start..<column)
        (start, used) = (column, indent.count + own)
      } else {
        used = taken
      }
    }
    return strips + [start..<widths.count]
  }

  /// What parts titles and rows: below each column, or whole where they take several lines.
  private func rule(_ widths: [Int], _ strips: [Range<Int>]) -> String {
    let rules = widths.map { String(repeating: "─", count: $0) }
    guard strips.count > 1 else { return line(rules, widths, widths.indices) }
    let longest = strips.map { displayWidth(line(rules, widths, $0)) }.max() ?? 0
    return String(repeating: "─", count: longest)
  }

  private func line(_ cells: [String], _ widths: [Int], _ strip: Range<Int>) -> String {
    var text = strip.lowerBound == 0 ? "" : Self.indent
    for index in strip {
      let gap = String(repeating: " ", count: widths[index] - displayWidth(cells[index]))
      if index > strip.lowerBound { text += Self.gap }
      text += columns[index].alignment == .trailing ? gap + cells[index] : cells[index] + gap
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}
