#if Console
import BudgetDomain
import BudgetPage
import BudgetReport
import BudgetRules
import BudgetStore
import Hummingbird
import PostgresClient

/// What is asked of the list of anomalies.
extension AnomalySearch {
  static let severities = ["error", "review", "undetermined", "info"]
  static let statuses = ["new", "open", "reopened", "explained", "accepted", "resolved"]

  init(_ query: Form) {
    self.init()
    fiscalYear = query.number("year").flatMap { (1900...2999).contains($0) ? $0 : nil }
    unitCode = query.word("unit")
    severity = query["severity"].flatMap { Self.severities.contains($0) ? $0 : nil }
    ruleCode = query.word("rule")
    status = query["status"].flatMap { Self.statuses.contains($0) ? $0 : nil }
    words = query.word("words")
  }

  func query(page: Int) -> [(name: String, value: String?)] {
    [
      ("year", fiscalYear.map { "\($0)" }), ("unit", unitCode), ("severity", severity),
      ("rule", ruleCode), ("status", status), ("words", words),
      ("page", page > 1 ? "\(page)" : nil),
    ]
  }
}

/// The anomalies, the weightiest first.
extension Browsing {
  private static let anomaliesOfPage = 50

  func anomalies() async throws -> Answer {
    let search = AnomalySearch(visit.query)
    let page = visit.query.page
    let size = Self.anomaliesOfPage
    let (head, rows, total) = try await session.connection.reading { connection in
      let head = try reader.publication(on: connection)
      let found = try reader.anomalies(
        search, limit: size, offset: (page - 1) * size, on: connection)
      return (head, found.rows, found.total)
    }
    if rows.isEmpty, page > 1 {
      let first = Link(["anomalies"], search.query(page: 1))
      return pastTheEnd(say("异常", "Anomalies"), .anomalies, page: page, first: first)
    }
    let frame = frame(
      say("异常", "Anomalies"), .anomalies, at: ["anomalies"], search.query(page: page))
    return Answer(
      frame.html {
        filters(search, head?.fiscalYears ?? [])
        if rows.isEmpty {
          node(.p) { say("没有符合条件的异常。", "No anomaly fits.") }
        } else {
          node(.p, .class("counts")) {
            say(
              "共 \(say.count(total)) 条,重的在前。", "\(say.count(total)) in all, the weightiest first.")
          }
          node(.ul, .class("anomalies")) { for row in rows { item(row) } }
        }
        pager(page: page, size: size, total: total, say) {
          Link(["anomalies"], search.query(page: $0))
        }
      })
  }

  private func filters(_ search: AnomalySearch, _ years: [Int]) -> Node {
    let whatever = Choice.Option("", say("不限", "any"))
    return node(.form, .class("filters"), .action(.anomalies), .get) {
      Choice(
        name: "year", label: say("年度", "Year"),
        options: [whatever] + years.reversed().map { Choice.Option("\($0)", "\($0)") },
        chosen: search.fiscalYear.map { "\($0)" }
      ).field
      Choice(
        name: "severity", label: say("程度", "Severity"),
        options: [whatever]
          + AnomalySearch.severities.map { Choice.Option($0, say(Vocabulary.severity($0))) },
        chosen: search.severity
      ).field
      Choice(
        name: "status", label: say("状态", "Status"),
        options: [Choice.Option("", say("未消除", "not resolved"))] + statuses(),
        chosen: search.status
      ).field
      TextField(name: "unit", label: say("单位代码", "Unit code"), value: search.unitCode).field
      TextField(name: "rule", label: say("规则", "Rule"), value: search.ruleCode).field
      TextField(name: "words", label: say("文字", "Words"), value: search.words).field
      node(.button) { say("查找", "Find") }
    }
  }

  /// Only whoever sees everything sees what is gone.
  private func statuses() -> [Choice.Option] {
    AnomalySearch.statuses.filter { $0 != "resolved" || reader.scope == .everything }
      .map { Choice.Option($0, say(Vocabulary.anomalyStatus($0))) }
  }

  private func item(_ row: PublishedAnomaly) -> Node {
    node(.li) {
      standing(of: row)
      node(.p, .class("head")) {
        node(.a, .to(.anomaly(row.anomalyID))) { named(title(of: row)) }
      }
      node(.p, .class("note")) { named(place(of: row)) }
      node(.p) { say.chinese(shortened(row.message, to: 300), keeping: names(in: row)) }
    }
  }

  /// How grave it is, how far it is dealt with, and its number.
  func standing(of row: PublishedAnomaly) -> Node {
    node(.div, .class("standing")) {
      node(.span) {
        severityMark(row.severity)
        say(Vocabulary.severity(row.severity))
      }
      node(.span) { say(Vocabulary.anomalyStatus(row.status)) }
      node(.span, .class("number")) { "#\(row.anomalyID)" }
    }
  }

  /// The rule by code and title, in the reader's language where the catalogue has it.
  func title(of row: PublishedAnomaly) -> String {
    let english = rule(of: row)?.englishTitle
    let title = visit.language == .english ? english ?? row.title : say.words(row.title)
    return shortened("\(row.ruleCode) \(title)", to: 160)
  }

  /// What the catalogue says of the rule; nil for a rule of the bureau's own.
  func rule(of row: PublishedAnomaly) -> RuleDescription? {
    RuleCatalogue.descriptions.first { $0.code.text == row.ruleCode }
  }

  /// What the unit has named itself in the words of an anomaly: it stays as it was given.
  func names(in row: PublishedAnomaly) -> [String] {
    let labels = (try? row.operands())?.map(\.label) ?? []
    return ([row.unitName].compactMap(\.self) + labels).map(visible)
  }

  /// Where it stands: year, unit, section or figure, code, line.
  func place(of row: PublishedAnomaly) -> String {
    let figure = row.figure.map { text in
      let name = FigureName(text)
      return say(Phrase(FigureLabel.chinese(for: name), FigureLabel.english(for: name)))
    }
    let section = row.section.map { say(Vocabulary.section($0)) }
    let line = row.lineNumber.map { say("第 \($0) 行", "line \($0)") }
    let parts = [
      "\(row.fiscalYear)", unitText(row.unitCode, row.unitName), figure ?? section,
      row.subjectCode, line,
    ]
    return shortened(
      parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · "), to: 200)
  }
}
#endif
