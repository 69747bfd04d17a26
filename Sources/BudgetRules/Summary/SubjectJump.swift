public import BudgetDomain

/// P010. What a unit spends on a subject moves from year to year as it does with its peers.
///
/// Peers are the units of the same type in the same year. A change is listed when it is large and
/// so unlike theirs that of all changes listed at most a stated share is expected to be chance
/// (Benjamini and Hochberg). A unit that gave or took over tasks meanwhile is not asked.
/// Settings: `least_peers` (8), `false_discovery_percent` (5), `least_change_percent` (30),
/// `least_change_yuan` (100000).
/// Severity: review. Source: 部门决算与上年数据核对, 变动超过30%且超过10万元的须说明.
public struct SubjectJump: Sendable {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "P010", .review, version: 2, title: "科目支出较上年变动与同类单位不一致",
    english: "year-on-year change unlike that of peers", source: "部门决算与上年数据核对:变动超过30%且超过10万元的须说明")

  /// The fewest units to compare with.
  public let leastPeers: Int
  /// The share of false ones among those listed, in percent.
  public let falseDiscoveryPercent: PrintedNumber
  private let leastPercent: PrintedNumber
  private let leastYuan: PrintedNumber

  /// The rule with the thresholds of a year.
  public init(_ settings: RuleSettings, in year: FiscalYear) {
    let values = Self.thresholds.map { $0.value(Self.description, settings, year) }
    leastPeers = values[0].rounded(atLeast: 2)
    (falseDiscoveryPercent, leastPercent, leastYuan) = (values[1], values[2], values[3])
  }

  static let thresholds = [
    Threshold("least_peers", 8, least: 2), Threshold("false_discovery_percent", 5, most: 100),
    Threshold("least_change_percent", 30), Threshold("least_change_yuan", 100_000),
  ]

  /// Whether a change is worth a question at all; one from nothing or to nothing is if it is large.
  public func isLarge(from priorFen: Int64, to actualFen: Int64) -> Bool {
    let rise = Int128((actualFen - priorFen).magnitude)
    return leastYuan.isBelow(rise, over: 100)
      && (priorFen <= 0 || leastPercent.isBelow(rise * 100, over: Int128(priorFen)))
  }

  /// The anomaly of a large and unusual change.
  public func anomaly(_ change: YearChange, beside peers: Peers, in year: FiscalYear) -> Anomaly {
    let yuan = { (fenTenThousandths: Int128) in FindingNumber(fenTenThousandths, over: 1_000_000) }
    let usual = peers.usual(since: change.priorFen)
    let (low, high) = (yuan(usual.lowerBound), yuan(usual.upperBound))
    let growth = YearChange.percent(Int128(peers.median) - 10_000, of: 10_000)
    let typical = yuan(Int128(change.priorFen) * Int128(peers.median))
    let median = Operand(
      label: "按同类单位中位数推算", printed: Wording.yuan(typical), low: typical, high: typical)
    var anomaly = Anomaly(
      Self.description, at: change.place(in: year),
      message: change.wording + ";其余 \(peers.count) 个\(peers.type)单位该科目变动的中位数为 "
        + "\(growth),本年应在 \(Wording.yuan(low)) 至 \(Wording.yuan(high))之间。",
      evidence: change.evidence + [median])
    (anomaly.expectedLow, anomaly.expectedHigh) = (low, high)
    anomaly.stated = FindingNumber(Int128(change.actualFen), over: 100)
    anomaly.suggestion = "请核对金额和所列科目;属实的请说明变动原因。"
    return anomaly
  }
}
