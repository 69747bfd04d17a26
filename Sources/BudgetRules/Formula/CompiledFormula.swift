import BudgetDomain

/// A formula with every name looked up, so that a submission costs no text.
struct CompiledFormula: Sendable {
  /// A sum with its numbers added up.
  struct Sum: Sendable {
    let terms: [(factor: Int64, source: FormulaSource)]
    /// Fen, percent or pieces.
    let constant: Fraction

    init(_ sum: FormulaSum) {
      var terms: [(factor: Int64, source: FormulaSource)] = []
      var constant = Interval(exactly: Fraction(0))
      for term in sum.terms {
        switch term {
        case .reference(let factor, let reference):
          terms.append((Int64(factor), FormulaSource(reference)))
        case .number(let number):
          constant = constant + Interval(exactly: number.exactValue)
        }
      }
      self.terms = terms
      self.constant = constant.low.value
    }
  }

  /// What the left side is compared with.
  private enum Side: Sendable {
    case sum(Sum)
    case growth(current: Sum, prior: Sum)
    case share(part: Sum, whole: Sum)
  }

  private let left: Sum
  private let comparison: Formula.Comparison
  private let right: Side
  private let precision: Relation.Precision
  private let condition: (source: FormulaSource, isZero: Bool)?

  init(_ formula: Formula) {
    left = Sum(formula.left)
    comparison = formula.comparison
    right =
      switch formula.right {
      case .sum(let sum): .sum(Sum(sum))
      case .growth(let current, let prior): .growth(current: Sum(current), prior: Sum(prior))
      case .share(let part, let whole): .share(part: Sum(part), whole: Sum(whole))
      }
    // Books differ in units and decimals by design.
    precision = formula.references.contains(where: \.isForeign) ? .own : .finest
    condition = formula.condition.map { (FormulaSource($0.reference), $0.isZero) }
  }

  /// The relation between the figures behind the references.
  ///
  /// - Parameter amount: What a reference stands for; nil where it is not stated.
  /// - Returns: nil where some reference is not stated, or the condition is not met: then the
  ///   rule says nothing.
  func relation(_ amount: (FormulaSource) -> FormulaAmount?) -> Relation? {
    guard let condition else { return unconditional(amount) }
    guard let asked = amount(condition.source), asked.open.isEmpty else { return nil }
    let printed = asked.certain.reduce(Fraction(0)) { sum, occurrence in
      FormulaBalance.sum(sum, occurrence.factor, occurrence.figure.value)
    }
    guard condition.isZero ? printed == Fraction(0) : printed > Fraction(0) else { return nil }
    var relation = unconditional(amount)
    relation?.reasons = asked.certain.map(\.figure)
    return relation
  }

  private func unconditional(_ amount: (FormulaSource) -> FormulaAmount?) -> Relation? {
    var balance = FormulaBalance()
    switch right {
    case .sum(let right):
      guard balance.add(left, left: 1, amount), balance.add(right, right: 1, amount) else {
        return nil
      }
      return balance.relation(comparison, precision)
    case .growth(let current, let prior):
      guard balance.add(current, left: 1, amount),
        balance.add(prior, left: -1, right: 1, amount)
      else { return nil }
    case .share(let part, let whole):
      guard balance.add(part, left: 1, amount), balance.add(whole, right: 1, amount) else {
        return nil
      }
    }
    guard let stated = left.terms.first.flatMap({ amount($0.source) })?.certain.first else {
      return nil
    }
    return Relation(stated.figure, balance.quotient(), precision: precision)
  }
}

extension FormulaNumber {
  /// The number in fen, percent or pieces.
  var exactValue: Fraction {
    if case .amount(let unit) = unit { return Fraction(Int128(value.fen(in: unit) ?? 0)) }
    return Fraction(Int128(value.unscaled), over: Int128(PowerOfTen[Int(value.decimals)]))
  }
}
