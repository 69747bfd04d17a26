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
}
