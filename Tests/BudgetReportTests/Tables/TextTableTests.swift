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
