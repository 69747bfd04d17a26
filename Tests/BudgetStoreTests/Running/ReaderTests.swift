import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import Synchronization
import Testing

/// What readers see while publications follow one another.
@Suite(.database, .serialized)
struct ReaderTests {
  private static let district = HandWrittenDistrict(
    units: (1...20).map { "U\($0),2000,," }.joined(separator: "\n"),
    submissions: (1...20).map { "\($0),U\($0),2023,final_account,1,accepted,yuan" }
      .joined(separator: "\n"),
    lines: (1...20).map { "\($0),1,2010101,general,basic,,,\($0).50" }.joined(separator: "\n"))

  @Test func neverSeeTwoPublicationsInOneQuery() async throws {
    try await Self.district.file()
    try await runNight(nightRequest(isFull: true))
    let looks = try await looksWhilePublishing(nights: 20) { connection in
      [try look(connection)]
    }
    #expect(Set(looks) == ["1 0.00"])
    #expect(looks.count > 20)
    let total = try await column("SELECT total_actual FROM summary.publication")
    // 1.5 + … + 20.5, and 210 × (1 + … + 20).
    #expect(total == ["44320.00"])
  }

  /// The first statement opens none of the tables that volumes are attached to and detached from.
  @Test func neverLoseTheirPublicationInALongTransaction() async throws {
    try await Self.district.file()
    try await runNight(nightRequest(isFull: true))
    let looks = try await looksWhilePublishing(nights: 20) { connection in
      try connection.transaction(.repeatableRead(readOnly: true)) { connection in
        let total = try connection.run(readTotal)[0].text("total")
        var looks: [String] = []
        for _ in 1...4 {
          try connection.run(pause)
          let isSame = try connection.run(readTotal)[0].text("total") == total
          looks.append(try isSame ? look(connection) : "another publication")
        }
        return looks
      }
    }
    #expect(Set(looks) == ["1 0.00"])
    #expect(looks.count > 20)
  }

  /// Looks again and again, over one connection, while publications follow one another.
  private func looksWhilePublishing(
    nights: Int, _ look: @escaping @Sendable (borrowing Connection) throws -> [String]
  ) async throws -> [String] {
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let isOver = Atomic(false)
    async let looks = onOwnThread {
      let connection = try Connection(settings)
      var looks: [String] = []
      while !isOver.load(ordering: .relaxed) { looks += try look(connection) }
      return looks
    }
    for turn in 1...nights {
      try await execute("UPDATE intake.line SET actual = actual + submission_id * \(turn)")
      #expect(try await runNight().hasPublished)
    }
    isOver.store(true, ordering: .relaxed)
    return try await looks
  }
}

/// How many publications one query shows, and by how much its figures miss each other.
private func look(_ connection: borrowing Connection) throws -> String {
  let row = try connection.run(lookAtAll)[0]
  return "\(try row.int("publications")) \(try row.text("misfit"))"
}

/// All views in one query: which publications they show, and whether the figures fit together.
private let lookAtAll = Statement(
  name: "look",
  sql: """
    SELECT
      count(DISTINCT publication_id) AS publications,
      sum(amount) AS misfit
    FROM (
      SELECT publication_id, actual AS amount
      FROM summary.subject_year
      WHERE unit_code = '*' AND subject_code = '*' AND fund_type = '*'
      UNION ALL
      SELECT publication_id, -actual
      FROM summary.subject_year
      WHERE unit_code <> '*' AND subject_code = '2010101' AND fund_type = 'general'
      UNION ALL
      SELECT publication_id, total_actual
      FROM summary.publication
      UNION ALL
      SELECT publication_id, -actual
      FROM summary.unit_type_year
      WHERE subject_code = '201' AND fund_type = '*'
      UNION ALL
      SELECT publication_id, 0
      FROM summary.coverage
    ) AS seen
    """, shape: .rows)

private let readTotal = Statement(
  name: "read_total", sql: "SELECT total_actual AS total FROM summary.publication", shape: .oneRow)

private let pause = Statement(name: "pause", sql: "SELECT pg_sleep(0.02)", shape: .rows)
