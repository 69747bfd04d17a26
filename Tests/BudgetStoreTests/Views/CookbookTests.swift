import BudgetTestSupport
import Foundation
import SampleDistrict
import Testing

/// The queries of `deploy/analysts/cookbook.md`, as an analyst runs them.
@Suite(.database, .serialized)
struct CookbookTests {
  /// What a district without slips and without an earlier publication has none of.
  private static let silent = [4, 19]

  @Test func everyQueryGivesAnAnalystRows() async throws {
    try await fileSample(SampleOptions())
    try await runNight()
    try await setUpRoles()
    let queries = try Self.queries()
    #expect(queries.keys.sorted() == Array(1...20))
    for (number, query) in queries {
      let count = try await asked(
        by: "huizong_analyst", "SELECT count(*)::text FROM (\(query)) AS answer")
      #expect(Self.silent.contains(number) || count != "0", "\(number)")
      #expect(count != nil, "\(number)")
    }
    let sums = try #require(queries[20])
    #expect(try await column("SELECT 差::text FROM (\(sums)) AS answer WHERE 差 <> 0") == [])
  }

  /// By number: what stands between the marks of a block below a numbered title.
  private static func queries() throws -> [Int: String] {
    let text = try String(
      contentsOfFile: checkout + "/deploy/analysts/cookbook.md", encoding: .utf8)
    return text.components(separatedBy: "\n### ").dropFirst().reduce(into: [:]) { queries, part in
      let blocks = part.components(separatedBy: "```")
      guard let number = Int(part.prefix { $0.isNumber }), blocks.count == 3,
        blocks[1].hasPrefix("sql\n")
      else { return }
      queries[number] = blocks[1].dropFirst(4).split(separator: ";").joined()
    }
  }
}
