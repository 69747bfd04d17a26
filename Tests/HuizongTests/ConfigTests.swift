import BudgetTestSupport
import Foundation
import Testing

/// What `huizong config show` says of settings and of what gives them.
@Suite struct ConfigTests {
  /// The settings by name, each as `value < source`.
  private func settings(
    _ arguments: [String] = [], _ environment: [String: String] = [:]
  ) async throws -> [String: String] {
    // Whatever the machine says of places is not said here: an empty one is none.
    let silent = ["PGHOST": "", "PGDATABASE": "", "PGUSER": ""]
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
    try folder.write(
      "services",
      """
      [budget]
      host=from.service.invalid
      dbname=night
      sslmode=prefer
      password=canary
      target_session_attrs=read-write
      connect_timeout=7
      """)
    let environment = [
      "PGSERVICEFILE": folder.path + "/services", "PGHOST": "db.invalid", "PGUSER": "reader",
      "PGSSLMODE": "verify-full", "PGPASSWORD": "another canary", "PGTARGETSESSIONATTRS": "any",
    ]
    var expected = [
      "service": "budget < --database", "host": "from.service.invalid < service budget",
      "dbname": "night < service budget", "user": "reader < PGUSER",
      "sslmode": "prefer < service budget", "password": "<redacted> < service budget",
      "target_session_attrs": "read-write < service budget", "connect_timeout": "10 < huizong",
    ]
    let named = try await settings(["--database", "service=budget"], environment)
    for (name, value) in expected { #expect(named[name] == value, "\(name)") }
    expected["service"] = "budget < PGSERVICE"
    let said = try await settings([], environment.merging(["PGSERVICE": "budget"]) { $1 })
    for (name, value) in expected { #expect(said[name] == value, "\(name)") }
  }

  @Test(arguments: [
    ["--database", "service=none"], ["--database", "postgresql:///?service=none"],
  ])
  func aServiceThatThereIsNotIsRefused(arguments: [String]) async throws {
    let program = try await Program.run(["config", "show"] + arguments)
    #expect(program.status == 78 && program.output == "", "\(program.messages)")
    #expect(program.messages.contains("none"))
  }

  /// Slips that people make: a whole connection string where the name of a database belongs.
  @Test(
    arguments: [
      ["PGDATABASE": "postgresql://u:canary@db.invalid/a"], ["PGOPTIONS": "-c x.password=canary"],
      ["PGHOST": "postgresql://u:canary@db.invalid"], ["PGSSLMODE": ""],
    ])
  func whatIsWronglySaidIsShownWithoutItsPassword(environment: [String: String]) async throws {
    let settings = try await settings([], environment)
    let source = try #require(environment.keys.first)
    #expect(settings.values.contains { $0.hasSuffix(" < \(source)") }, "\(settings)")
  }

  @Test func theHouseHasTheLastWordOnItsSessions() async throws {
    let settings = try await settings(
      ["--database", "host=db.invalid application_name=mine connect_timeout=3"])
    #expect(settings["application_name"] == "huizong < huizong")
    #expect(settings["connect_timeout"] == "3 < --database")
  }

  @Test func aPrivateServerIsNotStarted() async throws {
    let folder = try Scratch()
    let directory = folder.path + "/none"
    // However it is written, and whatever comes behind it.
    for option in [["--embedded", directory], ["--embedded=\(directory)"]] {
      let named = try await settings(option + ["--lang", "en"])
      #expect(named["embedded"] == "\(directory) < --embedded" && named["host"] == nil)
    }
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
