public import BudgetDomain

/// What formulas ask of submissions that are not all at hand.
///
/// A night gives it from what its workers noted of every effective submission while the lines
/// passed; a test from views that it made.
public protocol FormulaContext {
  /// What a reference stands for in the effective submission of a unit, year and kind.
  ///
  /// - Returns: nil where there is no such submission, or it does not state the figure.
  func amount(
    of source: FormulaSource, unit: UnitIndex, year: FiscalYear, kind: SubmissionKind
  ) -> FormulaAmount?

  /// The unit right above another in a year; nil right under the district.
  func parent(of unit: UnitIndex, in year: FiscalYear) -> UnitIndex?

  /// The units right under another in a year, in the order of their codes.
  func children(of unit: UnitIndex, in year: FiscalYear) -> [UnitIndex]
}

extension FormulaContext {
  /// What a reference stands for as seen from a submission: in it, in the year before, in another
  /// kind, above it, or below it, where every unit must state the figure.
  func amount(of source: FormulaSource, for header: SubmissionHeader) -> FormulaAmount? {
    let amount = found(source, for: header)?.owned()
    return source.whose.isEmpty ? amount : amount?.elsewhere(source.whose)
  }

  private func found(_ source: FormulaSource, for header: SubmissionHeader) -> FormulaAmount? {
    let reference = source.reference
    let year = reference.isPrior ? header.year.previous : header.year
    let kind = reference.kind ?? header.kind
    switch reference.kin {
    case .own: return amount(of: source, unit: header.unit, year: year, kind: kind)
    case .parent:
      return parent(of: header.unit, in: year).flatMap {
        amount(of: source, unit: $0, year: year, kind: kind)
      }
    case .children:
      var sum: FormulaAmount?
      for child in children(of: header.unit, in: year) {
        guard let amount = amount(of: source, unit: child, year: year, kind: kind) else {
          return nil
        }
        if sum == nil { sum = amount } else { sum?.add(amount) }
      }
      return sum
    }
  }
}
