#if Console
import BudgetDomain
import BudgetPage
import BudgetReport
import BudgetStore
import Hummingbird
import PostgresClient

/// What is asked of a year's page.
struct YearQuestion: Sendable {
  let year: Int
  var unit: String
  let fund: String
  /// How many digits the deepest subjects have: 3, 5 or 7.
  let digits: Int64
  let amountUnit: AmountUnit

  init(_ year: Int, _ query: Form, defaultUnit: String) {
    self.year = year
    unit = query.word("unit") ?? defaultUnit
    let funds = ["*", "general", "fund", "capital", "other", "unstated"]
    fund = query.word("fund").flatMap { funds.contains($0) ? $0 : nil } ?? "*"
    digits = query.number("digits").flatMap { [3, 5, 7].contains($0) ? Int64($0) : nil } ?? 5
    amountUnit = query["in"] == "wan" ? .wanYuan : .yuan
  }

  var query: [(name: String, value: String?)] {
    [
      ("unit", unit), ("fund", fund), ("digits", "\(digits)"),
      ("in", amountUnit == .wanYuan ? "wan" : "yuan"),
    ]
  }
}

/// A year's subjects of a unit, as a tree.
extension Browsing {
  /// More rows than any list of subjects has.
  private static let rowLimit = 3000

  func year(_ text: String) async throws -> Answer {
    guard let year = Int(text), String(year) == text else { throw Refusal.notFound }
    if let words = visit.query.word("find") { return try await lookForUnit(words, in: year) }
    let (head, units, question, rows) = try await session.connection.reading { connection in
      let head = try expectPublished(year, on: connection)
      let units = try UnitChoice(
        reader, visit.query, year: year, limit: settings.listedUnits, on: connection)
      let question = YearQuestion(year, visit.query, defaultUnit: units.defaultCode)
      let rows = try reader.subjects(
        fiscalYears: year...year, unitCode: question.unit, fundType: question.fund,
        levels: [0, 3, 5, 7].filter { $0 <= question.digits }, on: connection)
      return (head, units, question, rows)
    }
    let title = say("\(year) 年度", "Fiscal year \(year)")
    let whole = (name: say("\(year) 全区", "\(year), whole district"), link: Link.year(year))
    let isPart = reader.scope == .everything && question.unit != "*"
    let frame = frame(
      title, .years, at: ["years", text], question.query,
      path: [(say("年度", "Years"), .years)] + (isPart ? [whole] : []))
    return Answer(
      frame.html {
        node(.p, .class("scope")) {
          node(.span) { publicationText(head) }
          node(.span) { named(unitText(question.unit, units.name(of: question.unit))) }
          node(.strong) { say(Vocabulary.amounts(in: question.amountUnit)) }
        }
        filters(question, units)
        if rows.isEmpty {
          node(.p) { say("这里没有数。", "There are no figures here.") }
        } else {
          tree(Array(rows.prefix(Self.rowLimit)), question)
        }
      })
  }

  private func filters(_ question: YearQuestion, _ units: UnitChoice) -> Node {
    node(.form, .class("filters"), .action(Link(["years", "\(question.year)"])), .get) {
      units.fields(chosen: question.unit, self)
      Choice(
        name: "fund", label: say("资金", "Fund"),
        options: ["*", "general", "fund", "capital", "other", "unstated"].map {
          Choice.Option($0, say(Vocabulary.fund($0)))
        },
        chosen: question.fund
      ).field
      Choice(
        name: "digits", label: say("科目到", "Subjects down to"),
        options: [
          .init("3", say("类", "类 (3 digits)")), .init("5", say("款", "款 (5 digits)")),
          .init("7", say("项", "项 (7 digits)")),
        ],
        chosen: "\(question.digits)"
      ).field
      Choice(
        name: "in", label: say("金额单位", "Amounts in"),
        options: [.init("yuan", say("元", "yuan")), .init("wan", say("万元", "10,000 yuan"))],
        chosen: question.amountUnit == .wanYuan ? "wan" : "yuan"
      ).field
      node(.button) { say("查看", "Show") }
    }
  }

  private func tree(_ rows: [SummaryRow], _ question: YearQuestion) -> Node {
    let voice = visit.voice(question.amountUnit)
    let table = YearTable(rows, voice.step)
    return node(
      .div, .class("scroll"), .focusable, .role("region"),
      .label(say("\(question.year) 年度各科目", "Subjects of \(question.year)"))
    ) {
      node(.table, .class("plain tree")) {
        node(.thead) {
          node(.tr) {
            node(.th, .scope("col")) { say("科目", "Subject") }
            node(.th, .scope("col")) { say("决算数", "Actual") }
            node(.th, .scope("col"), .class("wide")) { say("年初预算数", "Initial budget") }
            node(.th, .scope("col"), .class("wide")) { say("全年预算数", "Final budget") }
            node(.th, .scope("col"), .class("wide")) { say("上年决算数", "Year before") }
            node(.th, .scope("col")) { say("比上年", "Change") }
            node(.th, .scope("col"), .class("wide")) { say("执行率", "Executed") }
          }
        }
        node(.tbody) { for line in table.lines { row(line, question, voice) } }
      }
    }
  }

  private func row(
    _ line: YearTable.Line, _ question: YearQuestion, _ voice: PageVoice
  ) -> Node {
    let cell = CellLink(
      year: question.year, unit: question.unit, subject: line.row.subjectCode,
      fund: question.fund)
    return node(.tr, .class(line.row.subjectCode == "*" ? "total" : "l\(line.depth)")) {
      node(.th, .scope("row")) {
        node(.a, .to(cell.parts())) {
          named(subjectText(line.row.subjectCode, line.row.subjectName))
        }
      }
      node(.td) { voice.amount(line.actual) }
      node(.td, .class("wide")) { voice.amount(line.initial) }
      node(.td, .class("wide")) { voice.amount(line.final) }
      node(.td, .class("wide")) { voice.amount(line.prior) }
      node(.td) { voice.percentChange(line.row.changePercent) }
      node(.td, .class("wide")) { voice.percent(line.row.executionPercent) }
    }
  }
}
#endif
