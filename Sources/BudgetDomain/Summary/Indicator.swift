/// A ratio by which a unit's year is scored (部门整体支出绩效评价指标), in percent.
///
/// Its bands are the bureau's: `reference.rule_setting` with the indicator's name as rule code and
/// the settings `bound_1`, `bound_2` …, in percent and in any order; where a year has any, they
/// replace the shipped ones. Places score differently, so a band is named by its interval and
/// carries no points. Indicators that the intake tables cannot express (采购预算, 重点项目) are not
/// here.
public enum Indicator: String, CaseIterable, Sendable {
  /// 在职人员控制率 = 在职人数 ÷ 编制数.
  case staffControl = "staff_control"
  /// 三公经费变动率 = (本年三公预算 − 上年预算) ÷ 上年预算.
  case threePublicChange = "three_public_change"
  /// 公务接待变动率 = (本年决算 − 上年决算) ÷ 上年决算.
  case receptionChange = "reception_change"
  /// 公车变动率 = (本年公务用车决算 − 上年) ÷ 上年.
  case vehicleChange = "vehicle_change"
  /// 三公经费控制率 = 三公决算 ÷ 三公预算.
  case threePublicControl = "three_public_control"
  /// 预算完成率 = 决算数 ÷ 全年预算数 (上年结转 + 年初预算 + 追加).
  case budgetCompletion = "budget_completion"
  /// 预算控制率 (调整率) = (全年预算数 − 年初预算数) ÷ 年初预算数.
  case budgetAdjustment = "budget_adjustment"
  /// 支出完成率 = 决算数 ÷ 年初预算数.
  case spendingCompletion = "spending_completion"
  /// 结转结余率 = 年末结转结余 ÷ 本年支出.
  case carryOver = "carry_over"
  /// 结转结余变动率 = (年末结转结余 − 上年末) ÷ 上年末.
  case carryOverChange = "carry_over_change"

  /// Whether the full score is at the upper end, so that a bound belongs to the band above it.
  public var isFullAbove: Bool {
    self == .budgetCompletion || self == .spendingCompletion
  }

  /// The shipped bounds in percent, ascending: where the usual scoring takes off points.
  public var shippedBounds: [PrintedNumber] {
    let bounds: [Int64] =
      switch self {
      case .staffControl, .threePublicControl: [100]
      case .threePublicChange, .receptionChange, .vehicleChange, .carryOverChange: [0]
      case .budgetCompletion: [80, 85, 90, 95, 100]
      case .budgetAdjustment: [0, 10, 20, 30]
      case .spendingCompletion: [80, 90, 100]
      case .carryOver: [9]
      }
    return bounds.map { PrintedNumber($0) }
  }

  /// The bounds of a year, ascending: the bureau's, or the shipped ones.
  public func bounds(_ settings: RuleSettings, in year: FiscalYear) -> [PrintedNumber] {
    let own = settings.values(RuleCode(rawValue), prefix: "bound_", in: year).map(\.value)
    return (own.isEmpty ? shippedBounds : own).sorted { $0.isLess(than: $1) }
  }

  /// The interval between `bounds` that the ratio lies in, such as `(10, 20]`.
  ///
  /// - Parameter bounds: In percent, ascending.
  /// - Returns: nil where the base is not positive.
  public func band(_ ratio: IndicatorRatio, bounds: [PrintedNumber]) -> String? {
    guard ratio.denominator > 0 else { return nil }
    let place = bounds.count { bound in
      let (left, right) = ratio.percent(against: bound)
      return isFullAbove ? left >= right : left > right
    }
    let low = place == 0 ? "(-∞" : (isFullAbove ? "[" : "(") + "\(bounds[place - 1])"
    let high =
      place == bounds.count ? "+∞)" : "\(bounds[place])" + (isFullAbove ? ")" : "]")
    return "\(low), \(high)"
  }
}

/// Both terms of an indicator, exact: fen, or hundredths of a person.
public struct IndicatorRatio: Hashable, Sendable {
  /// What is measured.
  public var numerator: Int64
  /// What it is measured by; the ratio is unknown unless it is positive.
  public var denominator: Int64

  /// Sets the two terms above each other.
  public init(_ numerator: Int64, over denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// How a figure changed, by what it was.
  public init(changeOf current: Int64, from prior: Int64) {
    self.init(current - prior, over: prior)
  }

  /// Adds the terms of another unit; an indicator of a group compares sums.
  public mutating func add(_ other: IndicatorRatio) {
    numerator += other.numerator
    denominator += other.denominator
  }

  /// Two numbers that compare as the ratio in percent compares with `bound`; for a positive base.
  fileprivate func percent(against bound: PrintedNumber) -> (Int128, Int128) {
    (
      Int128(numerator) * 100 * Int128(PowerOfTen[Int(bound.decimals)]),
      Int128(bound.unscaled) * Int128(denominator)
    )
  }
}

extension PrintedNumber {
  /// Whether the value, whatever its printed decimals, is smaller.
  fileprivate func isLess(than other: PrintedNumber) -> Bool {
    Int128(unscaled) * Int128(PowerOfTen[Int(other.decimals)])
      < Int128(other.unscaled) * Int128(PowerOfTen[Int(decimals)])
  }
}
