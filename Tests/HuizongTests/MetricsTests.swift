import BudgetTestSupport
import Foundation
import Testing

/// What commands leave for a monitor, and that a failure leaves it, too.
@Suite(.database, .serialized) struct MetricsTests {
  private let database = ["--database", TestDatabase.current.conninfo]

  @Test func nightTellsHowItWent() async throws {
    let folder = try Scratch()
    try await succeed(["sample", "--units", "4", "--years", "2022-2023", folder.path])
    try await succeed(["import", folder.path] + database)
    let options = ["--metrics", folder.path] + database
    try await succeed(["run", "--full"] + options)
    try await checkMetrics(folder, "huizong-run.prom")
    let published = try samples(folder, "huizong-run.prom")
    #expect(published["huizong_exit_code{command=\"run\"}"] == "0")
    let id = try #require(published["huizong_publication_id{command=\"run\"}"])
    #expect((Int(id) ?? 0) > 0)
    for sample in [
      "huizong_stage_duration_seconds{command=\"run\",stage=\"publish\"}",
      "huizong_submissions{command=\"run\",state=\"effective\"}",
      "huizong_submissions{command=\"run\",state=\"late\"}",
      "huizong_submissions{command=\"run\",state=\"missing\"}",
      "huizong_anomalies{command=\"run\",severity=\"error\"}",
      "huizong_read_lines{command=\"run\"}", "huizong_read_lines_per_second{command=\"run\"}",
      "huizong_duration_seconds{command=\"run\"}",
    ] {
      #expect(published[sample] != nil, "\(sample)")
    }
    let success = try #require(
      published["huizong_last_success_timestamp_seconds{command=\"run\"}"].flatMap(Double.init))
    #expect(abs(success - Date().timeIntervalSince1970) < 60)

    try await staysBesideAFailure(folder, published)
    try await tellsOfTheOtherSteps(folder, options)
    try await runsWithoutAFolder()
    try await tellsWhatOthersLeftUntold()
  }

  /// The database is gone: what was known of it stays, and how it ended is new.
  private func staysBesideAFailure(_ folder: Scratch, _ before: [String: String]) async throws {
    let failed = try await Program.run(
      ["run", "--retries", "0", "--database", "host=/nowhere"],
      environment: ["HUIZONG_METRICS": folder.path])
    #expect(failed.status == 69)
    try await checkMetrics(folder, "huizong-run.prom")
    var after = try samples(folder, "huizong-run.prom")
    #expect(after.removeValue(forKey: "huizong_exit_code{command=\"run\"}") == "69")
    var kept = before
    for name in ["exit_code", "last_attempt_timestamp_seconds", "duration_seconds"] {
      kept["huizong_\(name){command=\"run\"}"] = nil
      after["huizong_\(name){command=\"run\"}"] = nil
    }
    #expect(after == kept)
  }

  private func tellsOfTheOtherSteps(_ folder: Scratch, _ options: [String]) async throws {
    try await succeed(["verify", "--rotate"] + options)
    try await succeed(["audit", "verify"] + options)
    try await succeed(["run", "--requested"] + options)
    for (file, command) in [
      ("huizong-verify.prom", "verify"), ("huizong-audit-verify.prom", "audit-verify"),
      ("huizong-rerun.prom", "rerun"),
    ] {
      try await checkMetrics(folder, file)
      #expect(try samples(folder, file)["huizong_exit_code{command=\"\(command)\"}"] == "0")
    }
    // The collector is another user's, and takes no two samples of one name.
    let all = try await Program.bash(
      "umask 077; stat -c %a \"$1\"/*.prom | sort -u; grep -hv '^#' \"$1\"/*.prom | "
        + "sed 's/ .*//' | sort | uniq -d", [folder.path])
    #expect(all.output == "644\n")
  }

  /// A night is a night, whether a monitor can be told or not.
  private func runsWithoutAFolder() async throws {
    let folder = try Scratch()
    try folder.write("file", "")
    let file = folder.url.appending(path: "file").path()
    for (place, chinese, english) in [
      ("/nowhere", "文件夹不存在", "its folder does not exist"),
      (file, "上级路径不是文件夹", "what should be its folder is none"),
    ] {
      let path = place + "/huizong-run.prom"
      for (language, words) in [
        ("zh", "未能写出监控指标:无法写出 \(path):\(chinese)\n"),
        ("en", "no metrics: cannot write \(path): \(english)\n"),
      ] {
        let run = try await succeed(["run", "--metrics", place, "--lang", language] + database)
        #expect(run.messages.contains(words), "\(run.messages)")
      }
    }
  }

  /// A folder that no run has written to, with a Chinese name and a blank: a dry run leaves it
  /// empty, a failure tells of itself alone, and a run that finds nothing to do tells what an
  /// earlier one has published, which told nobody.
  private func tellsWhatOthersLeftUntold() async throws {
    let parent = try Scratch()
    let folder = parent.url.appending(path: "监控 指标", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let path = folder.path(percentEncoded: false)
    func files() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: path)
    }
    try await succeed(["run", "--dry-run", "--metrics", path] + database)
    #expect(try files() == [])
    let failed = try await Program.run(
      ["run", "--retries", "0", "--database", "host=/nowhere", "--metrics", path])
    #expect(failed.status == 69)
    #expect(try files() == ["huizong-run.prom"])
    let file = "监控 指标/huizong-run.prom"
    let failure = try samples(parent, file)
    #expect(failure["huizong_exit_code{command=\"run\"}"] == "69")
    #expect(failure["huizong_last_success_timestamp_seconds{command=\"run\"}"] == nil)
    #expect(failure["huizong_publication_id{command=\"run\"}"] == nil)
    try await succeed(["run", "--full"] + database)
    #expect(try samples(parent, file) == failure)
    let idle = try await succeed(["run", "--metrics", path] + database)
    #expect(idle.messages.contains("无变化") || idle.output.contains("无变化"), "\(idle.output)")
    try await checkMetrics(parent, file)
    let told = try samples(parent, file)
    #expect(told["huizong_exit_code{command=\"run\"}"] == "0")
    let id = told["huizong_publication_id{command=\"run\"}"].flatMap { Int($0) }
    #expect((id ?? 0) > 0)
    #expect(told["huizong_submissions{command=\"run\",state=\"effective\"}"] != nil)
  }

  private func checkMetrics(_ folder: Scratch, _ file: String) async throws {
    let check = try await Program.bash(
      "\"$1\" check metrics <\"$2\"",
      [checkout + "/.build/checks/bin/promtool", folder.path + "/" + file])
    #expect(check.status == 0, "\(check.output)\(check.messages)")
    #expect(check.output + check.messages == "")
  }

  private func samples(_ folder: Scratch, _ file: String) throws -> [String: String] {
    let lines = try folder.text(file).split(separator: "\n").filter { !$0.hasPrefix("#") }
    return Dictionary(
      uniqueKeysWithValues: lines.map { line in
        let parts = line.split(separator: " ").map(String.init)
        return (parts[0], parts[1])
      })
  }

  @discardableResult
  private func succeed(_ arguments: [String]) async throws -> Program {
    let run = try await Program.run(arguments)
    #expect(run.status == 0, "\(run.messages)")
    return run
  }
}
