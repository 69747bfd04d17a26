public import BudgetDomain

/// Which figure a relation speaks of: relations with a key in common are about the same printed
/// number.
public enum FigureKey: Hashable, Sendable {
  /// One amount of a row; line numbers are unique within a submission.
  case row(lineNumber: Int32, Measure)
  /// A figure stated outside the tables.
  case stated(FigureName)
  /// A figure that is known by its label only.
  case other(String)
  /// A figure of one submission among several.
  indirect case of(submission: Int64, FigureKey)
}

extension FigureKey: Comparable {
  /// Rows in the order of their numbers, then other figures by name: an order that does not
  /// depend on how the rows were read.
  public static func < (left: FigureKey, right: FigureKey) -> Bool {
    switch (left, right) {
    case (.row(let first, let measure), .row(let second, let other)):
      (first, measure.rawValue) < (second, other.rawValue)
    case (.stated(let first), .stated(let second)): first.text < second.text
    case (.other(let first), .other(let second)): first < second
    case (.of(let first, let key), .of(let second, let other)):
      first == second ? key < other : first < second
    case (.of, _): false
    case (_, .of): true
    case (.row, _), (.stated, .other): true
    case (_, .row), (.other, .stated): false
    }
  }
}

extension FigureKey {
  /// The key within its submission.
  var atHome: FigureKey { if case .of(_, let key) = self { key } else { self } }

  /// Whose figure it is, where that is told.
  var submission: Int64? { if case .of(let submission, _) = self { submission } else { nil } }

  /// The row that the figure stands in; nil outside the tables.
  var row: PrintedRow? {
    guard case .row(let lineNumber, _) = atHome else { return nil }
    return PrintedRow(submission: submission, lineNumber: lineNumber)
  }

  /// The measure of a row's amount; nil outside the tables.
  var measure: Measure? { if case .row(_, let measure) = atHome { measure } else { nil } }
}

/// A row of a submission; of which one, where several are looked at together.
struct PrintedRow: Hashable {
  let submission: Int64?
  let lineNumber: Int32

  /// Its amount of a measure.
  func figure(_ measure: Measure) -> FigureKey {
    let key = FigureKey.row(lineNumber: lineNumber, measure)
    return submission.map { .of(submission: $0, key) } ?? key
  }
}

extension PrintedFigure {
  /// Which figure of its submission this is; of which submission too, where that is told.
  public var key: FigureKey {
    guard let submission else { return name.key(label) }
    return .of(submission: submission, name.atHome.key(label))
  }
}

extension PrintedFigure.Name {
  fileprivate func key(_ label: @autoclosure () -> String) -> FigureKey {
    switch self {
    case .row(let row, let measure): .row(lineNumber: row.lineNumber, measure)
    case .stated(let figure): .stated(figure)
    case .other(let label): .other(label)
    case .elsewhere: .other(label())
    }
  }

  /// What the figure is in its own submission.
  var atHome: Self {
    if case .elsewhere(_, let name) = self { name.atHome } else { self }
  }
}

extension PrintedFigure {
  /// The same figure, told apart from those of other submissions.
  public func owned(by submission: Int64) -> PrintedFigure {
    var figure = self
    figure.submission = submission
    return figure
  }

  /// The same figure as seen in its own submission.
  var atHome: PrintedFigure {
    var figure = PrintedFigure(
      name.atHome, number: number, dimension: dimension,
      printedDecimals: UInt8(clamping: decimals), lineNumber: lineNumber)
    figure.submission = submission
    return figure
  }
}
