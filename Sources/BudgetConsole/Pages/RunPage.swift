#if Console
import BudgetPage
import BudgetReport
import BudgetStore
import Hummingbird
import PostgresClient

/// One run, and how far it is.
extension Browsing {
  /// The stages of a run, in order.
  static let stages = ["load", "validate", "consolidate", "detect", "publish"]

  func run(_ id: Int64) async throws -> Answer {
    guard session.rights.readsControl else { throw Refusal.noRight }
    let run = try await session.connection.reading { connection in
      try RunReader.run(id, on: connection)
    }
    guard let run else { throw Refusal.notFound }
    let isActive = run.finishedAt == nil
    var frame = frame(
      say("运行 \(id)", "Run \(id)"), .runs, at: ["runs", "\(id)"],
      path: [(say("运行", "Runs"), .runs)])
    frame.isLive = isActive
    var answer = Answer(
      frame.html {
        node(.p, .class("state"), .polite) {
          node(.strong, .id("run-state")) { say(Vocabulary.runState(run.state)) }
          node(.span, .id("run-seconds")) { say(seconds(run.seconds)) }
        }
        if run.stage != nil { stages(run) }
        facts(run)
        if run.message != nil { node(.p, .class("message")) { message(of: run) } }
        if isActive { link }
      })
    answer.hasScript = isActive
    return answer
  }

  /// What a run said at its end, in the reader's language where it has one.
  private func message(of run: RunRow) -> Node {
    guard visit.language == .english, let words = run.englishMessage else {
      return say.chinese(run.message ?? "", keeping: nil)
    }
    return .text(words)
  }

  /// Whether the page still follows; its script says where it does not.
  private var link: Node {
    let follows = say("页面随运行更新。", "The page follows the run.")
    return node(
      .p, .class("about"), .id("run-link"), .role("status"), .data("follows", follows),
      .data("broken", say("连接中断,正在重新连接……", "The connection is broken; trying again …")),
      .data(
        "ended",
        say(
          "连接已断开,页面不再更新:请刷新页面,或重新登录。",
          "The connection is gone and the page does not follow any more: load it anew, or log in"
            + " again."))
    ) { follows }
  }

  private func stages(_ run: RunRow) -> Node {
    let current = run.stage.flatMap(Self.stages.firstIndex(of:)) ?? 0
    let isBroken = ["failed", "refused", "abandoned"].contains(run.state)
    let last = run.finishedAt == nil ? "now" : isBroken ? "stopped" : "done"
    return node(.ol, .class("stages"), .id("run-stages")) {
      for (place, stage) in Self.stages.enumerated() {
        let tone = place < current ? "done" : place == current ? last : "ahead"
        node(.li, .id("stage-" + stage), .class(tone)) { say(Vocabulary.stage(stage)) }
      }
    }
  }

  private func seconds(_ text: String) -> Phrase {
    let seconds = NumberFormat.percent(text)
    return Phrase("用时 \(seconds) 秒", "\(seconds) seconds")
  }

  private func facts(_ run: RunRow) -> Node {
    let years = run.years?.map(String.init).joined(separator: " ")
    return node(.dl, .class("facts-list")) {
      node(.dt) { say("种类", "Kind") }
      node(.dd) { say(Vocabulary.runKind(run.kind)) }
      node(.dt) { say("年度", "Years") }
      node(.dd) { years ?? say("全部", "all") }
      node(.dt) { say("开始", "Started") }
      node(.dd) { minute(run.startedAt) }
      if let end = run.finishedAt {
        node(.dt) { say("结束", "Ended") }
        node(.dd) { minute(end) }
      }
      node(.dt) { say("读取报送", "Submissions read") }
      node(.dd, .id("run-submissions")) { count(run.submissionsRead) }
      node(.dt) { say("读取行", "Lines read") }
      node(.dd, .id("run-lines")) { count(run.linesRead) }
      node(.dt) { say("异常", "Anomalies") }
      node(.dd, .id("run-anomalies")) { count(run.anomalyCount) }
      if let code = run.exitCode {
        node(.dt) { say("退出码", "Exit code") }
        node(.dd) { "\(code)" }
      }
      node(.dt) { say("主机与用户", "Host and user") }
      node(.dd) { named("\(run.host) · \(run.databaseUser)") }
      node(.dt) { say("程序版本", "Version") }
      node(.dd) { named(run.programVersion) }
    }
  }

  /// What the script of the page puts in its places.
  func progress(of run: RunRow) -> JSONValue {
    .object([
      ("state", .text(run.state)), ("state_text", .text(say(Vocabulary.runState(run.state)))),
      ("stage", .text(run.stage)), ("is_over", .bool(run.finishedAt != nil)),
      ("seconds_text", .text(say(seconds(run.seconds)))),
      ("submissions", .text(count(run.submissionsRead))), ("lines", .text(count(run.linesRead))),
      ("anomalies", .text(count(run.anomalyCount))),
    ])
  }
}
#endif
