import BudgetDomain

/// What a submission's relations say of sums, in flat arrays, as far as it takes to find out that
/// nothing is wrong: the same equations as `FigureSystem`, in whole fen instead of fractions.
///
/// A million rows are asked for within a night, and nearly all are right: nothing is allocated for
/// a relation, and no figure is looked up that is known by its row.
public struct PrintedSums {
  /// A figure's part in a sum.
  struct Term {
    let figure: Int32
    let factor: Int32
  }

  /// A printed number, in units of its dimension.
  struct Figure {
    let printed: Int64
    /// Half of the last printed digit; 0 where the figure is exact.
    let halfWidth: Int64
    /// How often rows name it.
    fileprivate(set) var uses: Int32 = 0

    static let unnamed = Figure(printed: 0, halfWidth: 0)

    /// How far below the printed number the true one may be, in whole units: up to half a digit
    /// where that end is closed, to one unit less where it is open.
    var lowest: Int64 { printed > 0 || halfWidth == 0 ? -halfWidth : 1 - halfWidth }
    /// How far above.
    var highest: Int64 { printed < 0 || halfWidth == 0 ? halfWidth : halfWidth - 1 }
  }

  /// Σ factor × (true − printed) lies between two ends.
  struct Row {
    /// In `terms`.
    let range: Range<Int>
    let low: Int64
    let high: Int64
  }

  /// Farther than any sum of rounding.
  static let unbounded: Int64 = 1 << 60
  private static let largestGap: Int128 = 1 << 56
  private static let largestHalfWidth: Int64 = 5_000_000_000
  private static let largestFactor: Int64 = 1_000
  private static let mostTerms = 20_000
  /// Of all sums together.
  private static let mostTermsOfAll = 2_000_000

  /// Rows by measure, then figures outside the tables.
  private(set) var figures: [Figure]
  private(set) var rows: [Row] = []
  private(set) var terms: [Term] = []
  /// Whether every relation could be told in whole units, without leaving 64 bits.
  private(set) var isComplete = true

  let submission: SubmissionView
  private(set) var others: [FigureKey: Int32] = [:]
  /// Where the last row was found by its number.
  private var lastRow = 0
  /// Of the relation that is being written: where its terms begin, and those that may be left out.
  private var first = 0
  private var open: [Term] = []

  init(_ submission: SubmissionView) {
    self.submission = submission
    figures = [Figure](
      repeating: .unnamed, count: Measure.allCases.count * submission.lines.count)
    terms.reserveCapacity(8 * submission.lines.count)
    rows.reserveCapacity(submission.lines.count)
  }

  /// Adds an amount of a row to the relation that is being written.
  mutating func add(_ factor: Int64, row: Int32, _ measure: Measure, isOpen: Bool = false) {
    let figure = Int(measure.rawValue) * submission.lines.count + Int(row)
    if figures[figure].uses == 0 {
      let number = submission.lines[Int(row)].amounts[measure].number
      let fen = submission.fen[measure][Int(row)]
      guard let number, fen != SubmissionView.uncountable else { return giveUp() }
      let decimals = Int(submission.header.printedDecimals ?? number.decimals)
      set(
        figure,
        Figure(
          printed: fen,
          halfWidth: Self.halfWidth(submission.header.amountUnit.fenExponent - decimals)))
    }
    add(factor, figure, isOpen)
  }

  /// Adds any figure to the relation that is being written, and what is printed with it.
  mutating func add(_ factor: Int64, _ figure: PrintedFigure, isOpen: Bool = false) {
    guard figure.addends.isEmpty else {
      for part in figure.parts { add(factor, part, isOpen: isOpen) }
      return
    }
    if case .row(let label, let measure) = figure.name {
      guard let row = row(of: label.lineNumber) else { return giveUp() }
      return add(factor, row: Int32(row), measure, isOpen: isOpen)
    }
    let key = figure.key
    let number = others[key] ?? Int32(figures.count)
    if Int(number) == figures.count {
      guard let own = Figure(figure) else { return giveUp() }
      others[key] = number
      figures.append(.unnamed)
      set(Int(number), own)
    }
    add(factor, Int(number), isOpen)
  }

