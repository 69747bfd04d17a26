/// A column of a sheet: what stands above it, and how its cells are shown.
public struct SheetColumn: Sendable {
  /// How the cells of a column are shown.
  public enum Kind: Hashable, Sendable {
    /// Words, from the left.
    case words
    /// Words that tell the level of their row by their indent.
    case outline
    /// Long words in as many lines as they take, so many columns of a digit wide.
    case prose(width: Int)
    /// Money with two decimals and thousands.
    case amount
    /// A percentage with two decimals; the head has the sign.
    case percent
    /// Left empty for somebody's answer in so many columns of a digit; the only cells that can be
    /// written in where a sheet is protected.
    case answer(width: Int)
    /// Any number with as many decimals as it has, four at most.
    case plain
    /// A whole number without thousands, such as a year.
    case whole
  }

  let title: String
  let kind: Kind

  /// A column.
  public init(_ title: String, _ kind: Kind) {
    self.title = title
    self.kind = kind
  }

  /// How wide it may become, in columns of a digit.
  var widths: ClosedRange<Int> {
    switch kind {
    case .words: 6...36
    case .outline: 10...48
    case .prose(let width), .answer(let width): width...width
    case .amount: 13...26
    case .percent: 9...14
    case .plain: 9...26
    case .whole: 6...12
    }
  }
}

/// What stands above the columns of a sheet.
public struct SheetHead: Sendable {
  let name: String
  let title: String
  let subject: String
  let unit: String
  let notes: [String]

  /// A head.
  ///
  /// - Parameter name: What stands on the tab; at most 31 characters, none of `[]:*?/\`.
  /// - Parameter title: The title of the table.
  /// - Parameter subject: Whose figures they are and of when, on the left below the title.
  /// - Parameter unit: The unit of the figures, on the right.
  /// - Parameter notes: What a reader has to know, a line each.
  public init(name: String, title: String, subject: String, unit: String, notes: [String] = []) {
    self.name = name
    self.title = title
    self.subject = subject
    self.unit = unit
    self.notes = notes
  }
}

/// One row below the head.
public struct SheetRow: Sendable {
  /// How much weight a row has.
  public enum Weight: Hashable, Sendable {
    /// A total.
    case total
    /// A heading with figures, such as a 类 or a department.
    case strong
    /// One of many.
    case plain
    /// What is beside the others, such as a remainder.
    case faint
  }

  let cells: [SheetCell]
  let level: Int
  let weight: Weight

  /// A row with as many cells as the sheet has columns.
  ///
  /// - Parameter level: How many rows above it contain it; rows of a level fold away.
  public init(_ cells: [SheetCell], level: Int = 0, weight: Weight = .plain) {
    self.cells = cells
    self.level = level
    self.weight = weight
  }
}
