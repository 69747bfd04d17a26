import BudgetTestSupport
import Foundation
import Testing

/// What `huizong config show` says of settings and of what gives them.
@Suite struct ConfigTests {
  /// The settings by name, each as `value < source`.
  private func settings(
    _ arguments: [String] = [], _ environment: [String: String] = [:]
  ) async throws -> [String: String] {
    // Whatever the machine says is said otherwise here.
    let silent = ["PGHOST": "", "PGDATABASE": "", "PGUSER": "", "PGSSLMODE": ""]
    let program = try await Program.run(
      ["config", "show", "--json"] + arguments,
      environment: silent.merging(environment) { $1 })
    #expect(program.status == 0, "\(program.messages)")
    #expect(!(program.output + program.messages).contains("canary"))
    let rows = try #require(try program.document()["settings"] as? [[String: String]])
    return rows.reduce(into: [:]) { settings, row in
      settings[row["name"] ?? ""] = "\(row["value"] ?? "") < \(row["source"] ?? "")"
    }
  }

  @Test func eachSettingNamesWhatGivesIt() async throws {
    let settings = try await settings(
      ["--patience", "30", "--lang", "en"],
      [
        "PGHOST": "db.invalid", "PGPASSWORD": "canary", "PGSSLMODE": "verify-full",
        "HUIZONG_LOG_FORMAT": "json", "HUIZONG_METRICS": "/nowhere",
      ])
    let expected = [
      "host": "db.invalid < PGHOST", "port": "5432 < default",
      "password": "<redacted> < PGPASSWORD", "sslmode": "verify-full < PGSSLMODE",
      "connect_timeout": "10 < huizong", "patience_seconds": "30 < --patience",
      "lang": "en < --lang", "log_format": "json < HUIZONG_LOG_FORMAT",
      "metrics": "/nowhere < HUIZONG_METRICS",
    ]
    for (name, value) in expected { #expect(settings[name] == value, "\(name)") }
    #expect(settings["failpoint"] == nil)
  }

  @Test func aServiceFileComesBeforeTheEnvironment() async throws {
    let folder = try Scratch()
    try folder.write("services", "[budget]\nhost=from.service.invalid\nport=5432\ndbname=night\n")
    let settings = try await settings(
      ["--database", "service=budget"],
      ["PGSERVICEFILE": folder.path + "/services", "PGHOST": "db.invalid", "PGUSER": "reader"])
    let expected = [
      "service": "budget < --database", "host": "from.service.invalid < service budget",
      "dbname": "night < service budget", "user": "reader < PGUSER", "port": "5432 < default",
    ]
    for (name, value) in expected { #expect(settings[name] == value, "\(name)") }
  }

  @Test func aPrivateServerIsNotStarted() async throws {
    let folder = try Scratch()
    let named = try await settings(["--embedded", folder.path + "/none"])
    #expect(named["embedded"] == "\(folder.path)/none < --embedded" && named["host"] == nil)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/none"))
  }

  @Test func peopleReadATable() async throws {
    let program = try await Program.run(
      ["config", "show", "--database", "host=db.invalid"],
      environment: ["HUIZONG_FAILPOINT": "", "HUIZONG_ALLOW_FAILPOINTS": "1"])
    #expect(program.output.contains(/host +db\.invalid +--database/), "\(program.output)")
    #expect(program.output.contains(/allow_failpoints +1 +HUIZONG_ALLOW_FAILPOINTS/))
    #expect(program.output.contains("来源") && program.output.contains("默认"))
  }

  @Test func whatCannotBeReadIsRefused() async throws {
    let program = try await Program.run(["config", "show", "--database", "host=a nonsense"])
    #expect(program.status == 78 && program.output == "", "\(program.messages)")
  }
}
