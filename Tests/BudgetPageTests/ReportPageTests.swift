import BudgetDomain
import BudgetReport
import Testing

@testable import BudgetPage

/// The page as a whole.
@Suite struct ReportPageTests {
  private static let hostile = "<script>alert('x')</script>\u{202E}\" onload=\"y\u{0}"

  @Test func saysWhatItIs() {
    let html = page(.chinese, "全区").html
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-Hans\" class=\"zh\"><head>"))
    #expect(html.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
    #expect(html.contains("<a href=\"#changes\">变动</a>"))
    #expect(page(.english, "全区").html.contains("<html lang=\"en\""))
  }

  /// Names and messages of any kind stand in the page as words.
  @Test(arguments: Language.allCases)
  func hostileWordsAreWords(language: Language) {
    let plain = page(language, "全区").html
    let html = page(language, Self.hostile).html
    #expect(!html.contains("<script") && !html.contains("\" onload"))
    #expect(html.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0 != "\u{202E}" })
    // As many elements, so none of them is of the words.
    #expect(html.count { $0 == "<" } == plain.count { $0 == "<" })
    #expect(page(language, Self.hostile).html == html)
  }

  @Test func numbersAreWrittenForPeople() {
    let voice = PageVoice(language: .chinese, step: PrintStep(.wanYuan))
    #expect(voice.amount(123_456_789) == "1,234,567.89")
    #expect(voice.amount(-5) == "\u{2212}0.05" && voice.amount(nil) == "–")
    #expect(voice.change(5) == "+0.05" && voice.change(0) == "0.00")
    #expect(
      voice.percentChange("12.3456") == "+12.3%" && voice.percentChange("-0.2500") == "\u{2212}0.3%"
    )
    #expect(voice.percentChange("0.0000") == "0.0%" && voice.percentChange(nil) == "–")
    #expect(voice.percentChange("0.0400") == "0.0%" && voice.percentChange("-0.0400") == "0.0%")
  }

  @Test func truncatedBarsSaySo() {
    let voice = PageVoice(language: .english, step: PrintStep(.wanYuan))
    let near = BridgeSection(
      names: ("a", "b"), before: 100_000, after: 100_010, parts: [.init("late", 10)])
    #expect(near.content(voice).map(\.markup).joined().contains("not at zero"))
    let far = BridgeSection(
      names: ("a", "b"), before: 100, after: 200, parts: [.init("late", 100)])
    #expect(!far.content(voice).map(\.markup).joined().contains("not at zero"))
  }

  @Test func changesHaveATintFromTwoPercentOn() {
    let tones = [0, 19, 20, 99, 100, 299, 300, -19, -20, -100, -300].map {
      UnitSection.Trend.changed(perMille: $0).tone
    }
    #expect(tones == [nil, nil, "u1", "u1", "u2", "u2", "u3", nil, "d1", "d2", "d3"])
  }

  private func page(_ language: Language, _ word: String) -> ReportPage {
    let voice = PageVoice(language: language, step: PrintStep(.wanYuan))
    let row = SubjectSection.Row(
      code: "201", name: word, steps: [1, 2], prior: 1, changePercent: "100.0000",
      sharePercent: "100.0000")
    let unit = UnitSection.Row(
      code: word, name: word, total: .init(2), cells: [.init(2, .changed(perMille: 1_000))])
    return ReportPage(
      voice,
      ReportPage.Head(title: word, scope: [word], unit: word, source: word),
      sections: [
        OverviewSection(
          year: 2023, actual: 2, prior: 1, changePercent: "100.0000",
          years: [(2022, 1), (2023, 2)], facts: [.init(word, word, note: word)],
          caution: .init(word, unit: word, rest: word, anomalyID: 1, isShown: true), remark: word),
        SubjectSection(years: [2022, 2023], rows: [row], total: row),
        UnitSection(columns: [(word, word)], rows: [unit], allRows: [unit], unitCount: 1),
        BridgeSection(
          names: (word, word), before: 1, after: 2, parts: [.init(word, 1)],
          units: [.init(word, causes: word, before: 1, after: nil)], remark: word),
        AnomalySection(
          cards: [
            .init(
              id: 1, severity: word, severityText: word, status: word, rule: word, unit: word,
              place: word, message: word,
              range: .init(
                stated: "5.0", low: "1", high: nil, difference: word,
                measure: .amount(.wanYuan)),
              figures: [word], furtherCount: 1, cause: word, suggestion: word)
          ], counts: [.init("error", word, 1)], further: word),
        CoverageSection(
          states: [(word, word)], kinds: [.init(word, counts: [1])],
          exceptions: [
            .init(unit: word, kind: word, state: word, stateText: word, reason: word)
          ], further: word),
        MethodSection(entries: [(word, word)]),
      ])
  }
}
