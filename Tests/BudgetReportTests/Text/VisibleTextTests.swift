import BudgetReport
import Testing

@Suite struct VisibleTextTests {
  @Test(
    arguments: [
      ("渌口区人大常委会", "渌口区人大常委会"), ("a\u{1B}[2Jb", "a\\u{1B}[2Jb"), ("a\nb\r\t", "a\\nb\\r\\t"),
      ("财\u{202E}政", "财\\u{202E}政"), ("财\u{200B}政", "财\\u{200B}政"), ("\u{9B}31m", "\\u{9B}31m"),
      ("\u{2028}", "\\u{2028}"), ("é", "é"), ("\u{0}", "\\u{0}"),
    ] as [(String, String)])
  func hidesNothing(text: String, shown: String) {
    #expect(visible(text) == shown)
  }
}
