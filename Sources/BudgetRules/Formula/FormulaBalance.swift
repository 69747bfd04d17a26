import BudgetDomain

/// Figures of one formula, each with its factors on the two sides of a relation; a figure that is
/// written twice stands here once.
struct FormulaBalance {
  /// One figure.
  struct Entry {
    let figure: PrintedFigure
    let isOpen: Bool
    /// Its factors, by side.
    var factors: (left: Int64, right: Int64)
  }

  /// The figures, in the order in which they are written.
  private(set) var entries: [Entry] = []
  /// The exact numbers in fen, percent or pieces, by side.
  private(set) var constants = (left: Fraction(0), right: Fraction(0))
  private var places: [FormulaAmount.Key: Int] = [:]

  /// Adds what a sum stands for.
  ///
  /// - Parameter amount: What a reference stands for; nil where it is not stated.
  /// - Returns: Whether every reference of the sum is stated.
  mutating func add(
    _ sum: CompiledFormula.Sum, left: Int64 = 0, right: Int64 = 0,
    _ amount: (FormulaSource) -> FormulaAmount?
  ) -> Bool {
    constants.left = Self.sum(constants.left, left, sum.constant)
    constants.right = Self.sum(constants.right, right, sum.constant)
    for (factor, source) in sum.terms {
      guard let amount = amount(source) else { return false }
      for occurrence in amount.certain {
        let factor = factor * occurrence.factor
        add(occurrence, left: left * factor, right: right * factor)
      }
      for occurrence in amount.open {
        entries.append(
          Entry(
            figure: occurrence.figure, isOpen: true,
            factors: (left: left * factor, right: right * factor)))
      }
    }
    return true
  }

  private mutating func add(_ occurrence: FormulaAmount.Occurrence, left: Int64, right: Int64) {
    if let place = places[occurrence.key] {
      entries[place].factors.left += left
      entries[place].factors.right += right
    } else {
      places[occurrence.key] = entries.count
      entries.append(
        Entry(figure: occurrence.figure, isOpen: false, factors: (left: left, right: right)))
    }
  }

  /// A sum with some times a number added to it.
  static func sum(_ sum: Fraction, _ factor: Int64, _ number: Fraction) -> Fraction {
    guard factor != 0, number.numerator != 0 else { return sum }
    let (first, second) = (sum.denominator, number.denominator)
    return Fraction(
      sum.numerator * second + Int128(factor) * number.numerator * first, over: first * second
    ).reduced
  }

  /// The relation that left and right sides are equal, or one at most the other.
  ///
  /// A figure of the submission itself is judged: the one that stands alone on its side, else the
  /// first; nil where no figure is left once both sides are taken together.
  func relation(_ comparison: LinearForm.Comparison, _ precision: Relation.Precision) -> Relation? {
    func moved(_ entry: Entry) -> Int64 { entry.factors.left - entry.factors.right }
    let moving = entries.indices.filter { moved(entries[$0]) != 0 }
    func isOwn(_ place: Int) -> Bool {
      !entries[place].isOpen && !entries[place].figure.isElsewhere
    }
    func alone(_ isOnSide: (Entry) -> Bool) -> Int? {
      let onSide = moving.filter { isOnSide(entries[$0]) }
      return onSide.count == 1 && isOwn(onSide[0]) ? onSide[0] : nil
    }
    guard
      let stated = alone({ $0.factors.left != 0 }) ?? alone({ $0.factors.right != 0 })
        ?? moving.first(where: isOwn) ?? moving.first(where: { !entries[$0].isOpen })
    else { return nil }
    let factor = moved(entries[stated])
    // factor × stated + Σ rest + constant ⋚ 0; the sign of the factor decides where rest goes.
    let sign: Int64 = factor < 0 ? 1 : -1
    let terms = moving.filter { $0 != stated }.map { place in
      LinearForm.Term(
        sign * moved(entries[place]), entries[place].figure, isOpen: entries[place].isOpen)
    }
    let constant = Self.sum(Self.sum(Fraction(0), sign, constants.left), -sign, constants.right)
    return Relation(
      entries[stated].figure,
      .linear(
        LinearForm(
          divisor: Int64(factor.magnitude), factor < 0 ? comparison.turned : comparison, terms,
          constant: constant)), precision: precision)
  }

  /// The figures as a quotient, what is left standing above the line and what is right below it;
  /// of two figures the plain form, for which slips are looked for.
  func quotient() -> Relation.Form {
    if entries.count == 2, !entries.contains(where: \.isOpen), entries[1].factors.right == 1 {
      let (first, second) = (entries[0], entries[1])
      switch (first.factors, second.factors.left) {
      case ((1, 0), -1): return .growth(current: first.figure, prior: second.figure)
      case ((1, 0), 0): return .share(part: first.figure, whole: second.figure)
      default: break
      }
    }
    return .quotient(
      QuotientForm(
        entries.map {
          QuotientForm.Term(
            above: $0.factors.left, below: $0.factors.right, $0.figure, isOpen: $0.isOpen)
        }))
  }
}
