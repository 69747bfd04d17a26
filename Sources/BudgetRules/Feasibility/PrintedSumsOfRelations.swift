import BudgetDomain

extension PrintedSums {
  /// Adds a relation as a rule states it, if it is a sum.
  mutating func add(_ relation: Relation) {
    guard let head = relation.linearHead else { return }
    let units = Figure.units(of: relation.stated.dimension)
    let constant = head.constant.numerator * Int128(units)
    guard constant.isMultiple(of: head.constant.denominator),
      constant.magnitude / head.constant.denominator.magnitude <= Self.unbounded.magnitude
    else { return giveUp() }
    var isAlike = true
    add(head.divisor, relation.stated)
    relation.forEachLinearTerm { factor, figure, isOpen in
      isAlike = isAlike && Figure.units(of: figure.dimension) == units
      add(-factor, figure, isOpen: isOpen)
    }
    if !isAlike { giveUp() }
    close(head.comparison, Int64(constant / head.constant.denominator))
  }
}

extension PrintedSums.Figure {
  /// How many units make one fen, percent or piece: half of any last digit is whole.
  static func units(of dimension: PrintedFigure.Dimension) -> Int64 {
    switch dimension {
    case .amount: 1
    case .percent: 10_000_000
    case .count: 100
    }
  }

  /// A figure by itself; nil where it has too many digits.
  init?(_ figure: PrintedFigure) {
    guard figure.isWorkable else { return nil }
    switch figure.dimension {
    case .amount(let unit):
      guard let fen = figure.number.fen(in: unit) else { return nil }
      let lastDigit = figure.lastDigit ?? 0
      self.init(printed: fen, halfWidth: lastDigit > 0 ? PowerOfTen[lastDigit] / 2 : 0)
    case .percent:
      guard figure.number.unscaled.magnitude <= 1_000_000_000 else { return nil }
      self.init(
        printed: figure.number.unscaled * PowerOfTen[7 - Int(figure.number.decimals)],
        halfWidth: PowerOfTen[7 - figure.decimals] / 2)
    case .count:
      guard figure.number.unscaled.magnitude <= 1_000_000_000_000 else { return nil }
      self.init(
        printed: figure.number.unscaled * PowerOfTen[2 - Int(figure.number.decimals)],
        halfWidth: 0)
    }
  }
}
