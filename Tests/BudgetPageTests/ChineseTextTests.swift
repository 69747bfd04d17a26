import Testing

@testable import BudgetPage

/// Punctuation among Chinese characters.
@Suite struct ChineseTextTests {
  @Test(arguments: [
    ("舍入:每个数,逐级", "舍入：每个数，逐级"), ("单位:万元(两位小数)", "单位：万元（两位小数）"),
    ("发布 2 (2026-11-27 08:44 UTC)", "发布 2 (2026-11-27 08:44 UTC)"),
    ("应在 [21.985 万元, 21.995 万元] 之间", "应在 [21.985 万元, 21.995 万元] 之间"),
    ("另有 12 条,见 huizong export", "另有 12 条，见 huizong export"),
    ("工作簿(huizong export)的", "工作簿（huizong export）的"), ("1,234.56", "1,234.56"),
    ("a, b: c; (d)", "a, b: c; (d)"), ("(无)", "（无）"), (")(", ")("), ("", ""),
    ("T010;另外", "T010；另外"), ("决算数(第 3 行)", "决算数（第 3 行）"),
  ])
  func fullWidthOnlyAmongChinese(text: String, set: String) {
    #expect(typeset(text) == set)
    #expect(typeset(set) == set)
  }

  /// A name is what it is: where messages quote it, and wherever else it stands.
  @Test func namesStayAsTheyWereGiven() {
    #expect(
      typeset("名称“本级(一),分局”不同,见“甲:乙”:丙") == "名称“本级(一),分局”不同，见“甲:乙”：丙")
    #expect(typeset("第3行 道路(一期):二 决算数,应为") == "第3行 道路（一期）：二 决算数，应为")
    #expect(
      typeset("第3行 道路(一期):二 决算数,应为", keeping: ["第3行 道路(一期):二 决算数", ""])
        == "第3行 道路(一期):二 决算数，应为")
    #expect(typeset("“未完,续", keeping: ["不在其中"]) == "“未完,续")
  }
}
