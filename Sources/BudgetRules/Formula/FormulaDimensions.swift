import BudgetDomain

/// Which figures of a formula may be added and compared: money in any unit with money, pieces
/// with pieces, percentages with percentages; a bare zero with anything.
enum FormulaDimensions {
  private typealias Problem = FormulaDefect.Problem

  /// What is wrong with a formula's dimensions and numbers; nil where nothing is.
  static func problem(in formula: Formula) -> FormulaDefect.Problem? {
    guard !formula.references.isEmpty else { return .namesNoFigure }
    let sums = [formula.left] + formula.rightSums
    for number in sums.flatMap(\.numbers) where !number.isWorkable {
      return .unworkableNumber(FormulaSum([.number(number)]).text(in: .english))
    }
    switch formula.right {
    case .sum(let right):
      return mixture(formula.left.terms + right.terms)
    case .growth(let first, let second), .share(let first, let second):
      guard formula.comparison == .equal, formula.left.terms.count == 1,
        case .reference(1, let reference) = formula.left.terms[0], reference.dimension == .percent
      else { return .quotientWithoutPercentage }
      let terms = first.terms + second.terms
      guard first.numbers.isEmpty, second.numbers.isEmpty,
        !(first.references + second.references).contains(where: { $0.dimension == .percent })
      else { return .unfitQuotient }
      return mixture(terms)
    }
  }

  private static func mixture(_ terms: [FormulaSum.Term]) -> FormulaDefect.Problem? {
    let stated = terms.filter { $0.dimension != nil }
    guard let first = stated.first,
      let other = stated.first(where: { $0.dimension != first.dimension })
    else { return nil }
    return .mixedDimensions(
      FormulaSum([first]).text(in: .english), FormulaSum([other]).text(in: .english))
  }
}

extension FormulaReference {
  /// What kind of number it stands for.
  var dimension: FigureName.Dimension {
    switch item {
    case .rows: .amount
    case .figure(let name), .ownFigure(let name): name.dimension
    }
  }
}

extension FormulaSum {
  /// The numbers among the terms.
  fileprivate var numbers: [FormulaNumber] {
    terms.compactMap { if case .number(let number) = $0 { number } else { nil } }
  }
}

extension FormulaSum.Term {
  /// What kind of number it is; nil for a bare zero, which may be any.
  fileprivate var dimension: FigureName.Dimension? {
    switch self {
    case .reference(_, let reference): reference.dimension
    case .number(let number):
      switch number.unit {
      case .count: number.value.unscaled == 0 ? nil : .count
      case .percent: .percent
      case .amount: .amount
      }
    }
  }
}

extension FormulaNumber {
  /// Whether sums with it stay exact and within 128 bits: as for printed figures.
  fileprivate var isWorkable: Bool {
    let dimension: PrintedFigure.Dimension =
      switch unit {
      case .count: .count
      case .percent: .percent
      case .amount(let unit): .amount(unit)
      }
    return PrintedFigure(label: "", number: value, dimension: dimension).isWorkable
  }
}
