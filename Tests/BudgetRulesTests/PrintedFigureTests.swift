import BudgetDomain
import Testing

@testable import BudgetRules

/// Figures that are two printed ones together, and figures whose book says how they are rounded.
@Suite struct PrintedFigureTests {
  /// Where nobody prints a total, its two parts are each rounded by themselves.
  @Test func aTotalOfTwoPartsIsAsWideAsBoth() {
    for first in Printed.all {
      for second in Printed.all {
        let sum = first.figure + second.figure
        var extremes = Extremes<Int>()
        Extremes<Int>.forEachChoice(of: [first, second]) { values, isReal in
          extremes.add(values[0] + values[1], isReal: isReal)
        }
        let ends = extremes.ends { Fraction(Int128($0) * 12_500) }
        #expect(sum.interval.low == ends.low, "\(first) and \(second)")
        #expect(sum.interval.high == ends.high, "\(first) and \(second)")
        #expect(sum.value == Fraction(first.figure.value.numerator + second.figure.value.numerator))
        #expect(sum.parts.count == 2)
      }
    }
  }

  /// A book that prints one decimal rounds its amounts so; percentages and counts are as they are.
  @Test func theBookSaysHowAmountsAreRounded() {
    let header = SubmissionHeader(
      id: 1, unit: 0, year: FiscalYear(2023), kind: .finalAccount, revision: 1, status: .accepted,
      amountUnit: .wanYuan, printedDecimals: 1)
    func figure(_ name: String) -> PrintedFigure {
      PrintedFigure(stated: FigureName(name), PrintedNumber(4860, decimals: 2), in: header)
    }
    #expect(figure("total.actual").lastDigit == 5)
    #expect(figure("total.change_percent").lastDigit == -2)
    #expect(figure("staff.actual").lastDigit == nil)
  }
}
