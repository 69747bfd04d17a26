public import BudgetDomain

/// P020. No subject of a unit falls by what another rises: such money has likely changed its code.
///
/// Both changes are large as P010 means it, and either one of them stands out from the unit's
/// peers, or one subject has vanished and the other is new. Of budgets, where they are all there is
/// (X040), one is a large move, or both are the same to the fen. Reported once instead of twice.
/// Setting: `tolerance_percent` (5), by how much the two may differ.
/// Severity: review. Source: 部门决算与上年数据核对, 科目调整须说明.
public struct PossibleReclassification: Sendable {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "P020", .review, version: 3, title: "两科目此减彼增,疑为归类调整",
    english: "possible reclassification between two subjects", source: "部门决算与上年数据核对:科目归类前后一致,调整须说明")

  static let threshold = Threshold("tolerance_percent", 5)
  private let tolerance: PrintedNumber

  /// The rule with the thresholds of a year.
  public init(_ settings: RuleSettings, in year: FiscalYear) {
    tolerance = Self.threshold.value(Self.description, settings, year)
  }

  /// Whether the one subject rose by about what the other fell.
  public func areOpposite(_ fall: YearChange, _ rise: YearChange) -> Bool {
    guard fall.riseFen < 0, rise.riseFen > 0 else { return false }
    let rest = Int128((fall.riseFen + rise.riseFen).magnitude)
    let greater = Int128(max(fall.riseFen.magnitude, rise.riseFen.magnitude))
    return !tolerance.isBelow(rest * 100, over: greater)
  }

  /// The anomaly of two opposite changes; it stands where the money was.
  public func anomaly(_ fall: YearChange, _ rise: YearChange, in year: FiscalYear) -> Anomaly {
    var anomaly = Anomaly(
      Self.description, at: fall.place(in: year),
      message: "\(fall.wording);\(rise.wording)。一减一增相近,疑为同一支出改列科目。",
      evidence: fall.evidence + rise.evidence)
    anomaly.suggestion = "请核对两科目的归类;确系改列的请说明依据,对比时应合并看待。"
    return anomaly
  }
}
