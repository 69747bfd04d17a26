import BudgetReport
import Testing

@Suite struct CSVTableTests {
  @Test func quotesAndDefuses() {
    var table = CSVTable(header: ["code", "name"])
    table.append([.number("-1.50"), .words("=SUM(A1)")])
    table.append([.number(nil), .words("甲,\"乙\"\r\n")])
    table.append([.number("2"), .words(nil)])
    table.append([.number("3"), .words("a\"\u{301}b")])
    #expect(
      table.text.unicodeScalars.elementsEqual(
        "code,name\r\n-1.50,'=SUM(A1)\r\n,\"甲,\"\"乙\"\"\r\n\"\r\n2,\r\n3,\"a\"\"\u{301}b\"\r\n"
          .unicodeScalars))
  }

  @Test(arguments: ["+1", "-1", "@a", "\ta"])
  func keepsFormulasWords(words: String) {
    var table = CSVTable(header: ["a"])
    table.append([.words(words)])
    #expect(table.text.hasSuffix("'\(words)\r\n"))
  }
}
