public import BudgetDomain

/// One amount that was taken out of a sum, as the payer has booked it: a transfer that only the
/// register knows of may be several.
///
/// Recorded beside what was published, so that a run that does not read the year restates it to
/// the same fen.
public struct EliminationPart: Hashable, Sendable {
  /// The code of the unit that paid.
  public let payer: String
  /// The code of the unit that was paid.
  public let payee: String
  /// The lowest unit above both, in whose sum the amount was taken out; `*` for the district.
  public let at: String
  /// The subject that the payer has booked it on.
  public let code: SubjectCode
  /// The fund that the payer's line states.
  public let fund: FundType
  /// What it was spent for, as far as sums tell: basic, project or unstated.
  public let kind: ExpenditureKind
  /// Which of the three amounts it is.
  public let measure: Measure
  /// How much was taken out, in fen.
  public let fen: Int64

  /// Names an amount and the sum that it was taken out of.
  public init(
    payer: String, payee: String, at: String, code: SubjectCode, fund: FundType,
    kind: ExpenditureKind, measure: Measure, fen: Int64
  ) {
    self.payer = payer
    self.payee = payee
    self.at = at
    self.code = code
    self.fund = fund
    self.kind = kind
    self.measure = measure
    self.fen = fen
  }
}

extension Summary {
  /// What was taken out of the sums of a year that this run reads, payer by payer; nothing for
  /// other years, whose parts are recorded.
  public func eliminationParts(in year: FiscalYear) -> [EliminationPart] {
    guard let tree = validated.trees[year], let elimination = eliminations[year] else { return [] }
    let units = validated.batch.reference.units
    func code(_ place: Int) -> String {
      tree.nodes[place].unit.map { units.codes[$0] } ?? UnitTree.district
    }
    return elimination.byPayer.sorted { $0.key < $1.key }.flatMap { payer, parts in
      parts.map {
        EliminationPart(
          payer: code(payer), payee: code($0.payee), at: code($0.at), code: $0.code,
          fund: $0.fund, kind: $0.kind, measure: $0.measure, fen: $0.fen)
      }
    }
  }
}
