import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import Synchronization
import Testing

/// What readers see while publications follow one another.
@Suite(.database, .serialized)
struct ReaderTests {
  /// All views in one query: which publications they show, and whether the figures fit together.
  private static let look = Statement(
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

  private static let district = HandWrittenDistrict(
    units: (1...20).map { "U\($0),2000,," }.joined(separator: "\n"),
    submissions: (1...20).map { "\($0),U\($0),2023,final_account,1,accepted,yuan" }
      .joined(separator: "\n"),
    lines: (1...20).map { "\($0),1,2010101,general,basic,,,\($0).50" }.joined(separator: "\n"))

  @Test func neverSeeTwoPublicationsInOneQuery() async throws {
    try await Self.district.file()
    try await runNight(nightRequest(isFull: true))
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let isOver = Atomic(false)
    async let looks = onOwnThread {
      let connection = try Connection(settings)
      var count = 0
      var strange: [String] = []
      while !isOver.load(ordering: .relaxed) {
        let row = try connection.run(Self.look)[0]
        let seen = "\(try row.int("publications")) \(try row.text("misfit"))"
        if seen != "1 0.00" { strange.append(seen) }
        count += 1
      }
      return (count: count, strange: strange)
    }
    for turn in 1...20 {
      try await execute("UPDATE intake.line SET actual = actual + submission_id * \(turn)")
      #expect(try await runNight().hasPublished)
    }
    isOver.store(true, ordering: .relaxed)
    let result = try await looks
    #expect(result.strange == [])
    #expect(result.count > 20)
    let total = try await column("SELECT total_actual FROM summary.publication")
    // 1.5 + … + 20.5, and 210 × (1 + … + 20).
    #expect(total == ["44320.00"])
  }
}
