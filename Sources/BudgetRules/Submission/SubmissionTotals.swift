import BudgetDomain

extension SubmissionView {
  /// What the submission spends in total as printed, in fen: the stated total, its two stated
  /// parts, or else the functional rows.
  ///
  /// - Returns: nil where neither says it.
  func totalFen(_ measure: Measure) -> Int128? {
    guard statesFigures, let stated = figureOrSum(Self.totalName[measure]) else {
      return rowFen(of: .functional, measure)
    }
    return stated.isWorkable ? stated.value.numerator : nil
  }

  /// Every value that `totalFen` may have had before its amounts were rounded.
  func totalInterval(_ measure: Measure) -> Interval? {
    if let stated = figureOrSum(Self.totalName[measure]) { return stated.interval }
    return ownRows(of: .functional, measure, kind: .unstated)?.certain
      .reduce(Interval(exactly: Fraction(0))) { $0 + $1.interval }
  }

  /// What the submission spends on basic expenditure as printed, in fen: the stated figure, or
  /// else the functional rows.
  ///
  /// - Returns: nil where neither says it, or rows leave their kind open.
  func basicFen(_ measure: Measure) -> Int128? {
    guard statesFigures, let stated = figure(Self.basicName[measure]) else {
      return rowFen(of: .functional, measure, kind: .basic)
    }
    return stated.isWorkable ? stated.value.numerator : nil
  }

  /// The amounts that count in a section, in fen.
  ///
  /// - Returns: nil where no row states the measure, or one cannot be read or leaves open what
  ///   is asked for.
  func rowFen(of section: Section, _ measure: Measure, kind: ExpenditureKind = .unstated)
    -> Int128?
  {
    let fen = fen[measure]
    var sum: Int128 = 0
    var isStated = false
    for table in tables where table.section == section && table.isMoney {
      let roles = table.roles[measure]
      for (index, row) in table.rows[measure].enumerated() where roles[index] == .own {
        let amount = fen[Int(row)]
        guard amount != Self.uncountable else { return nil }
        if kind != .unstated {
          let own = lines[Int(row)].kind
          guard own != .unstated else { return nil }
          guard own == kind else { continue }
        }
        sum += Int128(amount)
        isStated = true
      }
    }
    return isStated ? sum : nil
  }

  private static let totalName = BudgetFigures(
    initial: "total.initial_budget", final: "total.final_budget", actual: "total.actual")
  private static let basicName = BudgetFigures(
    initial: "basic.initial_budget", final: "basic.final_budget", actual: "basic.actual")
}
