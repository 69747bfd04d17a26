public import BudgetDomain

/// R030. The list that codes are looked up in has the year.
///
/// A list without a single row of a year knows no code of it: one anomaly says so, instead of one
/// for each code. A bureau that keeps neither list is not asked, as codes are not.
/// Severity: error; no code of that year is checked. Source: 当年政府收支分类科目.
public enum ListHasTheYear {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "R030", .error, title: "科目表缺少本年度", english: "list of subjects lacks the year",
    source: "当年政府收支分类科目")

  /// The anomalies of one year.
  ///
  /// - Parameter sections: The sections in which somebody states codes in that year.
  public static func anomalies(
    in reference: ReferenceData, _ sections: Set<Section>, _ year: FiscalYear
  ) -> [Anomaly] {
    let lists = [
      (section: Section.functional, list: reference.functional, name: "支出功能分类科目表"),
      (.economic, reference.economic, "支出经济分类科目表"),
    ]
    guard lists.contains(where: { !$0.list.isEmpty }) else { return [] }
    return lists.filter { sections.contains($0.section) && !$0.list.covers(year) }.map { entry in
      var place = Place(year: year, unit: "")
      place.section = entry.section
      let rules = [CodeIsListed.description, CodeIsListed.otherYear].map(\.code.text)
      var anomaly = Anomaly(
        description, at: place,
        message: "\(entry.name)没有 \(year) 年度有效的科目,规则 \(rules.joined(separator: "、")) "
          + "未能核对该年度的编码。")
      anomaly.suggestion = "请导入该年度的科目表,或更正科目的有效年度。"
      return anomaly
    }
  }
}