  /// Ends a relation: Σ factor × figure is at most, at least or exactly `constant`. As in
  /// `FigureSystem`, what may be left out weighs on one side only.
  mutating func close(_ comparison: LinearForm.Comparison = .equal, _ constant: Int64 = 0) {
    defer {
      first = terms.count
      open.removeAll(keepingCapacity: true)
    }
    guard isComplete else { return }
    if comparison == .equal && open.isEmpty { return closeRow(first, from: constant, to: constant) }
    let certain = first..<terms.count
    var (least, most) = (constant, constant)
    for term in open {
      let ends = ends(of: term)
      if ends.low < 0 && ends.high > 0 { (least, most) = (least + ends.low, most + ends.high) }
    }
    if comparison != .atMost {
      for term in open where isBelow(ends(of: term)) { terms.append(term) }
      closeRow(certain.lowerBound, from: least, to: nil)
    }
    if comparison != .atLeast {
      let start = terms.count
      for place in certain { terms.append(terms[place]) }
      for term in open where ends(of: term).low >= 0 { terms.append(term) }
      closeRow(start, from: nil, to: most)
    }
  }

  private func isBelow(_ ends: (low: Int64, high: Int64)) -> Bool { ends.low < 0 && ends.high <= 0 }

  /// What a term may take away at least and at most.
  private func ends(of term: Term) -> (low: Int64, high: Int64) {
    let figure = figures[Int(term.figure)]
    let amount = -Int64(term.factor) * figure.printed
    let width = Int64(term.factor.magnitude) * figure.halfWidth
    return (amount - width, amount + width)
  }

  private mutating func closeRow(_ start: Int, from low: Int64?, to high: Int64?) {
    let range = start..<terms.count
    guard range.count <= Self.mostTerms, terms.count <= Self.mostTermsOfAll else {
      return giveUp()
    }
    // What says nothing of any figure is not asked.
    guard !range.isEmpty else { return }
    var sum: Int128 = 0
    for place in range {
      let term = terms[place]
      sum += Int128(Int64(term.factor)) * Int128(figures[Int(term.figure)].printed)
      figures[Int(term.figure)].uses += 1
    }
    func gap(_ end: Int64?, _ missing: Int64) -> Int64? {
      guard let end else { return missing }
      let gap = Int128(end) - sum
      return gap.magnitude <= Self.largestGap.magnitude ? Int64(gap) : nil
    }
    guard let low = gap(low, -Self.unbounded), let high = gap(high, Self.unbounded) else {
      return giveUp()
    }
    rows.append(Row(range: range, low: low, high: high))
  }

  private mutating func set(_ figure: Int, _ own: Figure) {
    if own.halfWidth > Self.largestHalfWidth { giveUp() }
    figures[figure] = own
  }

  private mutating func add(_ factor: Int64, _ figure: Int, _ isOpen: Bool) {
    guard factor.magnitude <= Self.largestFactor.magnitude else { return giveUp() }
    let term = Term(figure: Int32(figure), factor: Int32(factor))
    if isOpen { open.append(term) } else { terms.append(term) }
  }

  /// Half of a power of ten fen; nothing is finer than the fen.
  private static func halfWidth(_ lastDigit: Int) -> Int64 {
    lastDigit > 0 ? PowerOfTen[lastDigit] / 2 : 0
  }

  /// Leaves the submission to the exact check.
  mutating func giveUp() { isComplete = false }

  /// Rows are asked for in their order.
  private mutating func row(of lineNumber: Int32) -> Int? {
    let lines = submission.lines
    let isHere = { (row: Int) in lines[row].lineNumber == lineNumber }
    let later = (lastRow..<lines.count).first(where: isHere)
    guard let row = later ?? (0..<lastRow).first(where: isHere) else { return nil }
    lastRow = row
    return row
  }
}
