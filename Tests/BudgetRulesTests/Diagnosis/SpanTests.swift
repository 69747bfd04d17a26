import BudgetDomain
import Testing

@testable import BudgetRules

/// Sums in ticks against the intervals that they stand for, and quotients undone.
@Suite struct SpanTests {
  @Test func holdsZeroWhereTheIntervalDoes() {
    let zero = Interval(exactly: Fraction(0))
    for first in Printed.all {
      for second in Printed.all {
        let (left, right) = (first.figure.interval, second.figure.interval)
        #expect((Span(left) + Span(right)).holdsZero == (left + right).meets(zero))
        #expect((Span(left) + -Span(right)).holdsZero == (left + -right).meets(zero))
        #expect((Span(left) + Span(right)) - Span(right) == Span(left))
        #expect(Span(left).withZero == Span(left.hull(zero)))
      }
    }
  }

  @Test func quotientsAreRoundedAsTheySay() {
    for dividend in -30...30 as ClosedRange<Int128> {
      for divisor in 1...7 as ClosedRange<Int128> {
        let floor = floorDivide(dividend, by: divisor)
        #expect(floor * divisor <= dividend && dividend < (floor + 1) * divisor)
        let ceiling = ceilDivide(dividend, by: divisor)
        #expect((ceiling - 1) * divisor < dividend && dividend <= ceiling * divisor)
        let nearest = nearestQuotient(dividend, by: divisor)
        #expect(2 * (nearest * divisor - dividend).magnitude <= divisor.magnitude)
      }
    }
  }

  private static let label = PrintedFigure(
    label: "", number: PrintedNumber(0), dimension: .amount(.yuan))

  /// The figures behind a percentage, each worked out from the percentage and the other one.
  @Test func inverseQuotientsLeadBack() throws {
    for first in [-7, 3, 12, 250] as [Int128] {
      for second in [2, 5, 40] as [Int128] {
        for (form, above, below) in [
          (
            Relation.Form.growth(current: Self.label, prior: Self.label), first - second, second
          ),
          (.growthByChange(current: Self.label, change: Self.label), second, first - second),
          (.share(part: Self.label, whole: Self.label), first, second),
        ] where below > 0 {
          let ticks = 100 * Span.ticks * above
          let percent = Span(low: floorDivide(ticks, by: below), high: ceilDivide(ticks, by: below))
          let figures = [first, second].map { Span(low: $0 * Span.ticks, high: $0 * Span.ticks) }
          for place in [1, 2] {
            let inverse = try #require(InverseQuotient(form, place))
            let span = try #require(inverse.span(percent, figures[2 - place]))
            let meant = figures[place - 1]
            #expect(span.low <= meant.low && meant.high <= span.high, "\(first), \(second)")
            #expect(span.high - span.low < Span.ticks, "\(first), \(second)")
          }
        }
      }
    }
  }
}
