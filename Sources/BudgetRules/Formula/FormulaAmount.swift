public import BudgetDomain

/// What a reference of a formula stands for in one submission: figures that are added up, and
/// figures that may belong to the sum, a kind or fund being left open.
public struct FormulaAmount: Sendable {
  /// One printed figure, and which one it is: a figure that comes twice moves once.
  struct Occurrence: Sendable {
    let key: Key
    let figure: PrintedFigure
  }

  /// Tells the figures of all submissions apart.
  struct Key: Hashable, Sendable {
    let submission: Int64
    /// The place of the row; −1 for a figure outside the tables.
    let row: Int32
    let measure: Measure
    let name: FigureName?
  }

  /// The figures of the sum.
  var certain: [Occurrence]
  /// The figures that may belong to it.
  var open: [Occurrence] = []

  /// The same figures as seen from another submission.
  func elsewhere(_ whose: String) -> FormulaAmount {
    func moved(_ occurrence: Occurrence) -> Occurrence {
      Occurrence(key: occurrence.key, figure: occurrence.figure.elsewhere(whose))
    }
    return FormulaAmount(certain: certain.map(moved), open: open.map(moved))
  }

  /// Adds the figures of another submission.
  mutating func add(_ other: FormulaAmount) {
    certain += other.certain
    open += other.open
  }
}

/// A reference of a formula, ready to be looked up in submissions.
public struct FormulaSource: Sendable {
  /// What the formula says.
  public let reference: FormulaReference
  /// What the submission that it stands in is to the one that is checked, such as 上年; empty for
  /// that one itself.
  let whose: String
  private let place: Place

  private enum Place: Sendable {
    case figure(FigureName)
    case rows(RowSelection)
  }

  /// Makes a reference ready.
  init(_ reference: FormulaReference) {
    self.reference = reference
    whose = reference.whose(in: .chinese).joined()
    place =
      switch reference.item {
      case .figure(let name), .ownFigure(let name): .figure(name)
      case .rows(let rows): .rows(RowSelection(rows))
      }
  }

  /// Whether it stands in a table, so that only who sees the lines can tell.
  public var isInTable: Bool { if case .rows = place { true } else { false } }

  /// What it stands for in a submission; nil where the submission does not state it.
  public func amount(in submission: SubmissionView) -> FormulaAmount? {
    if case .rows(let rows) = place { return rows.amount(in: submission) }
    return amount(stated: submission.header) { submission.number($0) }
  }

  /// What a figure outside the tables stands for; nil where it is not stated, or for rows.
  ///
  /// - Parameter number: A figure of the submission as it is printed.
  public func amount(
    stated header: SubmissionHeader, _ number: (FigureName) -> PrintedNumber?
  ) -> FormulaAmount? {
    guard case .figure(let name) = place else { return nil }
    func occurrence(_ name: FigureName) -> FormulaAmount.Occurrence? {
      guard let number = number(name) else { return nil }
      let figure = PrintedFigure(stated: name, number, in: header)
      guard figure.isWorkable else { return nil }
      let key = FormulaAmount.Key(submission: header.id, row: -1, measure: .actual, name: name)
      return FormulaAmount.Occurrence(key: key, figure: figure)
    }
    if let figure = occurrence(name) { return FormulaAmount(certain: [figure]) }
    // A total that is not stated is what is basic and what is for projects, where both are.
    let parts = Self.parts(ofTotal: name).compactMap(occurrence)
    return parts.count == 2 ? FormulaAmount(certain: parts) : nil
  }

  /// The figures that make up a total of all spending; none for any other figure.
  static func parts(ofTotal name: FigureName) -> [FigureName] {
    let total = "total."
    guard name.text.hasPrefix(total), name.dimension == .amount else { return [] }
    let aspect = name.text.dropFirst(total.count)
    return [FigureName("basic.\(aspect)"), FigureName("project.\(aspect)")]
  }
}
