import BudgetRules
import Testing

/// Quotients of small whole numbers against the same numbers multiplied across.
@Suite struct FractionTests {
  @Test func isTheSameNumberHoweverItIsWritten() {
    for numerator in -6...6 {
      for denominator in -6...6 where denominator != 0 {
        let fraction = Fraction(Int128(numerator), over: Int128(denominator))
        #expect(fraction.denominator > 0)
        for other in -4...4 {
          for below in 1...3 {
            let second = Fraction(Int128(other), over: Int128(below))
            let sign = denominator.signum()
            let (left, right) = (numerator * below * sign, other * denominator * sign)
            #expect((fraction == second) == (left == right))
            #expect((fraction < second) == (left < right))
          }
        }
      }
    }
  }
}
