#if Console
import BudgetConsole
import BudgetTestSupport
import Foundation
import Testing

/// A run as it goes: the page follows it by server-sent events, to its end.
@Suite(.database, .serialized) struct RunEventTests {
  private static let stages = ["load", "validate", "consolidate", "detect", "publish"]

  init() async throws { try await Published.once() }

  @Test func stagesAreToldAsTheyCome() async throws {
    let id = try await beginRun()
    let text = try await Browser.visit({ $0.glance = .milliseconds(20) }) { browser in
      _ = try await browser.logIn(People.admin)
      let page = try await browser.get("/runs/\(id)")
      #expect(page.text.contains("src=\"/live.js\"") && page.text.contains("运行中"))
      // Who has scripts off sees it go on as well.
      #expect(
        page.text.contains("<noscript><meta http-equiv=\"refresh\" content=\"5\" /></noscript>"))
      async let events = browser.get("/runs/\(id)/events")
      for stage in Self.stages {
        try await Task.sleep(for: .milliseconds(150))
        try await District.execute("UPDATE control.run SET stage = '\(stage)' WHERE run_id = \(id)")
      }
      try await Task.sleep(for: .milliseconds(150))
      try await District.execute(
        """
        UPDATE control.run
        SET state = 'failed', finished_at = now(), exit_code = 70, lines_read = 1234
        WHERE run_id = \(id)
        """)
      return try await events.text
    }
    let told = text.matches(of: /"stage":"([a-z]+)"/).map { String($0.1) }
    #expect(told.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } } == Self.stages)
    let last = try #require(text.split(separator: "\n\n").last)
    #expect(last.hasPrefix("event: progress\ndata: {\"state\":\"failed\""), "\(last)")
    #expect(last.contains("\"is_over\":true") && last.contains("\"lines\":\"1,234\""))
  }

  /// A page that is left open keeps nobody logged in: the stream ends with the session.
  @Test func watchingIsNoRequest() async throws {
    let id = try await beginRun()
    let change: (inout ConsoleSettings) -> Void = {
      $0.glance = .milliseconds(50)
      $0.idleTime = .seconds(3)
    }
    try await Browser.visit(change) { browser in
      _ = try await browser.logIn(People.admin)
      let start = ContinuousClock.now
      let told = try await browser.get("/runs/\(id)/events").text
      #expect(told.contains("\"is_over\":false") && !told.contains("\"is_over\":true"))
      #expect(ContinuousClock.now - start < .seconds(30))
      #expect(try await browser.get("/").location == "/login")
      #expect(try await browser.get("/runs/\(id)/events").location == "/login")
    }
    try await end(id, "'failed', exit_code = 70")
  }

  @Test func aRunSaysItsEndInTheReadersLanguage() async throws {
    let id = try await beginRun()
    try await end(id, "'up_to_date', exit_code = 0, message = '输入没有变化,已发布的数字仍然有效'")
    try await Browser.visit { browser in
      _ = try await browser.logIn(People.admin)
      #expect(try await browser.get("/runs/\(id)").text.contains("输入没有变化"))
      let english = try await browser.get("/runs/\(id)?lang=en").text
      #expect(english.contains("nothing has changed") && !english.contains("输入没有变化"))
    }
  }

  @Test func aRealNightIsListedAndShown() async throws {
    try await Browser.visit { browser in
      _ = try await browser.logIn(People.admin)
      let list = try await browser.get("/runs")
      #expect(list.text.contains("href=\"/runs/1\"") && list.text.contains("已发布"))
      let page = try await browser.get("/runs/1")
      #expect(page.text.contains("id=\"stage-publish\" class=\"done\""), "\(page.text)")
      #expect(!page.text.contains("<script"))
      let events = try await browser.get("/runs/1/events")
      #expect(events.text.split(separator: "\n\n").count == 1)
    }
  }

  @Test func onlyAdministratorsWatch() async throws {
    try await Browser.visit { browser in
      _ = try await browser.logIn(People.analyst)
      #expect(try await browser.get("/runs/1/events").status == 403)
      #expect(try await browser.get("/runs/1").status == 403)
    }
  }

  private func end(_ id: String, _ state: String) async throws {
    try await District.execute(
      """
      UPDATE control.run
      SET finished_at = now(), state = \(state)
      WHERE run_id = \(id)
      """)
  }

  private func beginRun() async throws -> String {
    try await District.execute(
      """
      INSERT INTO control.run (
        fence_token, kind, program_version, input_source, host, stage
      )
      SELECT max(fence_token) + 1, 'night', 'test', 'tables', 'test', 'load'
      FROM control.run
      """)
    let ids = try await District.column("SELECT max(run_id)::text FROM control.run")
    return try #require(ids.first)
  }
}
#endif
