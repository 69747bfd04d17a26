#if Console
import BudgetPage
import BudgetReport
import BudgetStore
import Hummingbird
import PostgresClient

/// What ran, who waits for a year, and the form to ask for one.
extension Browsing {
  private static let runLimit = 50
  private static let requestLimit = 20

  func runs() async throws -> Answer {
    guard session.rights.readsControl else { throw Refusal.noRight }
    let (head, runs, requests) = try await session.connection.reading { connection in
      (
        try reader.publication(on: connection),
        try RunReader.rows(limit: Self.runLimit, on: connection),
        try RerunDesk.requests(endedLimit: Self.requestLimit, on: connection)
      )
    }
    let frame = frame(say("运行", "Runs"), .runs, at: ["runs"])
    return Answer(
      frame.html {
        runTable(runs)
        node(.section) {
          node(.h2) { say("重算申请", "Requests for a year") }
          if requests.isEmpty {
            node(.p) { say("没有申请。", "Nobody has asked.") }
          } else {
            requestTable(requests)
          }
          if session.rights.mayRequest { requestForm(head?.fiscalYears ?? []) }
        }
      })
  }

  private func runTable(_ runs: [RunRow]) -> Node {
    node(.div, .class("scroll"), .focusable, .role("region"), .label(say("运行", "Runs"))) {
      node(.table, .class("plain runs")) {
        node(.thead) {
          node(.tr) {
            node(.th, .scope("col")) { say("运行", "Run") }
            node(.th, .scope("col"), .class("words")) { say("状态", "State") }
            node(.th, .scope("col"), .class("words wide")) { say("种类", "Kind") }
            node(.th, .scope("col"), .class("words")) { say("开始", "Started") }
            node(.th, .scope("col"), .class("wide")) { say("用时(秒)", "Seconds") }
            node(.th, .scope("col"), .class("wide")) { say("报送", "Submissions") }
            node(.th, .scope("col"), .class("wide")) { say("异常", "Anomalies") }
          }
        }
        node(.tbody) {
          for run in runs {
            node(.tr) {
              node(.th, .scope("row")) { node(.a, .to(.run(run.runID))) { "\(run.runID)" } }
              node(.td, .class("words")) { say(Vocabulary.runState(run.state)) }
              node(.td, .class("words wide")) { say(Vocabulary.runKind(run.kind)) }
              node(.td, .class("words")) { minute(run.startedAt) }
              node(.td, .class("wide")) { NumberFormat.plain(run.seconds) }
              node(.td, .class("wide")) { count(run.submissionsRead) }
              node(.td, .class("wide")) { count(run.anomalyCount) }
            }
          }
        }
      }
    }
  }

  private func requestTable(_ requests: [RerunRequestRow]) -> Node {
    node(.div, .class("scroll"), .focusable, .role("region"), .label(say("申请", "Requests"))) {
      node(.table, .class("plain requests")) {
        node(.thead) {
          node(.tr) {
            node(.th, .scope("col")) { say("年度", "Year") }
            node(.th, .scope("col"), .class("words")) { say("结果", "Outcome") }
            node(.th, .scope("col"), .class("words")) { say("理由", "Reason") }
            node(.th, .scope("col"), .class("words wide")) { say("申请人", "Asked by") }
            node(.th, .scope("col"), .class("words wide")) { say("申请时间", "Asked at") }
          }
        }
        node(.tbody) {
          for request in requests {
            node(.tr) {
              node(.th, .scope("row")) { "\(request.fiscalYear)" }
              node(.td, .class("words")) {
                if let run = request.runID {
                  node(.a, .to(.run(run))) { outcome(of: request) }
                } else {
                  outcome(of: request)
                }
              }
              node(.td, .class("words")) { named(shortened(request.reason, to: 200)) }
              node(.td, .class("words wide")) { named(request.requestedBy) }
              node(.td, .class("words wide")) { minute(request.requestedAt) }
            }
          }
        }
      }
    }
  }

  private func outcome(of request: RerunRequestRow) -> String {
    say(Vocabulary.requestState(request.outcome ?? request.state))
  }

  private func requestForm(_ years: [Int]) -> Node {
    node(.form, .class("stacked"), .action(.reruns), .post) {
      keyField(session.formKey)
      Choice(
        name: "year", label: say("申请重算的年度", "Year to be worked out again"),
        options: years.reversed().map { Choice.Option("\($0)", "\($0)") }, chosen: nil
      ).field
      textArea(
        "reason", label: say("理由", "Reason"),
        hint: say(
          "至少 5 个字符,留有审计记录。由 huizong watch 或下一次 run --requested 处理。",
          "At least 5 characters; it is audited. huizong watch or the next run --requested"
            + " serves it."))
      node(.button) { say("申请重算", "Ask for the year") }
    }
  }

  /// Asks for a year again; the function of the database decides whether this person may.
  func requestRerun() async throws -> Answer {
    guard session.rights.mayRequest else { throw Refusal.noRight }
    guard let year = visit.form.number("year"), (1900...2999).contains(year),
      let reason = visit.form.word("reason", limit: 2001)
    else { throw Refusal.badRequest }
    _ = try await session.connection.filing { connection in
      guard try RerunDesk.isKnown(year: year, on: connection) else { throw Refusal.badRequest }
      return try RerunDesk.request(fiscalYear: year, reason: reason, on: connection)
    }
    return Answer(leadingTo: .runs)
  }

  func count(_ number: Int64?) -> String {
    number.map { say.count(Int($0)) } ?? NumberFormat.notStated
  }
}
#endif
