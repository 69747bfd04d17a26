import Testing

/// What needs no database: usage, help and hopeless connections.
@Suite struct UsageTests {
  @Test(arguments: [
    ["nosuch"], ["summary", "--year", "x"], ["summary", "--level", "目"],
    ["summary", "--subject", "20x"], ["summary", "--subject", "20101", "--level", "类"],
    ["summary", "--fund", "gold"],
    ["summary", "--year", "2023", "--years", "2022-2023"], ["summary", "--years", "2023-2022"],
    ["summary", "--in", "dollar"], ["anomalies", "--severity", "x"],
    ["anomalies", "--limit", "0"], ["anomalies", "--status", "x"], ["anomalies", "--cause", "x"],
    ["anomalies", "x"], ["answer", "1"], ["answer", "x", "--accept", "long enough"],
    ["answer", "1", "--accept", "so"], ["answer", "1", "--accept", "both", "--explain", "both"],
    ["answer", "1", "--accept", "long enough", "--valid-until", "2026-02-30"],
    ["answer", "1", "--accept", "long enough", "--valid-until", "tomorrow"],
    ["answer", "1", "--accept", "long enough", "--low", "1e9"],
    ["answer", "1", "--accept", "long enough", "--high", "1.00001"],
    ["answer", "1", "--accept", "long enough", "--low", "1", "--any-figure"],
    ["explain", "2023", "*"], ["explain", "2023", "*", "20x"],
    ["explain", "2023", "*", "201", "--by", "year"],
    ["explain", "2023", "*", "201", "--fund", "gold"],
    ["explain", "2023", "*", "201", "--by", "source"],
    ["explain", "2023", "*", "201", "--by", "line", "--comparable"],
    ["changes"], ["changes", "x"], ["changes", "0"], ["changes", "2026-02-30"],
    ["changes", "1", "2", "3"], ["changes", "1", "--cause", "x"], ["changes", "1", "--level", "目"],
    ["changes", "1", "--subject", "20x"], ["changes", "1", "--fund", "gold"],
    ["changes", "1", "--limit", "0"],
    ["changes", "1", "--subject", "20101", "--level", "类"],
    ["coverage", "--state", "x"], ["rerun", "2023"],
    ["rerun", "2023", "--reason", "abcd"], ["rerun", "1900", "--reason", "long enough"],
    ["close-year", "2023"], ["close-year", "2023", "--reason", "abcd"],
    ["reopen-year", "1900", "--reason", "long enough"],
    ["run", "--workers", "0"], ["watch", "--workers", "257"],
    ["watch", "2023"], ["run", "--requested", "--full"], ["run", "--year", "12"],
    ["sample", "--years", "2023-2019", "x"], ["import"],
    ["rollback", "1"], ["rollback", "x", "--reason", "long enough"],
    ["rollback", "1", "--reason", "so"], ["gc", "--keep", "0"], ["gc", "--days", "-1"],
    ["publications", "--limit", "0"], ["verify", "--year", "2023", "--rotate"],
    ["audit", "--limit", "0"], ["audit", "verify", "--noted", "1:abc"],
    ["export", "--format", "html"], ["export", "--in", "dollar"], ["export", "--fund", "gold"],
    ["export", "--returns"], ["export", "--returns", "--unit", "1", "--in", "yuan"],
    ["export", "--years", "2023-2022"], ["export", "--years", "1900"], ["export", "--output", ""],
    ["report", "--in", "dollar"], ["report", "--fund", "gold"], ["report", "--years", "1900"],
    ["report", "--output", ""], ["report", "--format", "csv"],
    ["serve", "--port", "70000"], ["serve", "--trusted-header", "X-Remote-User"],
    ["serve", "--host-name", "budget.example.org"],
    ["serve", "--trusted-header", "X-Remote-User", "--trusted-proxy", "127.0.0.1"],
    ["serve", "--trusted-header", "X Remote", "--trusted-proxy", "127.0.0.1", "--host-name", "a"],
    ["rules", "explain"], ["status", "--database", "a", "--embedded"],
    ["status", "--password", "x"],
  ])
  func wrongUsageIs64(arguments: [String]) async throws {
    let program = try await Program.run(arguments)
    #expect(program.status == 64, "\(program.messages)")
    #expect(program.output == "")
  }

  @Test(arguments: [
    "demo", "migrate", "sample", "import", "run", "rerun", "watch", "summary", "explain",
    "anomalies", "answer", "changes", "coverage", "status", "runs", "publications", "rollback",
    "gc", "verify", "audit", "check", "config", "rules", "close-year", "reopen-year", "export",
    "report", "serve",
  ])
  func helpHasExamples(command: String) async throws {
    let help = try await Program.run([command, "--help"])
    #expect(help.status == 0)
    #expect(help.output.contains("示例 Examples:"))
    #expect(help.output.contains("  huizong \(command)"))
  }

  @Test(
    arguments: [
      ("host=/nonexistent", 69), ("postgresql://localhost:1/x", 69),
      ("service=there-is-no-such-service", 78), ("host=", 69),
    ] as [(String, Int32)])
  func hopelessConnections(conninfo: String, status: Int32) async throws {
    let program = try await Program.run(
      ["status", "--json", "--database", conninfo], environment: ["PGHOST": "/nonexistent"])
    #expect(program.status == status, "\(program.messages)")
    #expect(program.messages.contains("提示:"))
    #expect(try program.document()["schema"] as? String == "huizong.error/1")
    #expect(try program.document()["exit_code"] as? Int32 == status)
  }

  @Test func passwordsStayHidden() async throws {
    let program = try await Program.run(
      ["status", "--database", "postgresql://u:geheim@localhost:1/%zz"])
    #expect(program.status != 0)
    #expect(!(program.output + program.messages).contains("geheim"))
  }

  @Test func languageIsChosen() async throws {
    let arguments = ["status", "--database", "host=/nonexistent"]
    let chosen = try await Program.run(arguments + ["--lang", "en"])
    let inherited = try await Program.run(arguments, environment: ["HUIZONG_LANG": "en"])
    #expect(chosen.messages.hasPrefix("error: "))
    #expect(inherited.messages.hasPrefix("error: "))
  }

  @Test func unwritableSampleIs73() async throws {
    let program = try await Program.run(["sample", "/nonexistent/folder"])
    #expect(program.status == 73, "\(program.messages)")
  }
}
