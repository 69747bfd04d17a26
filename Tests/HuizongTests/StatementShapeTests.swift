import BudgetStore
import BudgetTestSupport
import EmbeddedPostgres
import Foundation
import PostgresClient
import Testing

/// Z3. Whatever is written, the server is asked the same: of 200 hostile names it analyses no
/// statement, within functions or without, that it did not know from harmless ones.
@Suite(.serialized) struct StatementShapeTests {
  @Test func hostileTextsMakeNoOtherStatements() async throws {
    let server = try await EmbeddedPostgres.temporary()
    let conninfo = try #require(server.conninfo(database: "postgres"))
    try await onOwnThread {
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      // Not in one script, which is one transaction.
      for setting in settings { try connection.run(Statement(name: "set", sql: setting)) }
    }
    try await server.stop()
    try await server.start()
    let (harmless, strange, count) = try await onOwnThread {
      _ = try ShakenDistrict.published(in: conninfo)
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      try connection.runScript(
        Statement(name: "count", sql: "CREATE EXTENSION pg_stat_statements SCHEMA public"))
      for year in 2100..<2105 { try ask("name \(year)", year, on: connection) }
      let harmless = try connection.run(shapes).map { try $0.text("shape") }
      for (number, name) in HostileNames.all.enumerated() {
        try ask(name, 2200 + number, on: connection)
      }
      let all = try connection.run(shapes)
      let calls = try all.map { try $0.int("calls") }.reduce(0, +)
      let strange = try all.map { try $0.text("shape") }.filter { !harmless.contains($0) }
      return (harmless.count, strange, calls)
    }
    #expect(strange == [])
    #expect(harmless >= 8 && count > 200 * 8, "\(harmless) statements, \(count) calls")
    try await server.stop()
  }
}

/// Asks with a text wherever people may write one.
private func ask(_ text: String, _ year: Int, on connection: borrowing Connection) throws {
  _ = try RerunDesk.request(fiscalYear: year, reason: "because " + text, on: connection)
  _ = try AuditReader.rows(limit: 1, action: text, on: connection)
  _ = try CoverageReader.rows(fiscalYear: 2023, unitCodes: [text], states: [text], on: connection)
  for isComparable in [false, true] {
    var filter = SummaryFilter(
      fiscalYear: 2023, unitCode: text, fundType: text, subjectCode: text, subjectDigits: 3)
    filter.isComparable = isComparable
    _ = try SummaryReader.rows(filter, on: connection)
  }
  do {
    _ = try ClosingDesk.close(fiscalYear: 1950, reason: "because " + text, on: connection)
    throw Unexpected(messages: "a year without figures was closed")
  } catch let error as PostgresError {
    guard error.place.constraint == "closed_year_is_published" else { throw error }
  }
}

private let settings = [
  "ALTER SYSTEM SET shared_preload_libraries = pg_stat_statements",
  "ALTER DATABASE postgres SET pg_stat_statements.track = 'all'",
]

private let shapes = Statement(
  name: "shapes",
  sql: """
    SELECT queryid || ' ' || query AS shape, calls
    FROM public.pg_stat_statements
    WHERE query NOT LIKE '%pg_stat_statements%'
    ORDER BY queryid
    """, shape: .rows)
