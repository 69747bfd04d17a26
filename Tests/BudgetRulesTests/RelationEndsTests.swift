import BudgetDomain
import BudgetRules
import Testing

/// What a relation leaves to its stated figure, both ends and whether they are in it, against
/// every unrounded value of the other figures on a grid.
@Suite struct RelationEndsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let form: @Sendable ([PrintedFigure]) -> Relation.Form
    /// All that the stated figure may be, in steps of the grid × `divisor`.
    let rest: @Sendable ([Int]) -> [Int]
    var divisor: Int64 = 1
    var hasLow = true
    var hasHigh = true
  }

  private static func linear(
    _ divisor: Int64, _ comparison: LinearForm.Comparison, _ first: Int64, _ second: Int64,
    wanYuan constant: Int = 0, secondIsOpen: Bool = false
  ) -> Case {
    Case(
      testDescription: "\(divisor) × stated \(comparison.rawValue) \(first), \(second)"
        + " + \(constant)\(secondIsOpen ? ", the second being open" : "")",
      form: { figures in
        .linear(
          LinearForm(
            divisor: divisor, comparison,
            [.init(first, figures[0]), .init(second, figures[1], isOpen: secondIsOpen)],
            constant: Fraction(Int128(constant) * 1_000_000)))
      },
      rest: { values in
        let rest = Int(first) * values[0] + constant * Printed.gridPerUnit
        return (secondIsOpen ? [rest] : []) + [rest + Int(second) * values[1]]
      }, divisor: divisor, hasLow: comparison != .atMost, hasHigh: comparison != .atLeast)
  }

  private static let cases = [
    Case(
      testDescription: "sum", form: { .sum(parts: $0) }, rest: { [$0[0] + $0[1]] }),
    Case(
      testDescription: "difference", form: { .difference(minuend: $0[0], subtrahend: $0[1]) },
      rest: { [$0[0] - $0[1]] }),
    Case(
      testDescription: "at most", form: { .atMost(whole: $0[0]) }, rest: { [$0[0]] },
      hasLow: false),
    Case(
      testDescription: "some of the second",
      form: { .between(certain: [$0[0]], possible: [$0[1]]) },
      rest: { [$0[0], $0[0] + $0[1]] }),
    Case(
      testDescription: "at least", form: { .between(certain: $0, possible: nil) },
      rest: { [$0[0] + $0[1]] }, hasHigh: false),
    linear(1, .equal, 1, -1), linear(2, .equal, -3, 1, wanYuan: 1), linear(3, .equal, 1, 1),
    linear(2, .atMost, 1, -2, wanYuan: -1), linear(3, .atLeast, -1, -1),
    linear(1, .equal, 1, 1, secondIsOpen: true), linear(1, .atMost, 1, -2, secondIsOpen: true),
    linear(2, .atLeast, -1, 1, secondIsOpen: true),
  ]

  private static let figures =
    [-1, 0, 2].map { Printed(unscaled: $0, decimals: 0) }
    + [-11, 0, 9].map { Printed(unscaled: $0, decimals: 1) }
    + [-12, 40].map { Printed(unscaled: $0, decimals: Printed.exact) }

  @Test(arguments: cases)
  func areThoseOfEveryUnroundedValue(_ kind: Case) {
    for first in Self.figures {
      for second in Self.figures { check(kind, [first, second]) }
    }
  }

  private func check(_ kind: Case, _ figures: [Printed]) {
    var extremes = Extremes<Int>()
    Extremes<Int>.forEachChoice(of: figures) { values, isReal in
      for rest in kind.rest(values) { extremes.add(rest, isReal: isReal) }
    }
    // A step of the grid is 125 元.
    let ends = extremes.ends { Fraction(Int128($0) * 12_500, over: Int128(kind.divisor)) }
    let stated = Printed(unscaled: 0, decimals: 0).figure
    let evaluation = Relation(stated, kind.form(figures.map(\.figure))).evaluate()
    #expect(evaluation?.low == (kind.hasLow ? ends.low : nil), "\(figures)")
    #expect(evaluation?.high == (kind.hasHigh ? ends.high : nil), "\(figures)")
  }

  /// Three parts, of which one is coarse: the ends of a long sum keep what each part says.
  @Test func ofLongerSums() {
    let fine = Printed.all.filter { $0.decimals > 0 && $0.unscaled.magnitude < 5 }
    for coarse in Printed.all.prefix(6) {
      for second in fine {
        for third in fine {
          var extremes = Extremes<Int>()
          Extremes<Int>.forEachChoice(of: [coarse, second, third]) { values, isReal in
            extremes.add(values.reduce(0, +), isReal: isReal)
          }
          let ends = extremes.ends { Fraction(Int128($0) * 12_500) }
          let parts = [coarse, second, third].map(\.figure)
          let evaluation = Relation(coarse.figure, .sum(parts: parts)).evaluate()
          #expect(evaluation?.low == ends.low, "\([coarse, second, third])")
          #expect(evaluation?.high == ends.high, "\([coarse, second, third])")
        }
      }
    }
  }
}
