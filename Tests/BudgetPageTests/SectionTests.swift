import BudgetDomain
import BudgetReport
import Testing

@testable import BudgetPage

/// What single sections say, above all where there is little to say.
@Suite struct SectionTests {
  private static func voice(_ language: Language = .chinese) -> PageVoice {
    PageVoice(language: language, step: PrintStep(.wanYuan))
  }

  private func markup(_ section: any PageSectionBody, _ language: Language = .chinese) -> String {
    section.content(Self.voice(language)).map(\.markup).joined()
  }

  @Test func nothingIsSaidInWords() {
    let counts = [AnomalySection.Count("error", "错误", 0)]
    let none = AnomalySection(cards: [], counts: counts, further: nil, remark: "本节为全部资金的。")
    #expect(markup(none).contains("本年度没有异常。") && markup(none).contains("本节为全部资金的。"))
    let nobody = CoverageSection(
      states: [], kinds: [], exceptions: [], further: nil, remark: "of all funds")
    #expect(markup(nobody, .english).contains("Nothing was expected or handed in"))
    #expect(markup(nobody, .english).contains("of all funds"))
    #expect(!markup(nobody).contains("<table"))
    #expect(markup(BridgeSection(without: "首次发布")).contains("首次发布"))
  }

  /// The warning of an anomaly without a card leads nowhere, and says how to see it; the name of
  /// its unit is what the unit is called.
  @Test func cautionNamesWhatIsNotShown() {
    func overview(isShown: Bool) -> OverviewSection {
      OverviewSection(
        year: 2023, actual: 1, prior: nil, changePercent: nil, years: [(2023, 1)], facts: [],
        caution: .init(
          "最重的一条在", unit: "一中(东区),分校", rest: ",相差 3 万元。", anomalyID: 7,
          isShown: isShown))
    }
    let shown = markup(overview(isShown: true))
    #expect(shown.contains("href=\"#anomaly-7\"") && !shown.contains("huizong anomalies"))
    #expect(shown.contains("最重的一条在<bdi>一中(东区),分校</bdi>，相差 3 万元。"))
    let hidden = markup(overview(isShown: false))
    #expect(!hidden.contains("href") && hidden.contains("<code>huizong anomalies 7</code>"))
  }

  /// Beside its tint, a change of the table of units is there in words.
  @Test func changesAreHeard() {
    func cell(_ trend: UnitSection.Trend, _ language: Language = .chinese) -> String {
      let row = UnitSection.Row(
        code: "1", name: "a", total: .init(100, trend), cells: [.init(nil)])
      return markup(
        UnitSection(columns: [("201", "b")], rows: [row], allRows: [], unitCount: 1), language)
    }
    #expect(cell(.changed(perMille: 304)).contains("<td class=\"u3\">1.00<i> +30.4%</i></td>"))
    #expect(cell(.changed(perMille: -5)).contains("<td>1.00<i> \u{2212}0.5%</i></td>"))
    #expect(cell(.new).contains("<td class=\"n\">1.00<i> 上年没有</i></td>"))
    #expect(cell(.gone, .english).contains("<td class=\"g\">1.00<i> none now</i></td>"))
    #expect(cell(.none).contains("<td>1.00</td>"))
  }

  /// A figure has the unit that it was stated in; in English, yuan.
  @Test(arguments: [
    (
      AnomalySection.Measure.amount(.wanYuan), "填报 21.99 万元，应为 [21, 22] 万元，相差 \u{2212}0.01 万元",
      "stated 219,900 yuan, expected [210,000, 220,000] yuan, off by \u{2212}100 yuan"
    ),
    (
      .percent, "填报 219,900%，应为 [210,000, 220,000]%，相差 \u{2212}100%",
      "stated 219,900%, expected [210,000, 220,000]%, off by \u{2212}100%"
    ),
    (
      .count, "填报 219,900，应为 [210,000, 220,000]，相差 \u{2212}100",
      "stated 219,900, expected [210,000, 220,000], off by \u{2212}100"
    ),
  ])
  func figuresHaveTheirUnit(measure: AnomalySection.Measure, chinese: String, english: String) {
    let card = AnomalySection.Card(
      id: 1, severity: "error", severityText: "e", status: "s", rule: "r", unit: "u", place: "p",
      message: "第3行 路(一):二 决算数,应为",
      range: .init(
        stated: "219900.0000", low: "210000.0000", high: "220000.0000", difference: "-100.0000",
        measure: measure),
      figures: ["路(一):二  1"], furtherCount: 0, cause: nil, suggestion: nil,
      names: ["第3行 路(一):二 决算数"])
    let section = AnomalySection(
      cards: [card], counts: [.init("error", "e", 1)], further: nil)
    #expect(markup(section).contains("<title>\(chinese)</title>"), "\(markup(section))")
    #expect(markup(section, .english).contains("<title>\(english)</title>"))
    #expect(markup(section).contains("第3行 路(一):二 决算数，应为"))
    #expect(markup(section).contains("路(一):二  1"))
  }

  /// Units, and what else there is, add up to the totals.
  @Test func unitsOfTheBridgeAddUp() {
    let bridge = BridgeSection(
      names: ("a", "b"), before: 1_000, after: 1_250, parts: [.init("late", 250)],
      units: [
        .init("u", causes: "late", before: 100, after: 300),
        .init("v", causes: "late", before: nil, after: 80),
        .init("w", causes: "gone", before: 20, after: nil),
      ])
    #expect(bridge.rest.map { [$0.before, $0.after] } == [880, 870])
    #expect(markup(bridge).contains("其余单位与抵销"))
    let whole = BridgeSection(
      names: ("a", "b"), before: 100, after: 300, parts: [.init("late", 200)],
      units: [.init("u", causes: "late", before: 100, after: 300)])
    #expect(whole.rest == nil && !markup(whole).contains("其余单位与抵销"))
  }
}
