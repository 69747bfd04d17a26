import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// A sample district that is imported and published, as the tests of books and pages want it.
struct FiledDistrict {
  let conninfo: String

  /// What names the database to the program.
  var database: [String] { ["--database", conninfo] }

  /// The database of this test.
  init() { conninfo = TestDatabase.current.conninfo }

  /// Makes and files the district, and publishes it.
  func publish(units: Int = 14, years: String = "2021-2023", in folder: Scratch) async throws {
    let sample = folder.path + "/sample"
    for command in [
      ["sample", "--units", "\(units)", "--years", years, sample], ["import", sample] + database,
      ["run"] + database,
    ] {
      try await succeed(command)
    }
  }

  /// Publishes again after an edit; without one, the same once more.
  func publish(after edit: String? = nil) async throws {
    if let edit { try await execute(edit) }
    try await succeed(["run"] + (edit == nil ? ["--full"] : []) + database)
  }

  /// Does as an administrator does by hand.
  func execute(_ edit: String) async throws {
    let conninfo = conninfo
    try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo))
        .runScript(Statement(name: "edit", sql: edit))
    }
  }

  /// A text and a whole number a row.
  func rows(_ sql: String) async throws -> [(key: String, value: Int64)] {
    let conninfo = conninfo
    return try await onOwnThread {
      var found: [(key: String, value: Int64)] = []
      for row in try Connection(ConnectionSettings(conninfo: conninfo))
        .run(Statement(name: "test_query", sql: sql, shape: .rows))
      {
        found.append((try row.text(0), try row.int(1)))
      }
      return found
    }
  }

  /// Runs the program, which must end well.
  @discardableResult
  func succeed(_ arguments: [String]) async throws -> Program {
    let program = try await Program.run(arguments)
    #expect(program.status == 0, "\(arguments): \(program.messages)")
    return program
  }
}
