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
  ]

  /// One decimal each, so that a grid of all choices stays small.
  private static let figures = [-1, 0, 4, 9, 12].map { Printed(unscaled: $0, decimals: 1) }

  @Test(arguments: cases)
  func bounds(_ kind: Case) {
    for first in Self.figures {
      for second in Self.figures {
        for third in Self.figures { check(kind, [first, second, third]) }
      }
    }
  }

  private func check(_ kind: Case, _ figures: [Printed]) {
    let stated = PrintedFigure(label: "", number: PrintedNumber(50), dimension: .percent)
    let evaluation = Relation(stated, .quotient(kind.form(figures))).evaluate()
    var low: (value: Fraction, isReal: Bool)?
    var high = low
    for first in figures[0].hull {
      for second in figures[1].hull {
        for third in figures[2].hull {
          let values = [first, second, third]
          func sum(_ factors: [Int]) -> Int { zip(factors, values).reduce(0) { $0 + $1.0 * $1.1 } }
          guard sum(kind.below) > 0 else {
            #expect(evaluation == nil, "\(figures) have no certain base")
            return
          }
          let value = Fraction(Int128(100 * sum(kind.above)), over: Int128(sum(kind.below)))
          let isReal = zip(figures, values).allSatisfy { $0.isPrinting(of: $1) }
          if low.map({ value < $0.value || (value == $0.value && isReal) }) ?? true {
            low = (value, isReal)
          }
          if high.map({ $0.value < value || (value == $0.value && isReal) }) ?? true {
            high = (value, isReal)
          }
        }
      }
    }
    #expect(evaluation?.low == low.map { .init($0.value, isOpen: !$0.isReal) }, "\(figures)")
    #expect(evaluation?.high == high.map { .init($0.value, isOpen: !$0.isReal) }, "\(figures)")
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
