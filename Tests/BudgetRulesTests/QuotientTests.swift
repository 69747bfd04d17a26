import BudgetDomain
import BudgetRules
import Testing

/// Percentages against every unrounded pair of values on a grid.
@Suite struct QuotientTests {
  /// A quotient of grid values, in percent; nil where the base is not above zero.
  typealias Quotient = @Sendable (_ first: Int, _ second: Int) -> Fraction?

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let form: @Sendable (PrintedFigure, PrintedFigure) -> Relation.Form
    let quotient: Quotient
  }

  private static let cases = [
    Case(testDescription: "growth", form: { .growth(current: $0, prior: $1) }) { current, prior in
      prior > 0 ? Fraction(Int128(100 * (current - prior)), over: Int128(prior)) : nil
    },
    Case(testDescription: "growth by change", form: { .growthByChange(current: $0, change: $1) }) {
      current, change in
      current > change ? Fraction(Int128(100 * change), over: Int128(current - change)) : nil
    },
    Case(testDescription: "share", form: { .share(part: $0, whole: $1) }) { part, whole in
      whole > 0 ? Fraction(Int128(100 * part), over: Int128(whole)) : nil
    },
  ]

  private struct Range {
    var low: Fraction
    var high: Fraction
    var reachesLow = false
    var reachesHigh = false
  }

  /// Least and greatest quotient up to the ends of both figures, and whether values that really
  /// round to the figures reach them; nil where some base is not above zero.
  private static func range(_ first: Printed, _ second: Printed, _ quotient: Quotient) -> Range? {
    var range: Range?
    for left in first.hull {
      for right in second.hull {
        guard let value = quotient(left, right) else { return nil }
        let isReal = first.isPrinting(of: left) && second.isPrinting(of: right)
        var next = range ?? Range(low: value, high: value)
        if value < next.low { (next.low, next.reachesLow) = (value, false) }
        if next.high < value { (next.high, next.reachesHigh) = (value, false) }
        if isReal, value == next.low { next.reachesLow = true }
        if isReal, value == next.high { next.reachesHigh = true }
        range = next
      }
    }
    return range
  }

  /// Whether a value of the range is printed as `percent` with `decimals`, half away from zero.
  private static func holds(_ range: Range, _ percent: Int, decimals: Int) -> Bool {
    let scale = Int128(decimals == 0 ? 2 : 20)
    let low = Fraction(Int128(2 * percent - 1), over: scale)
    let high = Fraction(Int128(2 * percent + 1), over: scale)
    let (isLowInside, isHighInside) = (percent > 0, percent < 0)
    let notBelow = low < range.high || (low == range.high && isLowInside && range.reachesHigh)
    let notAbove = range.low < high || (range.low == high && isHighInside && range.reachesLow)
    return notBelow && notAbove
  }

  private static let bases = [
    Printed(unscaled: 1, decimals: 0), Printed(unscaled: 2, decimals: 0),
    Printed(unscaled: 4, decimals: 1), Printed(unscaled: 12, decimals: 1),
    Printed(unscaled: -1, decimals: 1), Printed(unscaled: 0, decimals: 1),
    Printed(unscaled: 40, decimals: Printed.exact), Printed(unscaled: 0, decimals: Printed.exact),
  ]

  @Test(arguments: cases)
  func boundsAndVerdicts(_ kind: Case) {
    for first in Printed.all {
      for second in Self.bases { check(kind, first, second) }
    }
  }

  private func check(_ kind: Case, _ first: Printed, _ second: Printed) {
    let finest = max(first.decimals, second.decimals)
    let own = Self.range(first, second, kind.quotient)
    let tight = Self.range(
      first.printed(with: finest), second.printed(with: finest), kind.quotient)
    for (percent, decimals) in [(0, 0), (26, 0), (-100, 0), (-50, 0), (100, 0), (333, 1), (-3, 1)] {
      let stated = PrintedFigure(
        label: "", number: PrintedNumber(Int64(percent), decimals: UInt8(decimals)),
        dimension: .percent)
      let evaluation = Relation(stated, kind.form(first.figure, second.figure)).evaluate()
      guard let own else {
        #expect(evaluation == nil, "\(first) and \(second) have no certain base")
        continue
      }
      #expect(evaluation?.low == .init(own.low, isOpen: !own.reachesLow), "\(first), \(second)")
      #expect(evaluation?.high == .init(own.high, isOpen: !own.reachesHigh), "\(first), \(second)")
      let isPossible = Self.holds(own, percent, decimals: decimals)
      let isHeld = tight.map { Self.holds($0, percent, decimals: decimals) } ?? false
      let verdict: Verdict = isPossible ? isHeld ? .held : .undecidable : .violated
      #expect(evaluation?.verdict == verdict, "\(percent) of \(first), \(second)")
    }
  }
}
