public import BudgetDomain

/// X020. What the successions say of a unit agrees with the lists of units, and adds up.
///
/// One anomaly for each unit and year, in the first published year from which the rows take effect.
/// Severity: error. Source: contract of `reference.unit_succession`.
public enum SuccessionIsTraceable {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "X020", .error, title: "单位沿革有误", english: "unit succession cannot be right",
    source: "单位沿革表:前后单位均在目录中,份额之和为 1")

  /// The anomaly of one unit's rows of one year.
  public static func anomaly(
    _ defects: [SuccessionDefect], of unit: String, since year: FiscalYear, in shown: FiscalYear
  ) -> Anomaly {
    let canBeFollowed = defects.allSatisfy(\.canBeFollowed)
    return anomaly(
      unit, year, defects.map { wording($0.problem, of: unit, year) }.joined(separator: ";"),
      canBeFollowed ? "金额仍按沿革表换算" : "金额留在原单位,可比数中断", in: shown)
  }

  /// The anomaly of a chain of rows whose shares, multiplied, are too fine to be exact.
  public static func anomaly(
    ofLongChainFrom unit: String, since year: FiscalYear, in shown: FiscalYear
  ) -> Anomaly {
    anomaly(unit, year, "多年份额连乘超出可精确计算的范围", "金额留在途中单位,可比数中断", in: shown)
  }

  private static func anomaly(
    _ unit: String, _ year: FiscalYear, _ problem: String, _ effect: String, in shown: FiscalYear
  ) -> Anomaly {
    var place = Place(year: shown, unit: unit)
    place.column = String(year.number)
    var anomaly = Anomaly(
      description, at: place, message: "\(year.number)年单位 \(unit) 的沿革:\(problem)。\(effect)。")
    anomaly.suggestion = "请更正单位沿革表或单位目录后重新运行全部年度。"
    return anomaly
  }

  private static func wording(
    _ problem: SuccessionDefect.Problem, of unit: String, _ year: FiscalYear
  ) -> String {
    switch problem {
    case .unknownOrigin: "\(year.previous.number)年的单位目录中没有 \(unit)"
    case .unknownHeir(let heir): "\(year.number)年的单位目录中没有 \(heir)"
    case .sum(let sum): "份额之和为 \(sum),应为 1"
    case .unreadable: "种类或份额无法读取,或只填了部分份额"
    case .stillThere: "已合并或更名,但仍在\(year.number)年的单位目录中"
    }
  }
}
