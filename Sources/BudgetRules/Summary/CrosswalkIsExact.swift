public import BudgetDomain

/// X010. The shares that leave a code in a year make up exactly the whole.
///
/// Rows that do not, or that lead to no code of the fund's list, are followed by nobody: the money
/// stays on its own code, and its comparable figures are broken. Rows that lead from no code are
/// about no money. The anomaly stands in the first published year from which they take effect.
/// Severity: error. Source: contract of `reference.crosswalk`.
public enum CrosswalkIsExact {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "X010", .error, version: 2, title: "新旧科目对照有误", english: "crosswalk rows cannot be right",
    source: "新旧科目对照表:同一旧科目的已知份额之和为 1")

  /// The anomaly of wrong rows.
  public static func anomaly(_ defect: CrosswalkDefect, in year: FiscalYear) -> Anomaly {
    let problem =
      switch defect.problem {
      case .sum(let sum): "份额之和为 \(sum),应为 1"
      case .mixedShares: "部分份额未填,部分已填"
      case .unreadableShare: "份额无法读取"
      case .unreadableTargets(let texts): "新科目代码\(quoted(texts))无法读取"
      case .unlistedTargets(let codes):
        "新科目代码\(quoted(codes.map(\.description)))不在\(defect.year.number)年的科目表中"
      case .unreadableSource: "旧科目代码“\(defect.code)”无法读取"
      }
    return anomaly(
      defect.fund, defect.code, from: defect.year, problem, in: year,
      hasMoney: defect.problem != .unreadableSource)
  }

  private static func quoted(_ texts: [String]) -> String {
    texts.map { "“\($0)”" }.joined(separator: "、")
  }

  /// The anomaly of a chain of rows whose shares, multiplied, are too fine to be exact.
  public static func anomaly(
    ofLongChainFrom code: SubjectCode, fund: FundType, since year: FiscalYear,
    in shown: FiscalYear
  ) -> Anomaly {
    anomaly(
      fund, code.description, from: year, "多年份额连乘超出可精确计算的范围", in: shown)
  }

  /// - Parameter hasMoney: Whether money stays behind because the rows are not followed.
  private static func anomaly(
    _ fund: FundType, _ code: String, from year: FiscalYear, _ problem: String,
    in shown: FiscalYear, hasMoney: Bool = true
  ) -> Anomaly {
    var place = Place(year: shown, unit: "")
    place.fund = fund
    place.code = code
    place.column = String(year.number)
    let consequence = hasMoney ? "金额留在原科目,可比数中断。" : "该对照未采用。"
    var anomaly = Anomaly(
      description, at: place,
      message: "\(year.number)年起科目 \(code)(\(fund.chineseName))的对照:\(problem)。\(consequence)")
    anomaly.suggestion = "请更正新旧科目对照表后重新运行全部年度。"
    return anomaly
  }
}
