import BudgetReport
import Foundation
import Testing

@testable import BudgetPage

/// What words become in markup, whatever they are.
@Suite struct NodeTests {
  @Test func writesWellFormedMarkup() {
    let paragraph = node(.p, .class("a \"b\" <c>")) {
      "1 < 2 & 'three'"
      node(.meta, .utf8)
    }
    #expect(
      paragraph.markup == "<p class=\"a &quot;b&quot; &lt;c&gt;\">1 &lt; 2 &amp; &#39;three&#39;"
        + "<meta charset=\"utf-8\" /></p>\n")
  }

  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("\" onclick=\"x", "&quot; onclick=&quot;x"), ("&lt;", "&amp;lt;"),
    ("a\u{0}b", "a\\u{0}b"), ("\u{202E}政财", "\\u{202E}政财"),
    ("\u{FFFF}\u{FFFE}", "\\u{FFFF}\\u{FFFE}"),
    ("]]>", "]]&gt;"), ("<!--", "&lt;!--"), ("\u{1B}[31m", "\\u{1B}[31m"),
    ("财\u{200B}政", "财\\u{200B}政"),
    ("é\u{301}政", "é\u{301}政"), ("\u{1F600}", "\u{1F600}"),
  ])
  func harmlessText(text: String, markup: String) {
    #expect(escaped(text) == markup)
  }

  /// Whatever comes in, nothing comes out that markup would obey or XML forbids, and everything can
  /// be read again.
  @Test func harmlessWhateverTheText() {
    var chance = SeededGenerator(seed: 7)
    let spice: [Unicode.Scalar] = [
      "<", ">", "&", "\"", "'", "\u{0}", "\u{202E}", "\u{FFFF}", ";", "#",
    ]
    for _ in 0..<20_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...12, using: &chance) {
        let drawn = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &chance))
        let seasoned = Bool.random(using: &chance) ? spice.randomElement(using: &chance) : drawn
        text.append(seasoned ?? "汇")
      }
      let markup = escaped(String(text))
      for scalar in markup.unicodeScalars {
        #expect(!["<", ">", "\"", "'"].contains(scalar))
        #expect(scalar.value >= 0x20 && !scalar.properties.isNoncharacterCodePoint)
        #expect(scalar.properties.generalCategory != .format)
      }
      // By scalars: a sign followed by an accent is one character.
      let again = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .reduce(markup) {
          $0.replacingOccurrences(of: $1.0, with: $1.1, options: .literal)
        }
      let plain = text.filter { !$0.properties.isNoncharacterCodePoint }
      if plain.count == text.count { #expect(again == visible(String(text))) }
    }
  }

  /// Every link leads to a place of the page.
  @Test func linksStayInside() {
    #expect(node(.a, .href("javascript:x")).markup == "<a href=\"#javascript:x\"></a>")
  }
}
