import BudgetDomain
import BudgetRules
import Testing

/// Percentages of sums against every unrounded choice of values on a grid.
@Suite struct QuotientFormTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let above: [Int]
    let below: [Int]

    func form(_ figures: [Printed]) -> QuotientForm {
      QuotientForm(
        figures.enumerated().map { place, figure in
          QuotientForm.Term(
            above: Int64(above[place]), below: Int64(below[place]), figure.figure)
        })
    }
  }

  private static let cases = [
    Case(testDescription: "share of a part in the whole", above: [1, 0, 0], below: [1, 1, 1]),
    Case(testDescription: "growth of a sum", above: [1, 1, -1], below: [0, 0, 1]),
    Case(testDescription: "a figure on both sides", above: [2, -1, 0], below: [1, 1, 1]),
    Case(testDescription: "a difference below", above: [1, 1, 1], below: [1, -1, 2]),
    Case(testDescription: "a figure that cancels itself", above: [1, 0, 0], below: [0, 1, 0]),
  ]

  /// Few and fine, so that a grid of all choices stays small.
  private static let figures =
    [-1, 0, 9, 12].map { Printed(unscaled: $0, decimals: 1) }
    + [0, 40].map { Printed(unscaled: $0, decimals: Printed.exact) }
  private static let firsts = figures + [Printed(unscaled: 1, decimals: 0)]

  @Test(arguments: cases)
  func bounds(_ kind: Case) {
    for first in Self.firsts {
      for second in Self.figures {
        for third in Self.figures { check(kind, [first, second, third]) }
      }
    }
  }

  private func check(_ kind: Case, _ figures: [Printed]) {
    let own = Self.ends(kind, figures)
    let finest = figures.map(\.decimals).max() ?? 0
    let tight = Self.ends(kind, figures.map { $0.printed(with: finest) })
    for percent in [-100, 0, 33, 50, 100, 120] {
      let stated = PrintedFigure(
        label: "", number: PrintedNumber(Int64(percent)), dimension: .percent)
      let evaluation = Relation(stated, .quotient(kind.form(figures))).evaluate()
      guard let own else {
        #expect(evaluation == nil, "\(figures) have no certain base")
        continue
      }
      #expect(evaluation?.low == own.low, "\(figures)")
      #expect(evaluation?.high == own.high, "\(figures)")
      let isPossible = stated.interval.meets(own)
      let isHeld = tight.map { stated.interval.meets($0) } ?? false
      let verdict: Verdict = isPossible ? isHeld ? .held : .undecidable : .violated
      #expect(evaluation?.verdict == verdict, "\(percent) of \(figures)")
    }
  }

  /// Up to the ends of every figure; nil where some base is not above zero.
  private static func ends(_ kind: Case, _ figures: [Printed]) -> Interval? {
    var extremes = Extremes<Fraction>()
    var hasBase = true
    Extremes<Fraction>.forEachChoice(of: figures) { values, isReal in
      func sum(_ factors: [Int]) -> Int { zip(factors, values).reduce(0) { $0 + $1.0 * $1.1 } }
      guard sum(kind.below) > 0 else { return hasBase = false }
      let value = Fraction(Int128(100 * sum(kind.above)), over: Int128(sum(kind.below)))
      extremes.add(value, isReal: isReal)
    }
    let ends = extremes.ends(\.self)
    guard hasBase, let low = ends.low, let high = ends.high else { return nil }
    return Interval(low: low, high: high)
  }

  /// A figure that a table leaves open stands anywhere between not at all and in full.
  @Test func openFiguresWidenTheBounds() throws {
    let whole = Printed(unscaled: 10, decimals: 0).figure
    let part = Printed(unscaled: 5, decimals: 0).figure
    let stated = PrintedFigure(label: "", number: PrintedNumber(50), dimension: .percent)
    let form = QuotientForm([
      .init(above: 0, below: 1, whole), .init(above: 1, below: 0, part, isOpen: true),
    ])
    let evaluation = try #require(Relation(stated, .quotient(form)).evaluate())
    #expect(evaluation.low == .init(Fraction(0), isOpen: false))
    #expect(evaluation.high == .init(Fraction(1_100, over: 19), isOpen: true))
  }

  /// Sums beyond all budgets say nothing, and no number leaves its bits.
  @Test func saysNothingOfSumsBeyondAllBudgets() {
    func yi(_ unscaled: Int64) -> PrintedFigure {
      PrintedFigure(
        label: "", number: PrintedNumber(unscaled), dimension: .amount(.yiYuan))
    }
    let percent = PrintedFigure(
      label: "", number: PrintedNumber(1_000_000_000_000_000, decimals: 6), dimension: .percent)
    let large = QuotientForm((0..<30).map { _ in .init(above: 1, below: 1, yi(100_000)) })
    #expect(Relation(percent, .quotient(large)).evaluate()?.verdict == .violated)
    let larger = QuotientForm((0..<100).map { _ in .init(above: 1, below: 1, yi(100_000)) })
    #expect(Relation(percent, .quotient(larger)).evaluate() == nil)
  }
}
