import BudgetDomain
import BudgetRules
import Testing

/// What figures outside the tables are called.
@Suite struct FigureLabelTests {
  @Test(arguments: [
    ("total.actual", "支出总计决算数", "total expenditure, actual"),
    ("staff.actual", "在职人数", "staff in post"),
    ("overseas.persons", "因公出国(境)人次", "overseas travel, persons"),
    ("share_percent.201", "占比201", "share in percent, 201"),
    ("unheard_of.total.x", "unheard_of合计x", "unheard_of, total, x"), ("", "", ""),
  ])
  func partsHaveWords(name: String, chinese: String, english: String) {
    #expect(FigureLabel.chinese(for: FigureName(name)) == chinese)
    #expect(FigureLabel.english(for: FigureName(name)) == english)
  }
}
