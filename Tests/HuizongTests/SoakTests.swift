import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// Many nights in a row, each with an edit, most of them in one process: what one leaves behind
/// adds up.
@Suite(.database, .serialized) struct SoakTests {
  private let conninfo = TestDatabase.current.conninfo
  private var database: [String] { ["--database", conninfo] }

  /// How the process and the database stand after some nights.
  private struct Reading {
    /// Since the process began.
    let night: Int
    let residentBytes: Int
    let openFiles: Int
    let databaseBytes: Int
    /// Schemas and tables of volumes that no publication names, and rows of runs that never ended.
    let orphans: Int
  }

  @Test func nightsLeaveNothingBehind() async throws {
    try await publish()
    let nights = LongRun.steps("soak", normally: 8, long: 1000)
    let pace = min(10, max(1, nights.count / 2))
    let (conninfo, database) = (conninfo, database)
    let readings = try await onOwnThread {
      var readings: [Reading] = []
      let watch = try Program(Program.path, ["watch"] + database) { process in
        defer { kill(process.processIdentifier, SIGTERM) }
        let desk = Desk(conninfo: conninfo, watch: process)
        try desk.awaitWatch()
        for (turn, step) in nights.enumerated() {
          let night = step + 1
          try desk.execute(Self.edit(night))
          try desk.wait(until: "done published", of: desk.ask(for: 2022 + night % 2))
          guard (turn + 1).isMultiple(of: pace) else { continue }
          try desk.awaitWatch()
          try Self.sweepUp(database, desk)
          readings.append(try Self.reading(turn + 1, process, desk))
        }
      }
      #expect(watch.status == 0, "\(watch.messages)")
      return readings
    }
    try expectSteady(readings)
  }

  private func expectSteady(_ readings: [Reading]) throws {
    let (first, last) = (try #require(readings.first), try #require(readings.last))
    let slope = Self.slope(readings.dropFirst(readings.count / 5))
    tell(
      "\(last.night) nights: resident \(first.residentBytes >> 20) MB after \(first.night), "
        + "\(last.residentBytes >> 20) MB at last, \(slope * 100 / 1_048_576) MB in 100 nights; "
        + "open files \(first.openFiles), \(last.openFiles); database "
        + "\(first.databaseBytes >> 10) kB, \(last.databaseBytes >> 10) kB; "
        + "orphans \(readings.map(\.orphans).max() ?? -1)")
    #expect(readings.allSatisfy { $0.orphans == 0 })
    #expect(readings.allSatisfy { $0.openFiles <= first.openFiles + 2 })
    // A few nights still fill the pages of tables that keep a row for each.
    let room = last.night >= 500 ? 0 : 2 << 20
    #expect(last.databaseBytes < first.databaseBytes * 105 / 100 + room)
    #expect(last.residentBytes < first.residentBytes + 32 << 20)
    // A few nights say nothing of a slope.
    if last.night >= 500 { #expect(slope * 100 < 1_048_576) }
  }

  /// Bytes a night, by least squares.
  private static func slope(_ readings: ArraySlice<Reading>) -> Int {
    let count = readings.count
    let nights = readings.reduce(0) { $0 + $1.night }
    let bytes = readings.reduce(0) { $0 + $1.residentBytes }
    let (above, below) = readings.reduce(into: (0, 0)) { sums, reading in
      let distance = reading.night * count - nights
      sums.0 += distance * (reading.residentBytes * count - bytes)
      sums.1 += distance * distance
    }
    return below == 0 ? 0 : above / below
  }

  /// An amount, a submission that goes or comes back, or a name.
  private static func edit(_ night: Int) -> String {
    let amount = """
      UPDATE intake.line
      SET actual = actual + 1
      WHERE functional_code <> '*'
        AND (submission_id + line_no) % 7 = \(night) % 7
      """
    switch night % 5 {
    case 1:
      return amount + """
        ; UPDATE intake.submission
        SET status = CASE status WHEN 'accepted' THEN 'withdrawn' ELSE 'accepted' END
        WHERE submission_id % 11 = \(night) % 11
        """
    case 3:
      return amount + "; UPDATE reference.unit SET name = left(name, 8) || \(night)"
    default: return amount
    }
  }

  /// A whole night, and what nobody keeps goes.
  private static func sweepUp(_ database: [String], _ desk: Desk) throws {
    for arguments in [["run"], ["gc", "--keep", "3", "--days", "0"]] {
      let program = try Program(Program.path, arguments + database)
      #expect(program.status == 0, "\(program.messages)")
    }
    try Connection(ConnectionSettings(conninfo: desk.conninfo))
      .run(Statement(name: "vacuum", sql: "VACUUM"))
  }

  private static func reading(_ night: Int, _ process: Process, _ desk: Desk) throws -> Reading {
    let folder = "/proc/\(process.processIdentifier)"
    let pages =
      try String(contentsOfFile: folder + "/statm", encoding: .utf8)
      .split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/fd")
    let connection = try Connection(ConnectionSettings(conninfo: desk.conninfo))
    func number(_ sql: String) throws -> Int { Int(try connection.text(sql)) ?? -1 }
    return Reading(
      night: night, residentBytes: pages * Int(sysconf(Int32(_SC_PAGESIZE))),
      openFiles: files.count,
      databaseBytes: try number("SELECT pg_database_size(current_database())::text"),
      orphans: try number(orphans))
  }

  private static let orphans = """
    SELECT (
      (
        SELECT count(*)
        FROM pg_namespace
        WHERE nspname ~ '^volume_[0-9]+$'
          AND nspname NOT IN (
            SELECT 'volume_' || volume_id
            FROM control.publication_year
          )
      ) + (
        SELECT count(*)
        FROM control.run
        WHERE state IN ('running', 'staged')
      )
    )::text
    """

  private func publish() async throws {
    try await setUpRoles()
    let folder = try Scratch()
    for arguments in [
      ["sample", "--units", "5", "--years", "2022-2023", folder.path],
      ["import", folder.path] + database, ["run", "--full"] + database,
    ] {
      let program = try await Program.run(arguments)
      #expect(program.status == 0, "\(program.messages)")
    }
  }
}
