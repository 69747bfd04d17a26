import BudgetDomain
import BudgetRules
import Testing

/// Linear relations against every unrounded value on a grid.
@Suite struct RoundingTests {
  /// Whether stated values and values of the others can meet, when figures are taken as printed.
  private typealias Feasible = (_ stated: Printed, _ others: [Printed]) -> Bool

  private static func verdict(
    _ stated: Printed, _ others: [Printed], _ isFeasible: Feasible
  ) -> Verdict {
    guard isFeasible(stated, others) else { return .violated }
    let finest = ([stated] + others).map(\.decimals).max() ?? 0
    return isFeasible(stated.printed(with: finest), others.map { $0.printed(with: finest) })
      ? .held : .undecidable
  }

  private static func sums(_ figures: [Printed], _ signs: [Int]) -> Set<Int> {
    zip(figures, signs).reduce(Set([0])) { sums, term in
      let values = term.0.values
      var next: Set<Int> = []
      for sum in sums { for value in values { next.insert(sum + term.1 * value) } }
      return next
    }
  }

  private static func meets(_ stated: Printed, _ values: Set<Int>) -> Bool {
    stated.values.contains(where: values.contains)
  }

  @Test(arguments: Printed.all)
  func sums(stated: Printed) {
    for first in Printed.all {
      check(stated, [first], .sum(parts: [first.figure])) { Self.meets($0, Set($1[0].values)) }
      for second in Printed.all {
        let parts = [first, second]
        check(stated, parts, .sum(parts: parts.map(\.figure))) {
          Self.meets($0, Self.sums($1, [1, 1]))
        }
      }
    }
  }

  @Test(arguments: Printed.all)
  func differences(stated: Printed) {
    for minuend in Printed.all {
      for subtrahend in Printed.all {
        check(
          stated, [minuend, subtrahend],
          .difference(minuend: minuend.figure, subtrahend: subtrahend.figure)
        ) { Self.meets($0, Self.sums($1, [1, -1])) }
      }
    }
  }

  @Test(arguments: Printed.all)
  func bounds(stated: Printed) {
    for whole in Printed.all {
      check(stated, [whole], .atMost(whole: whole.figure)) { stated, others in
        stated.values.contains { value in others[0].values.contains { value <= $0 } }
      }
      check(stated, [whole], .between(certain: [whole.figure], possible: nil)) { stated, others in
        stated.values.contains { value in others[0].values.contains { value >= $0 } }
      }
    }
  }

  /// certain + some of possible, all or nothing of it or anything between.
  @Test(arguments: Printed.all)
  func between(stated: Printed) {
    for certain in Printed.all {
      for possible in Printed.all {
        check(
          stated, [certain, possible],
          .between(certain: [certain.figure], possible: [possible.figure])
        ) { stated, others in
          let without = Set(others[0].values)
          let with = Self.sums(others, [1, 1])
          return stated.values.contains { value in
            (without.contains { $0 <= value } && with.contains { $0 >= value })
              || (with.contains { $0 <= value } && without.contains { $0 >= value })
          }
        }
      }
    }
  }

  private func check(
    _ stated: Printed, _ others: [Printed], _ form: Relation.Form, _ isFeasible: Feasible
  ) {
    let expected = Self.verdict(stated, others, isFeasible)
    let actual = Relation(stated.figure, form).evaluate()?.verdict
    if actual != expected {
      Issue.record(
        "\(stated) of \(others): \(form) is \(expected), not \(String(describing: actual))")
    }
    let own: Verdict = isFeasible(stated, others) ? .held : .violated
    if Relation(stated.figure, form, precision: .own).evaluate()?.verdict != own {
      Issue.record("\(stated) of \(others): \(form) at own precision is \(own)")
    }
  }
}
