public import BudgetDomain

/// One amount that is taken out of the sum of the lowest unit above payer and payee, in fen.
struct Elimination: Sendable {
  /// The place of that unit in the year's tree.
  let at: Int
  /// The place of the unit that was paid.
  let payee: Int
  let code: SubjectCode
  let fund: FundType
  let kind: ExpenditureKind
  let measure: Measure
  let fen: Int64
}

/// What the bureau decides about elimination in a year (`reference.rule_setting`, `elimination`).
struct EliminationSettings {
  /// Whether one side's word is enough: `one_sided`, 1 or not.
  let isOneSided: Bool
  /// What is not worth matching, in fen: below `threshold` yuan, 0 where it is not set.
  let thresholdFen: Int128

  init(_ settings: RuleSettings, in year: FiscalYear) {
    let rule = RuleCode("elimination")
    isOneSided = settings.value(rule, "one_sided", in: year).map { $0.unscaled != 0 } ?? false
    thresholdFen =
      settings.value(rule, "threshold", in: year).map {
        Int128($0.unscaled) * 100 / Int128(PowerOfTen[Int($0.decimals)])
      } ?? 0
  }
}

/// What the units of a year paid each other: both sides' words, and what is taken out of which sum.
public struct YearElimination: Sendable {
  /// By payer, payee, measure, subject and fund, those outside the tree first.
  public internal(set) var rows: [TransferRow] = []
  /// By the payer's place in the year's tree: what is taken out of what it has booked.
  private(set) var byPayer: [Int: [Elimination]] = [:]

  /// Matches the claims of a year.
  init(_ claims: YearClaims, _ counted: CountedBatch, in tree: UnitTree) {
    let reference = counted.batch.reference
    let settings = EliminationSettings(reference.settings, in: tree.year)
    rows = claims.outside.rows
    var booked = BookedMoney(counted, in: tree, beside: claims.claims)
    let ancestors = CommonAncestors(tree)
    for (key, claim) in claims.claims.sorted(by: { $0.key < $1.key }) {
      guard let payer = tree.place(of: key.payer), let payee = tree.place(of: key.payee) else {
        continue
      }
      let at = ancestors.place(above: payer, and: payee)
      var matching = ClaimMatching(claim, payer: key.payer, in: &booked)
      let larger = max((matching.payerFen ?? 0).magnitude, (matching.wordFen ?? 0).magnitude)
      let isWorthIt = Int128(larger) >= settings.thresholdFen
      if isWorthIt { matching.eliminate(isOneSided: settings.isOneSided) }
      byPayer[payer, default: []] += matching.eliminated.map {
        Elimination(
          at: at, payee: payee, code: $0.code, fund: $0.fund, kind: $0.kind, measure: key.measure,
          fen: $0.eliminatedFen)
      }
      let pair = TransferPair(
        year: tree.year, payer: reference.units.codes[key.payer],
        payee: reference.units.codes[key.payee], measure: key.measure,
        at: tree.nodes[at].unit.map { reference.units.codes[$0] } ?? UnitTree.district)
      rows +=
        ResidualRows(
          matching, of: pair, thresholdFen: isWorthIt ? settings.thresholdFen : .max,
          slackFen: claim.slackFen
        ).rows
    }
  }

  /// What is taken out of the sum of each measure altogether, in fen.
  var totalFen: BudgetFigures<Int64> {
    byPayer.values.joined().reduce(into: BudgetFigures(initial: 0, final: 0, actual: 0)) {
      $0[$1.measure] += $1.fen
    }
  }
}

extension CountedBatch {
  /// Matches what units say that they paid each other, year by year, and explains what is left by
  /// the year before; a year in which nobody says anything is not among them.
  func eliminations() throws -> [FiscalYear: YearElimination] {
    let claiming = Dictionary(grouping: accepted.outcomes.lazy.filter { !$0.claims.isEmpty }) {
      batch.headers[$0.submission].year
    }
    let registered = Set(batch.reference.transfers.list.map(\.year))
    let concerned = trees.values.filter { claiming[$0.year] != nil || registered.contains($0.year) }
    let matched = try shardedMap(concerned, workers: batch.scope.workers) { tree in
      let claims = YearClaims(self, in: tree, claiming: claiming[tree.year] ?? [])
      return (tree.year, YearElimination(claims, self, in: tree))
    }
    let eliminations = Dictionary(uniqueKeysWithValues: matched)
    return Dictionary(
      uniqueKeysWithValues: eliminations.map { year, elimination in
        let before = batch.recorded[year.previous]?.transfers ?? eliminations[year.previous]?.rows
        var explained = elimination
        explained.rows = ResidualExplanation(before: before ?? []).explained(elimination.rows)
        return (year, explained)
      })
  }
}

extension Summary {
  /// What the units of a year paid each other: as this run matches it or, where it does not read
  /// the year, as recorded, beside what it makes of the year before.
  public func transfers(in year: FiscalYear) -> [TransferRow] {
    guard let recorded = validated.batch.recorded[year] else {
      return validated.trees[year] == nil ? [] : eliminations[year]?.rows ?? []
    }
    if validated.batch.isClosed(year) { return recorded.transfers }
    let before =
      validated.batch.recorded[year.previous]?.transfers ?? eliminations[year.previous]?.rows
    return ResidualExplanation(before: before ?? []).explained(recorded.transfers)
  }

  /// What is taken out of the sums of a year's groups and district, of each measure, in fen.
  public func eliminatedTotal(in year: FiscalYear) -> BudgetFigures<Int64> {
    eliminations[year]?.totalFen ?? BudgetFigures(initial: 0, final: 0, actual: 0)
  }
}
