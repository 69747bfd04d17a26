import BudgetDomain
import BudgetReport

/// What stands below a table in 万元: its figures do not add up to the last digit.
func roundingNote(_ amountUnit: AmountUnit, _ language: Language) -> String {
  guard amountUnit != .yuan else { return "" }
  return Phrase(
    "注:各数分别四舍五入,尾差不调;工作簿和报告页的数逐级相加一致。\n",
    "Note: each figure is rounded by itself; those of workbook and page add up.\n")(language)
}
