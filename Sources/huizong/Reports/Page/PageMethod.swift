import BudgetDomain
import BudgetPage
import BudgetReport

/// How the page came about.
extension PageWriter {
  var methodSection: MethodSection {
    let sheet = MethodSheet(frame: frame, formulaCount: 0)
    let entries =
      sheet.publication + [
        (Phrase("舍入", "Rounding"), rounding),
        (Phrase("空白与横线", "Blanks and dashes"), Self.blanks),
        (Phrase("内部抵销", "Eliminations"), sheet.eliminations),
      ] + sheet.language + [(Phrase("来源", "Source"), Self.source)]
    return MethodSection(entries: entries.map { (frame.say($0.item), frame.say($0.text)) })
  }

  private var rounding: Phrase {
    guard frame.request.amountUnit != .yuan else {
      return Phrase("以元列示,不舍入。", "In yuan nothing is rounded.")
    }
    return Phrase(
      "受控舍入:每个数取精确值上下相邻的两个 0.01 之一,使下级相加恰等于上级;全区一次舍入,合计取最近的一个,"
        + "部门、单位的页和册从中摘取,同一个数各处相同,其合计不一定是最近的一个,"
        + "合计的基本、项目支出为各类之和,可能相差不止 0.01;"
        + "增减额为印出两数之差,百分比按未舍入的数计算。",
      "Controlled rounding: each figure is one of the two multiples of 0.01 beside the exact one,"
        + " so chosen that parts add up. The district is rounded once, its total to the nearest;"
        + " pages and books of units are cut from it, so that a figure is the same everywhere, and"
        + " a unit's total not always the nearest, its basic and project spending the sums of the"
        + " 类's. A change is the difference of two printed"
        + " figures; percentages are of the exact ones.")
  }

  private static let blanks = Phrase(
    "横线表示未填报,不是零;“部门、单位 × 类”表中空白表示没有金额或未填报。",
    "A dash is not stated, which is not zero; a blank among units is no money or not stated.")

  private static let source = Phrase(
    "summary.subject_year、unit_tree、changes、anomaly_history、coverage;"
      + "完整数据见工作簿(huizong export)。",
    "summary.subject_year, unit_tree, changes, anomaly_history, coverage; the workbook has all of"
      + " it (huizong export).")
}
