import BudgetReport
import Testing

@Suite struct CSVTableTests {
  @Test func quotesAndDefuses() {
    var table = CSVTable(header: ["code", "name"])
    table.append([.number("-1.50"), .words("=SUM(A1)")])
    table.append([.number(nil), .words("甲,\"乙\"\r\n\u{202E}")])
    table.append([.number("2"), .words(nil)])
    table.append([.number("3"), .words("a\"\u{301}b")])
    #expect(
      table.text.unicodeScalars.elementsEqual(
        ("code,name\r\n-1.50,'=SUM(A1)\r\n,\"甲,\"\"乙\"\"\\r\\n\\u{202E}\"\r\n2,\r\n"
          + "3,\"a\"\"\u{301}b\"\r\n").unicodeScalars))
  }

  @Test(arguments: ["+1", "-1", "@a", "=1+1", "  =1", "\u{3000}=1", "\u{FF1D}1"])
  func keepsFormulasWords(words: String) {
    var table = CSVTable(header: ["a"])
    table.append([.words(words)])
    #expect(table.text.hasSuffix("'\(words)\r\n"))
  }

  @Test(
    arguments: [("\t=1", "\\t=1"), ("\r\n=1", "\\r\\n=1"), ("\u{FEFF}=1", "\\u{FEFF}=1")])
  func hidesNothingBeforeAFormula(words: String, shown: String) {
    var table = CSVTable(header: ["a"])
    table.append([.words(words)])
    #expect(table.text.hasSuffix("\r\n\(shown)\r\n"))
  }
}
