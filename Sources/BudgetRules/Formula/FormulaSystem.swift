import BudgetDomain

/// Formulas that concern the same submissions, as equations between figures taken as exact.
///
/// Every equation is brought to a form in which a figure of its own follows from others (Gauss):
/// one more equation, or bound, then either says something new or follows from some of them.
/// Where numbers grow beyond their bits an equation is left out, and less is found.
struct FormulaSystem {
  /// Σ factor × figure = constant, with the formulas that it was made of.
  struct Row {
    var factors: [FormulaReference: Int128]
    var constant: Int128
    var sources: Set<Int>

    /// The sum that a formula bounds, in whole numbers; nil for a percentage or a condition.
    init?(_ form: FormulaNormalForm, source: Int) {
      guard form.subject.isPlainSum, let bound = form.low ?? form.high else { return nil }
      factors = form.subject.factors.mapValues { Int128($0) * bound.denominator }
      constant = bound.numerator
      sources = [source]
    }

    /// The same without one figure, as another equation has it; nil beyond 128 bits.
    ///
    /// The row is multiplied by a number above zero, so that a bound stays what it is.
    func without(_ figure: FormulaReference, by other: Row) -> Row? {
      guard let own = factors[figure], let theirs = other.factors[figure] else { return self }
      let times = theirs < 0 ? -theirs : theirs
      let less = theirs < 0 ? -own : own
      func combined(_ first: Int128, _ second: Int128) -> Int128? {
        let (left, right) = (
          first.multipliedReportingOverflow(by: times),
          second.multipliedReportingOverflow(by: less)
        )
        let (sum, overflow) = left.partialValue.subtractingReportingOverflow(right.partialValue)
        return left.overflow || right.overflow || overflow ? nil : sum
      }
      var row = self
      row.sources.formUnion(other.sources)
      for name in Set(factors.keys).union(other.factors.keys) {
        guard let factor = combined(factors[name] ?? 0, other.factors[name] ?? 0) else {
          return nil
        }
        row.factors[name] = factor == 0 ? nil : factor
      }
      guard let constant = combined(self.constant, other.constant) else { return nil }
      row.constant = constant
      return row.inLowestTerms
    }

    private var inLowestTerms: Row {
      let divisor = factors.values.reduce(constant.magnitude) {
        greatestCommonDivisor($0, $1.magnitude)
      }
      guard divisor > 1 else { return self }
      var row = self
      row.factors = factors.mapValues { $0 / Int128(divisor) }
      row.constant = constant / Int128(divisor)
      return row
    }
  }

  /// What an equation says beside those before it.
  enum News {
    /// Something new, or nothing that can be told.
    case something
    /// What the others say already.
    case nothing(from: Set<Int>)
    /// What cannot be true with the others.
    case contradiction(with: Set<Int>)
    /// Only that one figure is zero.
    case zero(FormulaReference, with: Set<Int>)
  }

  private var equations: [(figure: FormulaReference, row: Row)] = []

  /// A row without the figures that follow from others; nil beyond 128 bits.
  func reduced(_ row: Row) -> Row? {
    equations.reduce(row as Row?) { row, equation in
      row?.without(equation.figure, by: equation.row)
    }
  }

  /// Adds an equation, and says what it says.
  mutating func add(_ row: Row) -> News {
    guard let new = reduced(row) else { return .something }
    guard let figure = new.factors.keys.map({ ($0.description, $0) }).min(by: { $0.0 < $1.0 })?.1
    else {
      return new.constant == 0 ? .nothing(from: new.sources) : .contradiction(with: new.sources)
    }
    equations = equations.compactMap { known, row in
      row.without(figure, by: new).map { (known, $0) }
    }
    equations.append((figure, new))
    let isZero = new.factors.count == 1 && new.constant == 0 && row.factors.count > 1
    return isZero ? .zero(figure, with: new.sources) : .something
  }
}

extension FormulaNormalForm.Subject {
  /// Whether it is a sum that is bounded always.
  var isPlainSum: Bool { above.isEmpty && below.isEmpty && condition == nil }
}
