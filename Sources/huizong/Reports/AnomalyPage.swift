import BudgetDomain
import BudgetReport
import BudgetRules
import BudgetStore
import Foundation

/// One anomaly in full, for people: what is wrong, by which rule, since when, who said what.
struct AnomalyPage {
  let row: PublishedAnomaly

  /// A heading, then one entry a line, their names in a column of their own.
  ///
  /// - Throws: `DecodingError` when evidence or answers are no documents of ours.
  func text(_ console: Console) throws -> String {
    let language = console.language
    let entries = try entries(language).filter { !$0.lines.isEmpty }
    let names = entries.map { $0.name(language) }
    let width = names.map(displayWidth).max() ?? 0
    var text = console.palette(
      visible(heading(language)), Vocabulary.tone(ofSeverity: row.severity))
    text += "\n"
    for (name, entry) in zip(names, entries) {
      for (index, line) in entry.lines.enumerated() {
        let shown = index == 0 ? name : ""
        let gap = String(repeating: " ", count: width - displayWidth(shown) + 2)
        text += "  " + shown + gap + visible(line) + "\n"
      }
    }
    return text
  }

  private func heading(_ language: Language) -> String {
    let title =
      switch language {
      case .chinese: row.title
      case .english: rule?.englishTitle ?? row.title
      }
    return [
      "#\(row.anomalyID)", Vocabulary.severity(row.severity)(language),
      Vocabulary.anomalyStatus(row.status)(language), row.ruleCode, title,
    ].joined(separator: "  ")
  }

  /// What the catalogue says of the rule; nil for a rule of the bureau's own.
  private var rule: RuleDescription? {
    RuleCatalogue.descriptions.first { $0.code.text == row.ruleCode }
  }

  private typealias Entry = (name: Phrase, lines: [String])

  private func entries(_ language: Language) throws -> [Entry] {
    let hasInterval = row.expectedLow != nil || row.expectedHigh != nil
    let interval = NumberFormat.interval(row.expectedLow, row.expectedHigh)
    let isGone = row.status == "resolved"
    return [
      (Phrase("年度", "Year"), ["\(row.fiscalYear)"]),
      (Phrase("单位", "Unit"), present(row.unitText)),
      (Phrase("位置", "Place"), present(place(language))),
      (Phrase("情况", "Finding"), [row.message]),
      (Phrase("填报数", "Stated"), row.stated.map { [NumberFormat.plain($0)] } ?? []),
      (Phrase("应在区间", "Expected"), hasInterval ? [interval] : []),
      (Phrase("相差", "Difference"), row.difference.map { [NumberFormat.plain($0)] } ?? []),
      (Phrase("所据各数", "Evidence"), try row.evidenceLines(language)),
      (Phrase("规则依据", "Source"), rule.map { [$0.source] } ?? []),
      (Phrase("规则版本", "Version"), ["\(row.ruleVersion)"]),
      (Phrase("可能原因", "Cause"), row.cause.map { [Vocabulary.cause($0)(language)] } ?? []),
      (Phrase("建议", "Suggestion"), row.suggestion.map { [$0] } ?? []),
      (
        Phrase("首次出现", "First seen"),
        [sighting(row.firstPublishedAt, row.firstPublicationID, language)]
      ),
      (
        Phrase("最后出现", "Last seen"),
        isGone ? [sighting(row.lastPublishedAt, row.lastPublicationID, language)] : []
      ),
      (Phrase("答复", "Answers"), try answers(language)),
    ]
  }

  private func present(_ text: String) -> [String] { text.isEmpty ? [] : [text] }

  private func place(_ language: Language) -> String {
    let submission = row.submissionID.map { Phrase("报送 \($0)", "submission \($0)")(language) }
    return [row.placeText(language), submission ?? ""].filter { !$0.isEmpty }.joined(
      separator: "  ")
  }

  private func sighting(_ time: String?, _ publication: Int64?, _ language: Language) -> String {
    let publication = publication.map { Phrase("发布 \($0)", "publication \($0)")(language) }
    return [time.map(minute), publication].compactMap(\.self).joined(separator: "  ")
  }

  /// A time of the database, which speaks UTC to us, as far as people want to know it.
  private func minute(_ time: String) -> String {
    time.prefix(16).replacing("T", with: " ") + " UTC"
  }

  private func answers(_ language: Language) throws -> [String] {
    try decoded([FiledAnswer].self, row.answers).map { answer in
      let bounds = NumberFormat.interval(
        answer.low.map { "\($0)" }, answer.high.map { "\($0)" })
      let range = Phrase("数在 \(bounds)", "figure in \(bounds)")(language)
      let conditions = [
        answer.low == nil && answer.high == nil ? nil : range,
        answer.valid_until.map { Phrase("有效至 \($0)", "valid until \($0)")(language) },
        answer.lapse.map { Vocabulary.lapse($0)(language) },
      ].compactMap(\.self)
      let head = [Vocabulary.answerKind(answer.kind)(language), answer.answered_by]
      return (head + [minute(answer.answered_at), answer.text] + conditions).joined(separator: "  ")
    }
  }

  private func decoded<Value: Decodable>(_ type: Value.Type, _ document: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(document.utf8))
  }
}

/// An answer of `answers`, named as its keys are.
private struct FiledAnswer: Decodable {
  let kind: String
  let text: String
  let answered_by: String
  let answered_at: String
  let valid_until: String?
  let low: Decimal?
  let high: Decimal?
  let lapse: String?
}
