import BudgetDomain
import BudgetRules
import Testing

/// Sums with factors against every unrounded value on a grid.
@Suite struct LinearFormTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let divisor: Int
    let comparison: LinearForm.Comparison
    let factors: [Int]
    /// In 万元.
    var constant = 0
    var lastIsOpen = false

    var testDescription: String {
      "\(divisor) × stated \(comparison.rawValue) \(factors) + \(constant)"
        + (lastIsOpen ? ", the last being open" : "")
    }

    func form(_ others: [Printed]) -> LinearForm {
      LinearForm(
        divisor: Int64(divisor), comparison,
        zip(factors, others).enumerated().map { place, term in
          LinearForm.Term(
            Int64(term.0), term.1.figure, isOpen: lastIsOpen && place == factors.count - 1)
        }, constant: Fraction(Int128(constant) * 1_000_000))
    }

    /// Whether some values that are printed like this keep the relation.
    func isFeasible(_ stated: Printed, _ others: [Printed]) -> Bool {
      let rest = zip(factors, others).enumerated().reduce(Set([constant * Printed.gridPerUnit])) {
        sums, term in
        let values = term.element.1.values.map { $0 * term.element.0 }
        let isOpen = lastIsOpen && term.offset == factors.count - 1
        let choices = isOpen ? Self.withZero(values) : values
        return sums.reduce(into: []) { next, sum in
          for value in choices { next.insert(sum + value) }
        }
      }
      return stated.values.contains { value in
        let left = divisor * value
        return switch comparison {
        case .equal: rest.contains(left)
        case .atMost: rest.contains { left <= $0 }
        case .atLeast: rest.contains { left >= $0 }
        }
      }
    }

    /// All of it, nothing, or anything between.
    private static func withZero(_ values: [Int]) -> [Int] {
      Array(min(0, values.min() ?? 0)...max(0, values.max() ?? 0))
    }
  }

  /// Divisor and factors together are 4 at most: ends lie 4 steps of the grid apart, and each
  /// figure comes to within one step of an open end.
  private static let cases = [
    Case(divisor: 1, comparison: .equal, factors: [1, 1]),
    Case(divisor: 1, comparison: .equal, factors: [2, -1]),
    Case(divisor: 2, comparison: .equal, factors: [1, -1], constant: 1),
    Case(divisor: 3, comparison: .equal, factors: [1]),
    Case(divisor: 1, comparison: .equal, factors: [-3]),
    Case(divisor: 1, comparison: .atMost, factors: [1, -2], constant: -1),
    Case(divisor: 2, comparison: .atMost, factors: [1, 1]),
    Case(divisor: 1, comparison: .atLeast, factors: [-1, -1]),
    Case(divisor: 3, comparison: .atLeast, factors: [-1], constant: 2),
    Case(divisor: 1, comparison: .equal, factors: [1, 1], lastIsOpen: true),
    Case(divisor: 1, comparison: .atMost, factors: [1, -1], lastIsOpen: true),
  ]

  private static let others = Printed.all.filter { [-11, -1, 0, 3, 9, 12].contains($0.unscaled) }

  @Test(arguments: cases)
  func verdicts(_ kind: Case) {
    for stated in Printed.all {
      for first in Self.others {
        for second in Self.others {
          check(kind, stated, Array([first, second].prefix(kind.factors.count)))
        }
      }
    }
  }

  private func check(_ kind: Case, _ stated: Printed, _ others: [Printed]) {
    let finest = ([stated] + others).map(\.decimals).max() ?? 0
    let isPossible = kind.isFeasible(stated, others)
    let isHeld = kind.isFeasible(
      stated.printed(with: finest), others.map { $0.printed(with: finest) })
    let expected: Verdict = isPossible ? isHeld ? .held : .undecidable : .violated
    let form = Relation.Form.linear(kind.form(others))
    #expect(Relation(stated.figure, form).evaluate()?.verdict == expected, "\(stated) of \(others)")
    #expect(
      Relation(stated.figure, form, precision: .own).evaluate()?.verdict
        == (isPossible ? .held : .violated), "\(stated) of \(others) at own precision")
  }

  /// Percentages as large and fine as they may be leave no number beyond its bits.
  @Test func staysWithinItsBits() {
    func percent(_ unscaled: Int64, _ decimals: UInt8) -> PrintedFigure {
      PrintedFigure(
        label: "", number: PrintedNumber(unscaled, decimals: decimals), dimension: .percent)
    }
    let terms = (0..<200).map { place in
      LinearForm.Term(9_999, percent(1_000_000_000_000_000, UInt8(place % 7)))
    }
    for comparison in [LinearForm.Comparison.equal, .atMost, .atLeast] {
      let form = LinearForm(divisor: 9_999, comparison, terms)
      let evaluation = Relation(percent(-999_999_999_999_999, 6), .linear(form)).evaluate()
      #expect(evaluation?.verdict == (comparison == .atMost ? .held : .violated))
    }
  }
}
