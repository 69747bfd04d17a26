import BudgetStore
import Foundation
import PostgresClient
import Synchronization

/// A small published district whose books go back and forth between two states, so that every night
/// has something to publish and its result is known before; every call blocks.
struct ShakenDistrict: Sendable {
  /// What readers see of one state of the books.
  struct State: Equatable, Sendable {
    let digest: String
    /// The fingerprint of all that readers can look at.
    let seen: String
  }

  let conninfo: String
  /// As filed, and with one more in a line of each submission of the first year, printed with as
  /// many decimals; the second year is set beside it.
  let states: [State]

  private var database: [String] { ["--database", conninfo] }

  /// The district of each database.
  private static let known = Mutex<[String: ShakenDistrict]>([:])

  /// The district of a database, made when the first test of a suite asks for it.
  static func published(in conninfo: String) throws -> ShakenDistrict {
    if let district = known.withLock({ $0[conninfo] }) { return district }
    let district = try ShakenDistrict(conninfo)
    known.withLock { $0[conninfo] = district }
    return district
  }

  /// Files the district, and publishes it undisturbed in both states.
  private init(_ conninfo: String) throws {
    let folder = try Scratch()
    for arguments in [
      ["migrate", "--database", conninfo],
      ["sample", "--units", "1", "--years", "2022-2023", folder.path],
    ] { try Self.succeed(arguments) }
    // Most of a small night would be reading them.
    try FileManager.default.removeItem(at: folder.url.appending(path: "formula_rule.csv"))
    try Self.succeed(["import", folder.path, "--database", conninfo])
    self.conninfo = conninfo
    let connection = try Connection(ConnectionSettings(conninfo: conninfo))
    try connection.runScript(.rememberLines)
    var states: [State] = []
    for state in [0, 1, 0] {
      try connection.run(.editLines, [.int(Int64(state))])
      try Self.succeed(["run", "--database", conninfo])
      states.append(try connection.shown())
    }
    guard states[0] == states[2], states[0].digest != states[1].digest,
      states[0].seen != states[1].seen
    else { throw Unexpected(messages: "the two states are not apart: \(states)") }
    self.states = Array(states.prefix(2))
  }

  @discardableResult
  private static func succeed(_ arguments: [String]) throws -> Program {
    let program = try Program(Program.path, arguments)
    guard program.status == 0 else { throw Unexpected(messages: program.messages) }
    return program
  }

  /// Changes the books to the state that readers do not see, unless they are there already.
  ///
  /// - Returns: What they see, and what they are to see.
  func edit(on connection: borrowing Connection) throws -> (old: State, new: State) {
    let digest = try connection.text("SELECT digest FROM summary.publication")
    guard let state = states.firstIndex(where: { $0.digest == digest }) else {
      throw Unexpected(messages: "readers see what was never published whole")
    }
    try connection.run(.editLines, [.int(Int64(1 - state))])
    return (states[state], states[1 - state])
  }

  /// Runs a night, with an order for a failpoint and with `meanwhile` happening.
  func run(
    _ order: String? = nil, meanwhile: (Process) throws -> Void = { _ in }
  ) throws -> Program {
    let order = order.map { ["HUIZONG_FAILPOINT": $0, "HUIZONG_ALLOW_FAILPOINTS": "1"] }
    return try Program(
      Program.path, ["run", "--retries", "0", "--json"] + database, environment: order ?? [:],
      meanwhile: meanwhile)
  }

  /// Runs a night that is held at a place while `body` happens, and then goes on.
  func runHeld(
    _ place: String, while body: (Process) throws -> Void
  ) throws -> Program {
    let folder = try Scratch()
    let file = folder.url.appending(path: "held")
    return try run("\(place):hold:\(file.path())") { process in
      defer { try? FileManager.default.removeItem(at: file) }
      try wait("\(place) is reached") {
        guard process.isRunning else { throw Unexpected(messages: "\(place) was not reached") }
        return FileManager.default.fileExists(atPath: file.path())
      }
      try body(process)
    }
  }

  /// Runs an undisturbed night, and tells what is not as it must be after it.
  func expectANormalNight(
    _ new: State, on connection: borrowing Connection
  ) throws -> [String] {
    let next = try run()
    guard next.status == 0 else { return ["the next night: \(next.status) \(next.messages)"] }
    var broken = try connection.brokenInvariants() + connection.leftovers()
    if try connection.shown() != new { broken.append("the next night shows something else") }
    return broken
  }
}

/// Asks until the answer is yes, for a minute at most.
func wait(_ what: String, until holds: () throws -> Bool) throws {
  let deadline = ContinuousClock.now + .seconds(60)
  while try !holds() {
    guard ContinuousClock.now < deadline else { throw Unexpected(messages: "never: \(what)") }
    usleep(3_000)
  }
}

/// Something that the test cannot go on after.
struct Unexpected: Error {
  let messages: String
}

extension Statement {
  fileprivate static let rememberLines = Statement(
    name: "remember_lines",
    sql: """
      CREATE TABLE public.filed AS
      SELECT DISTINCT ON (submission_id) submission_id, line_no, actual
      FROM intake.line
      JOIN intake.submission USING (submission_id)
      WHERE fiscal_year = 2022
        AND section = 'functional'
        AND actual IS NOT NULL
      ORDER BY submission_id, length(functional_code) DESC, line_no
      """)
  fileprivate static let editLines = Statement(
    name: "edit_lines",
    sql: """
      UPDATE intake.line
      SET actual = filed.actual + $1::integer
      FROM public.filed
      WHERE (filed.submission_id, filed.line_no) = (line.submission_id, line.line_no)
        AND line.actual <> filed.actual + $1::integer
      """)
}
