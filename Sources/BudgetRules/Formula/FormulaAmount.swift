public import BudgetDomain

/// What a reference of a formula stands for in one submission: figures that are added up, and
/// figures that may belong to the sum, a kind or fund being left open.
public struct FormulaAmount: Sendable {
  /// One printed figure, and which one it is: a figure that comes twice moves once.
  struct Occurrence: Sendable {
    let key: Key
    var figure: PrintedFigure
    /// How often it is added; −1 where it is taken off.
    var factor: Int64 = 1
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

  /// The same figures, told apart from those of other submissions.
  func owned() -> FormulaAmount {
    func owned(_ occurrence: Occurrence) -> Occurrence {
      var owned = occurrence
      owned.figure = occurrence.figure.owned(by: occurrence.key.submission)
      return owned
    }
    return FormulaAmount(certain: certain.map(owned), open: open.map(owned))
  }

  /// The same figures as seen from another submission.
  func elsewhere(_ whose: String) -> FormulaAmount {
    func moved(_ occurrence: Occurrence) -> Occurrence {
      var moved = occurrence
      moved.figure = occurrence.figure.elsewhere(whose)
      return moved
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

  /// Whether a figure outside the tables, or all that it follows from, is among those that anybody
  /// states; rows always may be.
  func canBeFound(among stated: Set<FigureName>) -> Bool {
    guard case .figure(let name) = place else { return true }
    let parts = Self.parts(of: name)
    return stated.contains(name) || !parts.isEmpty && parts.allSatisfy { stated.contains($0.name) }
  }

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
    func occurrence(_ name: FigureName, _ factor: Int64 = 1) -> FormulaAmount.Occurrence? {
      guard let number = number(name) else { return nil }
      let figure = PrintedFigure(stated: name, number, in: header)
      guard figure.isWorkable else { return nil }
      let key = FormulaAmount.Key(submission: header.id, row: -1, measure: .actual, name: name)
      return FormulaAmount.Occurrence(key: key, figure: figure, factor: factor)
    }
    if let figure = occurrence(name) { return FormulaAmount(certain: [figure]) }
    let parts = Self.parts(of: name)
    let stated = parts.compactMap { occurrence($0.name, $0.factor) }
    return parts.isEmpty || stated.count < parts.count ? nil : FormulaAmount(certain: stated)
  }

  /// What a figure follows from where it is not stated: a total of all spending is what is basic
  /// and what is for projects, last year's figure this year's without the change, a balance those
  /// of its funds. None for others.
  static func parts(of name: FigureName) -> [(name: FigureName, factor: Int64)] {
    guard name.dimension == .amount, let dot = name.text.lastIndex(of: ".") else { return [] }
    let (family, aspect) = (name.text[..<dot], name.text[name.text.index(after: dot)...])
    if aspect == "prior" {
      return [(FigureName("\(family).actual"), 1), (FigureName("\(family).change"), -1)]
    }
    if let funds = balances[name.text] { return funds }
    let total = "total."
    guard name.text.hasPrefix(total) else { return [] }
    let rest = name.text.dropFirst(total.count)
    return [(FigureName("basic.\(rest)"), 1), (FigureName("project.\(rest)"), 1)]
  }

  /// Balances of several funds together, with those of each.
  private static let balances: [String: [(name: FigureName, factor: Int64)]] = {
    let appropriations: [FundType] = [.general, .fund, .capital]
    var balances: [String: [(name: FigureName, factor: Int64)]] = [:]
    for name in ["balance.opening", "balance.closing"] {
      let funds = appropriations.map { (name: FigureName("\(name).\($0.name)"), factor: Int64(1)) }
      balances[name + ".appropriation"] = funds
      balances[name] = funds + [(FigureName("\(name).\(FundType.other.name)"), 1)]
    }
    return balances
  }()
}
