public import BudgetDomain

/// Which figure of a submission a relation speaks of: relations with a key in common are about
/// the same printed number.
public enum FigureKey: Hashable, Sendable {
  /// One amount of a row; line numbers are unique within a submission.
  case row(lineNumber: Int32, Measure)
  /// A figure stated outside the tables.
  case stated(FigureName)
  /// A figure that is known by its label only.
  case other(String)
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
    case (.row, _), (.stated, .other): true
    case (_, .row), (.other, .stated): false
    }
  }
}

extension PrintedFigure {
  /// Which figure of its submission this is.
  public var key: FigureKey {
    switch name {
    case .row(let row, let measure): .row(lineNumber: row.lineNumber, measure)
    case .stated(let figure): .stated(figure)
    case .other(let label): .other(label)
    case .elsewhere: .other(label)
    }
  }
}
