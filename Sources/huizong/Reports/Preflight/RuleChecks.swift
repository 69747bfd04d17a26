import BudgetDomain
import BudgetReport
import BudgetRules
import BudgetStore

extension PreflightCheck {
  /// The bureau's formulas, thresholds and lists; what is wrong in them stops no night, except
  /// units that stand in a circle.
  static func rules(
    _ formulas: FormulaList, _ lists: ListInspection, _ trees: UnitTreeInspection
  ) -> [PreflightCheck] {
    [
      self.formulas(formulas), settings(formulas.settings), subjects(lists),
      trees.defect.map(units) ?? units(lists),
    ]
  }

  private static func units(_ defect: DomainError) -> PreflightCheck {
    let failure = Failure(domain: defect)
    return PreflightCheck(
      "units", Phrase("单位目录", "list of units"), failure.message, failure.exitCode,
      unless: false, failure.hint ?? failure.message)
  }

  private static func formulas(_ formulas: FormulaList) -> PreflightCheck {
    let wrong = Set(formulas.review.defects.filter(\.isError).map(\.rule.text)).sorted()
    let count = formulas.rows.count
    let shown = listed(wrong)
    return PreflightCheck(
      "formulas", Phrase("审核公式", "formulas"),
      wrong.isEmpty
        ? Phrase("\(count) 条", "\(count)")
        : Phrase("\(count) 条,有误:\(shown)", "\(count), wrong: \(shown)"), .risky,
      unless: wrong.isEmpty,
      Phrase(
        "运行照常,但有误的公式可能不起作用;详见 huizong rules check",
        "nights go on, without what such a formula was to find: huizong rules check"))
  }

  private static func settings(_ settings: [RuleSetting]) -> PreflightCheck {
    let wrong = settings.filter { SettingDefect($0) != nil }
      .map { "\($0.rule.text) \($0.name)" }
    let count = settings.count
    let shown = listed(wrong)
    return PreflightCheck(
      "thresholds", Phrase("规则参数", "thresholds"),
      wrong.isEmpty
        ? Phrase("\(count) 项", "\(count)")
        : Phrase("\(count) 项,不可用:\(shown)", "\(count), of no use: \(shown)"), .risky,
      unless: wrong.isEmpty,
      Phrase(
        "这些参数不起作用;原因见下次运行后的 huizong anomalies --rule R020",
        "they have no effect; after the next night huizong anomalies --rule R020 says why"))
  }

  private static func subjects(_ lists: ListInspection) -> PreflightCheck {
    lacking(
      "subjects", Phrase("科目目录", "list of subjects"), lists.yearsWithoutSubjects,
      Phrase(
        "这些年度的科目代码都成为未知;请导入 reference.functional_subject",
        "all codes of these years are unknown: import reference.functional_subject"))
  }

  private static func units(_ lists: ListInspection) -> PreflightCheck {
    lacking(
      "units", Phrase("单位目录", "list of units"), lists.yearsWithoutUnits,
      Phrase(
        "这些年度的报送都不计入;请导入 reference.unit",
        "nothing of these years counts: import reference.unit"))
  }

  private static func lacking(
    _ name: String, _ title: Phrase, _ years: [Int], _ advice: Phrase
  ) -> PreflightCheck {
    let shown = listed(years.map(String.init))
    return PreflightCheck(
      name, title,
      years.isEmpty
        ? Phrase("每个有报送的年度都有", "there for each year that was filed")
        : Phrase("缺 \(shown) 年度", "none for \(shown)"), .risky, unless: years.isEmpty, advice)
  }

  /// The first of them.
  private static func listed(_ words: [String]) -> String {
    let shownCount = 5
    return words.prefix(shownCount).joined(separator: ", ") + (words.count > shownCount ? " …" : "")
  }
}
