import BudgetReport
import Testing

@Suite struct DisplayWidthTests {
  @Test(
    arguments: [
      ("", 0), ("abc", 3), ("科目编码", 8), ("a科b", 4), ("\u{3002}\u{FF0C}\u{FF1B}", 6),
      ("\u{FF08}A\u{FF09}", 5),
      ("e\u{301}", 1), ("한국", 4), ("ｱ", 1), ("–", 1), ("─", 1), ("█", 1), ("𠀀", 2), ("📈", 2),
      ("Ä", 1), ("〇", 2), ("￥", 2),
    ] as [(String, Int)])
  func countsColumns(text: String, width: Int) {
    #expect(displayWidth(text) == width, "\(text)")
  }
}
