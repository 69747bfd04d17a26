import BudgetTestSupport
import Foundation
import Testing

/// The log for programs: an object a line, whatever happens.
@Suite(.database, .serialized) struct LogTests {
  private let database = ["--database", TestDatabase.current.conninfo]

  @Test func nightIsToldInObjects() async throws {
    let folder = try Scratch()
    let log = ["--log-format", "json"]
    _ = try await Program.run(["sample", "--units", "4", "--years", "2022-2023", folder.path])
    _ = try await Program.run(["import", folder.path] + database)
    let run = try await Program.run(["run"] + database + log)
    #expect(run.status == 0, "\(run.messages)")
    let lines = try lines(of: run)
    let stages = lines.compactMap { $0["stage"] as? String }
    #expect(stages.contains("load") && stages.contains("publish"))
    #expect(Set(lines.compactMap { $0["run_id"] as? Int }).count == 1)
    let verified = try await Program.run(["verify"] + database + log)
    #expect(try !self.lines(of: verified).isEmpty)
  }

  /// An error is an object, too, by the option and by the setting, and hides what is secret.
  @Test func failureIsAnObject() async throws {
    let run = try await Program.run(
      ["run", "--retries", "0", "--database", "host=/nowhere password=geheim user=x"],
      environment: ["HUIZONG_LOG_FORMAT": "json"])
    #expect(run.status == 69)
    let error = try #require(try lines(of: run).last)
    #expect(error["level"] as? String == "error")
    let fields = error["fields"] as? [String: Any]
    #expect(fields?["exit_code"] as? Int == 69)
    #expect(fields?["code"] as? String == "database_unavailable")
    #expect(!run.messages.contains("geheim"))
  }

  /// A name that would end a line, close a string or turn the writing direction.
  @Test func hostileNamesStayInTheirString() async throws {
    let name = "/nowhere/\"}\n{\"level\":\"info\u{202E}\u{1B}[31m\\"
    let run = try await Program.run(["import", name, "--log-format", "json"] + database)
    #expect(run.status == 65)
    let lines = try lines(of: run)
    #expect(lines.count == 1)
    #expect((lines.first?["message"] as? String)?.contains("\u{202E}") == true)
    #expect(!run.messages.contains("\u{202E}") && !run.messages.contains("\u{1B}"))
  }

  @Test func unknownFormatIsNoSecret() async throws {
    let wrong = try await Program.run(["run", "--log-format", "xml"] + database)
    #expect(wrong.status == 64)
    for (language, words) in [
      ("en", "HUIZONG_LOG_FORMAT=xml: neither text nor json, so text"),
      ("zh", "HUIZONG_LOG_FORMAT=xml: 既不是 text 也不是 json,按 text 处理"),
    ] {
      let setting = try await Program.run(
        ["status"] + database,
        environment: ["HUIZONG_LOG_FORMAT": "xml", "HUIZONG_LANG": language])
      #expect(setting.status == 0)
      #expect(setting.messages.contains(words), "\(setting.messages)")
    }
  }

  /// Each line of stderr as an object of the known shape.
  private func lines(of run: Program) throws -> [[String: Any]] {
    try run.messages.split(separator: "\n").map { line in
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      let object = try #require(value as? [String: Any], "\(line)")
      let keys = ["fields", "level", "message", "run_id", "stage", "time"]
      #expect(object.keys.sorted() == keys)
      let time = object["time"] as? String ?? ""
      #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil, "\(time)")
      return object
    }
  }
}
