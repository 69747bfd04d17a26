#if Console
import BudgetPage
import BudgetReport
import BudgetStore
import Hummingbird
import PostgresClient

/// The form by which a unit explains and an administrator accepts.
struct AnswerForm {
  let visit: Visit
  let session: Session
  let row: PublishedAnomaly

  var node: Node {
    let say = visit.voice()
    return BudgetPage.node(.section) {
      BudgetPage.node(.h2) { say("答复", "Answer") }
      BudgetPage.node(.form, .class("stacked"), .action(.answer(row.anomalyID)), .post) {
        keyField(session.formKey)
        Choice(
          name: "kind", label: say("种类", "Kind"), options: kinds(say), chosen: nil
        ).field
        textArea(
          "text", label: say("内容", "Words"),
          hint: say("5 至 2000 个字符,提交后不能更改。", "5 to 2000 characters; it cannot be changed later."))
        TextField(
          name: "until", label: say("有效期末日(可不填)", "Last day (may be left empty)"),
          type: "date"
        ).field
        if row.stated != nil { interval(say) }
        BudgetPage.node(.button) { say("提交答复", "File the answer") }
      }
    }
  }

  private func kinds(_ say: PageVoice) -> [Choice.Option] {
    let explain = Choice.Option("explain", say("单位说明", "explain, as the unit"))
    let accept = Choice.Option("accept", say("财政认可", "accept, as an administrator"))
    return session.rights.mayAccept ? [accept, explain] : [explain]
  }

  private func interval(_ say: PageVoice) -> [Node] {
    [
      Choice(
        name: "range", label: say("在哪些数下有效", "Holds for"),
        options: [
          .init("stated", say("现在的填报数", "the figure as stated now")),
          .init("between", say("下列区间内的数", "figures in the interval below")),
          .init("any", say("任何数", "whatever the figure becomes")),
        ], chosen: nil
      ).field,
      TextField(
        name: "low", label: say("下限(含)", "From, inclusive"), maxLength: 40,
        inputMode: "decimal"
      ).field,
      TextField(
        name: "high", label: say("上限(含)", "To, inclusive"), maxLength: 40,
        inputMode: "decimal"
      ).field,
    ]
  }
}

extension Browsing {
  /// Files an answer; the function of the database decides whether this person may give it.
  func answer(_ id: Int64) async throws -> Answer {
    guard session.rights.mayAnswer else { throw Refusal.noRight }
    guard let kind = visit.form["kind"].flatMap(AnomalyAnswer.Kind.init(rawValue:)),
      let text = visit.form.word("text", limit: 2001)
    else { throw Refusal.badRequest }
    let answer = AnomalyAnswer(
      anomalyID: id, kind: kind, text: text, validUntil: try day(), interval: try interval())
    _ = try await session.connection.filing { connection in
      try AnswerDesk.answer(answer, on: connection)
    }
    return Answer(leadingTo: .anomaly(id))
  }

  /// A day as browsers send it.
  private func day() throws -> String? {
    guard let day = visit.form.word("until") else { return nil }
    guard day.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil else {
      throw Refusal.badRequest
    }
    return day
  }

  private func interval() throws -> AnomalyAnswer.Interval {
    switch visit.form["range"] {
    case nil, "stated": return .statedFigure
    case "any": return .anyFigure
    case "between":
      let (low, high) = (try bound("low"), try bound("high"))
      guard low != nil || high != nil else { throw Refusal.emptyInterval }
      return .between(low, high)
    default: throw Refusal.badRequest
    }
  }

  private func bound(_ name: String) throws -> String? {
    guard let text = visit.form.word(name)?.replacing(",", with: "") else { return nil }
    guard ExactDecimal(text) != nil else { throw Refusal.badRequest }
    return text
  }
}

extension Refusal {
  static let emptyInterval = Refusal(
    .unprocessableContent, "请填写区间的下限或上限", "State an end of the interval")
}
#endif
