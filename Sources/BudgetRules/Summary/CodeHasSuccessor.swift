public import BudgetDomain

/// X030. Money on a code does not come or go with a year, unless the crosswalk says whence.
///
/// Compares what units that reported in both years spent by 项, and what those budgeted that have
/// no actuals in one of them. A code that the lists have in both years is only listed where another
/// one took or gave the money. Settings: `least_yuan` (1000000), `least_budget_yuan` (100000) where
/// budgets are all there is, `least_overlap_percent` (80) of it on the same units' other code.
/// Severity: review. Source: 部门决算与上年数据核对, 科目调整须有对照依据.
public struct CodeHasSuccessor: Sendable {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "X030", .review, version: 2, title: "科目消失或新增而无对照",
    english: "code came or went without a crosswalk row", source: "部门决算与上年数据核对:科目调整须有新旧对照")

  /// A code that likely took or gave the money.
  public struct Partner: Sendable {
    /// The code.
    public let code: SubjectCode
    /// How much of the money the same units have there, in fen.
    public let overlapFen: Int64
    /// Whether both codes are called the same.
    public let hasSameName: Bool

    /// Describes a code to which the same units moved `overlapFen`.
    public init(code: SubjectCode, overlapFen: Int64, hasSameName: Bool) {
      self.code = code
      self.overlapFen = overlapFen
      self.hasSameName = hasSameName
    }
  }

  private let leastFen: Int128
  private let leastBudgetFen: Int128
  private let leastOverlap: Int128

  /// The rule with the thresholds of a year.
  public init(_ settings: RuleSettings, in year: FiscalYear) {
    leastFen = Self.thresholds[0].fen(Self.description, settings, year)
    leastBudgetFen = Self.thresholds[1].fen(Self.description, settings, year)
    leastOverlap = Self.thresholds[2].tenThousandths(Self.description, settings, year)
  }

  static let thresholds = [
    Threshold("least_yuan", 1_000_000), Threshold("least_budget_yuan", 100_000),
    Threshold("least_overlap_percent", 80, most: 100),
  ]

  /// How much there is at least on a code that matters, in fen.
  public func leastFen(_ measure: Measure) -> Int128 {
    measure == .actual ? leastFen : leastBudgetFen
  }

  /// Whether the same units moved so much that it is likely the same money.
  public func isLike(_ overlapFen: Int64, of fen: Int64) -> Bool {
    fen > 0 && Int128(overlapFen) * 1_000_000 >= leastOverlap * Int128(fen)
  }

  /// The anomaly of a code that came or went; it stands in the whole district.
  public func anomaly(_ change: YearChange, with partner: Partner?, in year: FiscalYear) -> Anomaly
  {
    let (code, hasGone) = (change.code, change.actualFen == 0)
    let likely = partner.map { partner in
      let reason = partner.hasSameName ? "名称相同" : "同样的单位"
      return "可能\(hasGone ? "改列" : "来自")科目 \(partner.code)(\(reason),"
        + "相应变动 \(Wording.yuan(Int128(partner.overlapFen))))"
    }
    var anomaly = Anomaly(
      Self.description, at: change.place(in: year),
      message: "\(change.wording);两年均报送的单位中该科目\(hasGone ? "消失" : "新出现"),"
        + "新旧科目对照表中没有依据。" + (likely.map { $0 + "。" } ?? ""),
      evidence: change.evidence)
    anomaly.suggestion =
      partner.map {
        "请核实;属实的请在新旧科目对照表中登记 \(hasGone ? code : $0.code) → "
          + "\(hasGone ? $0.code : code)。"
      } ?? "请核实去向或来源,并在新旧科目对照表中登记。"
    return anomaly
  }
}
