import BudgetDomain

/// A formula with everything brought to one side, in an order that does not depend on how it was
/// written: two formulas that say the same have the same normal form.
struct FormulaNormalForm: Hashable {
  /// What is judged: Σ factor × reference, in lowest terms, the first factor above zero; for a
  /// quotient, the sums above and below its line besides.
  struct Subject: Hashable {
    let factors: [FormulaReference: Int]
    let above: [FormulaReference: Int]
    let below: [FormulaReference: Int]
    /// What must be printed for the sum to be bounded.
    let condition: FormulaCondition?
  }

  /// The sum that is bounded.
  let subject: Subject
  /// Where it may lie at least, in fen, percent or pieces; nil for no bound.
  let low: Fraction?
  /// Where it may lie at most.
  let high: Fraction?

  init(_ formula: Formula) {
    let left = CompiledFormula.Sum(formula.left)
    var factors = Self.factors(left)
    var constant = left.constant
    var (above, below): ([FormulaReference: Int], [FormulaReference: Int]) = ([:], [:])
    switch formula.right {
    case .sum(let sum):
      let right = CompiledFormula.Sum(sum)
      factors.merge(Self.factors(right).mapValues(-)) { $0 + $1 }
      constant = constant.minus(right.constant)
    case .growth(let current, let prior):
      below = Self.factors(.init(prior))
      above = Self.factors(.init(current)).merging(below.mapValues(-)) { $0 + $1 }
    case .share(let part, let whole):
      (above, below) = (Self.factors(.init(part)), Self.factors(.init(whole)))
    }
    factors = factors.filter { $0.value != 0 }
    let first = factors.keys.map { ($0.description, $0) }.min { $0.0 < $1.0 }?.1
    let sign = first.flatMap { factors[$0] } ?? 1 < 0 ? -1 : 1
    let divisor = Self.divisor(of: factors.values.map(\.magnitude))
    subject = Subject(
      factors: factors.mapValues { sign * $0 / divisor }, above: above.filter { $0.value != 0 },
      below: below.filter { $0.value != 0 }, condition: formula.condition)
    let bound = Fraction(
      Int128(-sign) * constant.numerator, over: constant.denominator * Int128(divisor)
    ).reduced
    let comparison = sign < 0 ? formula.comparison.turned : formula.comparison
    low = comparison == .atMost ? nil : bound
    high = comparison == .atLeast ? nil : bound
  }

  /// Whether the sums of two normal forms leave no value to what they both bound.
  func excludes(_ other: FormulaNormalForm) -> Bool {
    guard subject == other.subject else { return false }
    func isAbove(_ low: Fraction?, _ high: Fraction?) -> Bool {
      guard let low, let high else { return false }
      return high < low
    }
    return isAbove(low, other.high) || isAbove(other.low, high)
  }

  /// Whether zero lies within the bounds: what a sum without figures comes to.
  var allowsZero: Bool {
    let zero = Fraction(0)
    return low.map { $0 < zero || $0 == zero } ?? true
      && high.map { zero < $0 || zero == $0 } ?? true
  }

  private static func factors(_ sum: CompiledFormula.Sum) -> [FormulaReference: Int] {
    sum.terms.reduce(into: [:]) { $0[$1.source.reference, default: 0] += Int($1.factor) }
  }

  private static func divisor(of factors: [UInt]) -> Int {
    max(1, Int(factors.reduce(0, greatestCommonDivisor)))
  }
}

extension FormulaNormalForm {
  static func == (left: Self, right: Self) -> Bool {
    left.subject == right.subject && left.low == right.low && left.high == right.high
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(subject)
  }
}

extension Fraction {
  fileprivate func minus(_ other: Fraction) -> Fraction {
    Fraction(
      numerator * other.denominator - other.numerator * denominator,
      over: denominator * other.denominator
    ).reduced
  }
}
