import BudgetDomain
import BudgetEngine
import BudgetTestSupport
import PostgresClient
import Testing

@testable import BudgetStore

/// Rows become submissions, each shown once with all its rows as long as none lies far away.
@Suite(.database)
struct SubmissionCollectorTests {
  /// Notes whose rows it is shown, and how many.
  private struct Witness: SubmissionVisitor {
    var seen: [(submission: SubmissionIndex, lineCount: Int)] = []

    mutating func visit(_ submission: SubmissionLines) {
      seen.append((submission.submission, submission.lines.count))
    }
  }

  /// What one copy of rows comes to; of each row the submission, in the order of the copy.
  private func gather(
    _ ids: [Int64], mayCutOff: Bool = false
  ) async throws -> (
    seen: [SubmissionIndex: [Int]], order: [SubmissionIndex], beginnings: [Int32],
    cutOff: Set<SubmissionIndex>
  ) {
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    return try await onOwnThread {
      let connection = try Connection(settings)
      try connection.set("huizong.rows", ids.map(String.init).joined(separator: ","))
      let places = Dictionary(
        uniqueKeysWithValues: Set(ids).map { ($0, SubmissionIndex($0)) })
      var collector = SubmissionCollector(
        places: places, submissionCount: 1 + (places.values.max() ?? 0), visitor: Witness())
      try connection.copyOut(rows) { try collector.take(&$0, mayCutOff: mayCutOff) }
      let (beginnings, cutOff) = (collector.beginnings, collector.cutOff)
      let seen = collector.result().seen
      return (
        Dictionary(grouping: seen, by: \.submission).mapValues { $0.map(\.lineCount) },
        seen.map(\.submission), beginnings, cutOff
      )
    }
  }

  @Test func rowsOfOneSubmissionAreShownAtOnce() async throws {
    let result = try await gather([1, 1, 2, 3, 3, 3])
    #expect(result.seen == [1: [2], 2: [1], 3: [3]])
    #expect(result.order == [1, 2, 3])
    #expect(result.cutOff.isEmpty)
  }

  /// A row that found room on a page further on.
  @Test(arguments: [1, 7, 30])
  func aRowThatComesAFewSubmissionsLateIsWaitedFor(distance: Int64) async throws {
    let ids = (1...200 as ClosedRange<Int64>).flatMap { id in
      id > distance ? [id, id, id - distance] : [id, id]
    }
    let result = try await gather(ids)
    #expect(result.beginnings.max() == 1)
    #expect(result.seen.values.allSatisfy { $0.count == 1 })
    for id in 1...200 { #expect(result.seen[id] == [id + Int(distance) <= 200 ? 3 : 2]) }
  }

  @Test func rowsFarAwayAreNotedAsScattered() async throws {
    let result = try await gather([7] + (10...60) + [7])
    #expect(result.beginnings[7] == 2)
    #expect(result.seen[7] == [1, 1])
    #expect(result.beginnings.filter { $0 == 1 }.count == 51)
  }

  /// Half a submission is not shown: its other rows may be in another copy.
  @Test func whatMayBeCutOffIsHeldBack() async throws {
    let result = try await gather([1, 1, 2, 3, 3, 4, 2], mayCutOff: true)
    #expect(result.cutOff == [1, 2, 4])
    #expect(result.seen == [3: [2]])
    #expect(try await gather([5], mayCutOff: true).cutOff == [5])
  }

  @Test func shuffledRowsAreGivenUp() async throws {
    let ids = (0..<40).flatMap { _ in 1...50 as ClosedRange<Int64> }
    await #expect(throws: RowsAreShuffled.self) { try await gather(ids + ids) }
  }
}

/// One row for each number in `huizong.rows`, as `copy_line_pages` gives them.
private let rows = Statement(
  name: "rows",
  sql: """
    COPY (
      SELECT
        id::bigint,
        row_number() OVER (ORDER BY place)::integer,
        'functional',
        '201',
        'general',
        NULL::text,
        NULL::numeric,
        NULL::numeric,
        1::numeric,
        NULL::text,
        NULL::text,
        NULL::text,
        NULL::text,
        NULL::text,
        NULL::text
      FROM unnest(string_to_array(current_setting('huizong.rows'), ','))
        WITH ORDINALITY AS row (id, place)
      ORDER BY place
    ) TO STDOUT (FORMAT binary)
    """)
