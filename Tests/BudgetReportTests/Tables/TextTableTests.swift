import BudgetReport
import Testing

@Suite struct TextTableTests {
  @Test func linesUpWideAndNarrowCharacters() {
    var table = TextTable([.words("科目编码"), .words("名称"), .numbers("决算数")])
    table.append(.init(["*", "合计", "1,234.50"]))
    table.append(.init(["201", "一般公共服务支出", "769.49"], note: "A 类"))
    table.append(.init(["206", "science", "–"]))
    #expect(
      table.rendered(Palette(isOn: false)) == """
        科目编码  名称                决算数
        ────────  ────────────────  ────────
        *         合计              1,234.50
        201       一般公共服务支出    769.49
            A 类
        206       science                  –

        """)
  }

  /// A row that the terminal has no room for goes on below, and never breaks within a number.
  @Test func wideRowsGoOnBelow() {
    var table = TextTable([.words("科目编码"), .numbers("年初预算"), .numbers("决算数")])
    table.append(.init(["201", "1,234.50", "769.49"], note: "A"))
    #expect(
      table.rendered(Palette(isOn: false), width: 20) == """
        科目编码  年初预算
            决算数
        ──────────────────
        201       1,234.50
            769.49
            A

        """)
    table.append(.init(["202", "1.00", ""]))
    let narrow = table.rendered(Palette(isOn: false), width: 20)
    #expect(narrow.hasSuffix("    A\n202           1.00\n"), "\(narrow)")
    let whole = table.rendered(Palette(isOn: false))
    #expect(table.rendered(Palette(isOn: false), width: 26) == whole)
    #expect(table.rendered(Palette(isOn: false), width: 1).contains("\n    769.49\n"))
  }

  @Test func keepsCellsInTheirPlace() {
    var table = TextTable([.words("名称"), .words("b")])
    table.append(.init(["a\n\u{1B}[31m", "\u{202E}x"], note: "\r"))
    #expect(
      table.rendered(Palette(isOn: false)) == """
        名称           b
        ─────────────  ─────────
        a\\n\\u{1B}[31m  \\u{202E}x
            \\r

        """)
  }

  @Test func coloursWholeLines() {
    var table = TextTable([.words("a")])
    table.append(.init(["b"], tone: .bad))
    #expect(
      table.rendered(Palette(isOn: true)) == "\u{1B}[1ma\u{1B}[0m\n─\n\u{1B}[31mb\u{1B}[0m\n")
  }
}
