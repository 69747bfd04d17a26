import BudgetReport
import Testing

@Suite struct VisibleTextTests {
  @Test(
    arguments: [
      ("渌口区人大常委会", "渌口区人大常委会"), ("a\u{1B}[2Jb", "a\\u{1B}[2Jb"), ("a\nb\r\t", "a\\nb\\r\\t"),
      ("财\u{202E}政", "财\\u{202E}政"), ("财\u{200B}政", "财\\u{200B}政"), ("\u{9B}31m", "\\u{9B}31m"),
      ("\u{2028}", "\\u{2028}"), ("é", "é"), ("\u{0}", "\\u{0}"),
      ("e\u{301}\u{301}\u{301}\u{301}\u{301}政", "e\u{301}\u{301}\u{301}\u{301}\u{301}政"),
    ] as [(String, String)])
  func hidesNothing(text: String, shown: String) {
    #expect(visible(text) == shown)
  }

  /// Accents without end would stack up over the lines around.
  @Test func aLetterHasSoManyAccents() {
    let text = "政" + String(repeating: "\u{301}\u{20DD}", count: 400)
    let shown = visible(text)
    #expect(shown.unicodeScalars.count { $0 == "\u{301}" || $0 == "\u{20DD}" } == 5)
    #expect(shown.hasSuffix("\\u{20DD}") && displayWidth(shown) > 400)
    #expect(visible(shown) == shown)
    #expect(displayWidth(shortened(text, to: 20)) <= 20)
  }
}
