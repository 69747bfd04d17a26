import BudgetDomain
import BudgetRules

/// Looks for subjects of which a unit's budget moved far from year to year, where budgets are all
/// there is; what one lost and another gained is one change of code, and not two moves. Codes that
/// the crosswalk moves that year are not asked for.
struct BudgetMoves {
  private let year: FiscalYear
  private let rule: BudgetIsSteady
  private let reclassification: PossibleReclassification
  private var found: [(effect: UInt64, anomaly: Anomaly)] = []

  /// - Parameter named: Codes that are listed already, as coming or going.
  init(
    of year: FiscalYear, _ budgets: YearAmounts, since prior: YearAmounts, _ summary: Summary,
    besides named: Set<String>
  ) {
    let reference = summary.validated.batch.reference
    let crosswalk = summary.frame?.subjects.crosswalk
    func isMoved(_ code: SubjectCode) -> Bool {
      guard let crosswalk else { return false }
      return crosswalk.hasRow(to: code, in: year)
        || FundType.allCases.contains { crosswalk.hasRow(for: code, fund: $0, in: year) }
    }
    self.year = year
    rule = BudgetIsSteady(reference.settings, in: year)
    reclassification = PossibleReclassification(reference.settings, in: year)
    for unit in budgets.units.indices where !reference.reorganisations.concern(unit, in: year) {
      var changes: [YearChange] = []
      var (whole, before) = (Int128(0), Int128(0))
      budgets.forEachChange(of: unit, since: prior) { code, fen, priorFen in
        (whole, before) = (whole + Int128(fen), before + Int128(priorFen))
        changes.append(
          YearChange(
            unit: reference.units.codes[unit], code: SubjectCode(rank: code), actualFen: fen,
            priorFen: priorFen, measure: .initialBudget))
      }
      changes.removeAll { named.contains($0.code.description) || isMoved($0.code) }
      list(changes, ofBudget: max(whole, before))
    }
  }

  private mutating func list(_ changes: [YearChange], ofBudget budgetFen: Int128) {
    let worthy = changes.filter { rule.isWorthAsking($0) }
    let changes = worthy.largest { $0.riseFen.magnitude }
    let moves = changes.map { rule.anomaly($0, ofBudget: budgetFen, in: year) }
    var own: [(effect: UInt64, anomaly: Anomaly)] = []
    var paired: Set<Int> = []
    for (fall, rise) in pairs(changes, moves.map { $0 != nil })
    where !paired.contains(fall) && !paired.contains(rise) {
      paired.formUnion([fall, rise])
      own.append(
        (
          changes[fall].riseFen.magnitude,
          reclassification.anomaly(changes[fall], changes[rise], in: year)
        ))
    }
    for (place, move) in moves.enumerated() where !paired.contains(place) {
      if let move { own.append((changes[place].riseFen.magnitude, move)) }
    }
    if changes.count < worthy.count,
      let last = own.indices.min(by: { own[$0].effect < own[$1].effect })
    {
      own[last].anomaly = own[last].anomaly.leavingOut(
        worthy.count - changes.count, of: changes[last].unit)
    }
    found += own
  }

  /// Opposite changes as places in `changes`, those that agree best first: one of them is a large
  /// move, or both are the same to the fen.
  ///
  /// - Parameter changes: All are worth asking for.
  private func pairs(_ changes: [YearChange], _ isMove: [Bool]) -> [(fall: Int, rise: Int)] {
    var pairs: [(rest: UInt64, fall: Int, rise: Int)] = []
    for fall in changes.indices where changes[fall].riseFen < 0 {
      for rise in changes.indices
      where reclassification.areOpposite(changes[fall], changes[rise]) {
        let rest = (changes[fall].riseFen + changes[rise].riseFen).magnitude
        let isSame = rest == 0 && !rule.isRound(changes[fall].riseFen)
        guard isSame || isMove[fall] || isMove[rise] else { continue }
        pairs.append((rest, fall, rise))
      }
    }
    return pairs.sorted { ($0.rest, $0.fall, $0.rise) < ($1.rest, $1.fall, $1.rise) }
      .map { ($0.fall, $0.rise) }
  }

  /// The anomalies, those that move the total most first.
  func anomalies() -> [Anomaly] {
    found.sorted {
      ($1.effect, $0.anomaly.place.key) < ($0.effect, $1.anomaly.place.key)
    }.map(\.anomaly)
  }
}
