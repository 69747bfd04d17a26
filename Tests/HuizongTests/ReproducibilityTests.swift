import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// One input, one digest and the same bytes: whatever the number of workers, the order of rows, the
/// time zone and the language of the machine.
@Suite(.database, .serialized) struct ReproducibilityTests {
  private let conninfo = TestDatabase.current.conninfo
  private var database: [String] { ["--database", conninfo] }

  private static let workers = [1, 2, 3, 8]
  private static let orders = [
    "submission_id, line_no", "submission_id DESC, line_no DESC", "line_no, submission_id",
    "functional_code, actual, submission_id", "md5(concat_ws('/', submission_id, line_no))",
  ]
  private static let zones = ["UTC", "Asia/Shanghai", "America/New_York"]
  private static let locales = ["C", "zh_CN.GB18030"]

  @Test func everyWayGivesTheSame() async throws {
    let folder = try Scratch()
    let locales = try Scratch()
    try Self.makeLocale(Self.locales[1], in: locales)
    for command in [
      ["sample", "--units", "6", "--years", "2022-2023", folder.path],
      ["import", folder.path] + database,
    ] {
      let program = try await Program.run(command)
      #expect(program.status == 0, "\(program.messages)")
    }
    // Wherever they go on, the first way is what the others are held to.
    let known = try await results(ofTurn: 0, locales)
    for turn in LongRun.steps("orders", normally: 3, long: Self.wayCount) where turn > 0 {
      let found = try await results(ofTurn: turn, locales)
      #expect(found.digest == known.digest, "\(found.about)")
      for (again, before) in zip(found.exports, known.exports) {
        #expect(again.utf8.elementsEqual(before.utf8), "\(found.about): \(again.prefix(80))")
      }
    }
  }

  private static let wayCount = workers.count * orders.count * zones.count * locales.count

  /// What a machine of another kind makes of the same publication, as a file.
  private func files(_ machine: [String: String]) async throws -> [Data] {
    let folder = try Scratch()
    var files: [Data] = []
    for (command, name) in [("export", "a.xlsx"), ("report", "a.html")] {
      let path = folder.url.appending(path: name).path()
      let program = try await run([command, "--output", path], machine)
      #expect(program.status == 0, "\(program.messages)")
      files.append(try Data(contentsOf: URL(filePath: path)))
    }
    return files
  }

  /// What one way gives, and which it is.
  private func results(
    ofTurn turn: Int, _ locales: Scratch
  ) async throws -> (digest: String, exports: [String], about: String) {
    // 37 has no divisor in common with the number of ways: each comes once, and few differ much.
    let way = turn * 37 % Self.wayCount
    let order = Self.orders[way / 24]
    try await execute(
      """
      CREATE TABLE public.ordered AS TABLE intake.line;
      TRUNCATE intake.line;
      INSERT INTO intake.line SELECT * FROM public.ordered ORDER BY \(order);
      DROP TABLE public.ordered;
      """)
    let machine = [
      "TZ": Self.zones[way / 2 % 3], "LC_ALL": Self.locales[way % 2], "LOCPATH": locales.path,
    ]
    let workers = Self.workers[way / 6 % 4]
    let night = try await run(["run", "--full", "--json", "--workers", "\(workers)"], machine)
    #expect(night.status == 0, "\(night.messages)")
    let about = "\(workers) workers, \(order), \(machine)"
    let exports = try await exports(machine)
    #expect(exports.allSatisfy { $0.utf8.count > 200 }, "\(about)")
    #expect(try await files(machine) == files([:]), "\(about)")
    return (try #require(try night.document()["digest"] as? String), exports, about)
  }

  /// Makes a locale of glibc that the machine need not have: without it, the name alone would mean
  /// nothing but C.
  private static func makeLocale(_ name: String, in folder: Scratch) throws {
    let parts = name.split(separator: ".").map(String.init)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/localedef")
    process.arguments = ["-i", parts[0], "-f", parts[1], "\(folder.path)/\(name)"]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "localedef needs the package locales")
  }

  /// What people take away, without the number and the time of the publication.
  private func exports(_ machine: [String: String]) async throws -> [String] {
    var exports: [String] = []
    for command in [
      ["summary", "--csv"], ["summary", "--json"], ["coverage", "--all", "--csv"],
      ["summary", "--comparable", "--years", "2022-2023", "--csv"],
      ["explain", "2023", "*", "*", "--csv"],
    ] {
      let program = try await run(command, machine)
      #expect(program.status == 0, "\(command): \(program.messages)")
      let lines = program.output.split(separator: "\n", omittingEmptySubsequences: false)
      exports.append(
        lines.filter { line in
          !["publication_id", "published_at", "\"run_id\""].contains { line.contains($0) }
        }
        .joined(separator: "\n"))
    }
    let anomalies = try await run(["anomalies", "--json"], machine).document()
    let rows = anomalies["rows"] as? [[String: Any]] ?? []
    let stable = rows.map { row in
      row.filter { !$0.key.hasSuffix("publication_id") && !$0.key.hasSuffix("_at") }
        .filter { $0.key != "status" }
    }
    exports.append(
      String(
        decoding: try JSONSerialization.data(withJSONObject: stable, options: .sortedKeys),
        as: UTF8.self))
    return exports
  }

  private func run(_ arguments: [String], _ machine: [String: String]) async throws -> Program {
    try await Program.run(arguments + database, environment: machine)
  }

  private func execute(_ sql: String) async throws {
    let conninfo = conninfo
    try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo))
        .runScript(Statement(name: "reorder", sql: sql))
    }
  }
}
