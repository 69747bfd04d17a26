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
      "stated 21.99 × 10,000 yuan, expected [21, 22] × 10,000 yuan,"
        + " off by \u{2212}0.01 × 10,000 yuan"
    ),
    (
      .percent, "填报 219,900%，应为 [210,000, 220,000]%，相差 \u{2212}100 个百分点",
      "stated 219,900%, expected [210,000, 220,000]%, off by \u{2212}100 percentage points"
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

  /// A figure keeps the decimals that it was printed with, and so do its interval and distance.
  @Test func decimalsStay() {
    let measure = AnomalySection.Measure.amount(.wanYuan)
    let voice = Self.voice()
    #expect(measure.text("5349000.0000", voice, 2) == "534.90 万元")
    #expect(measure.text("5349000.0000", voice) == "534.9 万元")
    #expect(measure.interval("5349000", "5349050", voice, 2) == "[534.90, 534.905] 万元")
    #expect(AnomalySection.Measure.percent.text("8.0000", voice, 1) == "8.0%")
    #expect(AnomalySection.Measure.count.text("8.0000", voice, 1) == "8")
    #expect(
      AnomalySection.Measure.percent.difference("-1.5", Self.voice(.english))
        == "\u{2212}1.5 percentage points")
  }

  /// Growth that is only a missing account is marked, and without a tint where the account itself
  /// is missing; where there is no year before, nothing speaks of it.
  @Test func missingAccountsAreMarked() {
    func units(_ cell: UnitSection.Cell, note: String?) -> String {
      markup(
        UnitSection(
          columns: [("201", "b")],
          rows: [UnitSection.Row(code: "1", name: "a", total: cell, cells: [.init(nil)])],
          allRows: [], unitCount: 1, note: note))
    }
    let grown = units(.init(148, .changed(perMille: 480), isIncomplete: true), note: "† 2022")
    #expect(grown.contains("<td class=\"u3\">1.48†<i> +48.0%</i></td>"), "\(grown)")
    #expect(grown.contains("† 2022") && grown.contains("▲ ≥ 30%"))
    let alone = units(.init(148), note: nil)
    #expect(!alone.contains("▲ ≥ 30%") && !alone.contains("比上年") && !alone.contains("†"))
    func subjects(prior: Int64?) -> String {
      let row = SubjectSection.Row(
        code: "201", name: "a", steps: [148], prior: prior,
        changePercent: prior == nil ? nil : "48.0", sharePercent: "100", isIncomplete: prior != nil)
      return markup(
        SubjectSection(years: [2023], rows: [row], total: row, note: prior.map { _ in "† 2022" }))
    }
    #expect(subjects(prior: 100).contains("+48.0%†") && subjects(prior: 100).contains("上年决算数"))
    #expect(!subjects(prior: nil).contains("上年决算数"))
  }

  /// A large 类 is drawn as large as it is; one that has jumped, or of which an error is told, is
  /// cut.
  @Test func onlyJumpsAreCut() {
    func bars(_ steps: [(now: Int64, prior: Int64)], doubtful: Int? = nil) -> String {
      let rows = steps.enumerated().map { place, pair in
        SubjectSection.Row(
          code: "20\(place)", name: "a", steps: [pair.now], prior: pair.prior, changePercent: nil,
          sharePercent: nil, isDoubtful: place == doubtful)
      }
      return markup(SubjectSection(years: [2023], rows: rows, total: rows[0]))
    }
    let shares: [(now: Int64, prior: Int64)] = [(8_000, 7_900), (660, 640), (500, 510), (300, 280)]
    #expect(!bars(shares).contains("class=\"cut\"") && !bars(shares).contains("斜口"))
    #expect(bars(shares, doubtful: 0).contains("class=\"cut\""))
    #expect(bars([(8_000, 790), (660, 640), (500, 510)]).contains("class=\"cut\""))
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
