extension Relation {
  /// The same relation with other numbers in it.
  func replacing(_ replacement: (PrintedFigure) -> PrintedFigure) -> Relation {
    let form: Form =
      switch self.form {
      case .sum(let parts): .sum(parts: parts.map(replacement))
      case .difference(let minuend, let subtrahend):
        .difference(minuend: replacement(minuend), subtrahend: replacement(subtrahend))
      case .atMost(let whole): .atMost(whole: replacement(whole))
      case .between(let certain, let possible):
        .between(
          certain: certain.map(replacement), possible: possible.map { $0.map(replacement) })
      case .growth(let current, let prior):
        .growth(current: replacement(current), prior: replacement(prior))
      case .growthByChange(let current, let change):
        .growthByChange(current: replacement(current), change: replacement(change))
      case .share(let part, let whole):
        .share(part: replacement(part), whole: replacement(whole))
      case .linear(let linear): .linear(linear.replacing(replacement))
      case .quotient(let quotient): .quotient(quotient.replacing(replacement))
      }
    var relation = Relation(replacement(stated), form, precision: precision)
    (relation.reasons, relation.basis) = (reasons.map(replacement), basis)
    return relation
  }

  /// What two figures leave to a percentage that follows from them; nil for sums and bounds, and
  /// where the base is not certainly above zero.
  func quotient(_ first: Interval, _ second: Interval) -> Interval? {
    let range: Quotient.Range? =
      switch form {
      case .growth: Quotient.growth(current: first, prior: second)
      case .growthByChange: Quotient.growth(current: first, change: second)
      case .share: Quotient.share(part: first, whole: second)
      case .sum, .difference, .atMost, .between, .linear, .quotient: nil
      }
    guard let low = range?.low, let high = range?.high else { return nil }
    return Interval(low: low, high: high)
  }
}

extension LinearForm {
  /// The same form with other numbers in it.
  fileprivate func replacing(_ replacement: (PrintedFigure) -> PrintedFigure) -> LinearForm {
    LinearForm(
      divisor: divisor, comparison,
      terms.map { Term($0.factor, replacement($0.figure), isOpen: $0.isOpen) },
      constant: constant)
  }
}

extension QuotientForm {
  /// The same form with other numbers in it.
  fileprivate func replacing(_ replacement: (PrintedFigure) -> PrintedFigure) -> QuotientForm {
    QuotientForm(
      terms.map {
        Term(above: $0.above, below: $0.below, replacement($0.figure), isOpen: $0.isOpen)
      })
  }
}
