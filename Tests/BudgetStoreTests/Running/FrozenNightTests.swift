import BudgetTestSupport
import Foundation
import Testing

/// Old nights, new program: what was filed once comes out as it did, or the change is declared.
///
/// `Tests/FrozenNights/<night>` holds the files of a district and, in expected.txt, a line for a
/// year: the year, the fingerprint of its cells, the district's actual, what was eliminated of it,
/// and since when and why it is so. Whoever changes figures on purpose adds a line; the last of a
/// year holds. What rules find is no part of it, for rules are added every month.
@Suite(.database, .serialized)
struct FrozenNightTests {
  private static let folder = checkout + "/Tests/FrozenNights"

  struct Expectation: Equatable {
    let year: String
    let figures: String
    let reason: String

    /// - Parameter line: Four words, then the reason.
    init?(_ line: Substring) {
      let words = line.split(separator: " ", maxSplits: 4)
      guard words.count == 5 else { return nil }
      year = String(words[0])
      figures = words[..<4].joined(separator: " ")
      reason = String(words[4])
    }
  }

  @Test(arguments: ["department", "edges", "sample"])
  func comesOutAsItDid(night: String) async throws {
    let folder = "\(Self.folder)/\(night)"
    let text = try String(contentsOfFile: "\(folder)/expected.txt", encoding: .utf8)
    let lines = text.split(separator: "\n")
    let expected = lines.compactMap { Expectation($0) }
    #expect(expected.count == lines.count)
    #expect(expected.allSatisfy { $0.reason.count > 12 }, "each line says since when and why")
    try await clearDistrict()
    _ = try await importFolder(folder)
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    let found = try await rows(
      "fiscal_year, volume.cell_digest, cell.actual, cell.eliminated_actual",
      from: """
        control.current_publication
        JOIN control.publication_year USING (publication_id)
        JOIN control.volume USING (volume_id, fiscal_year)
        JOIN summary.subject_year AS cell USING (fiscal_year)
        """,
      where: "(cell.unit_code, cell.subject_code, cell.fund_type) = ('*', '*', '*')")
    let last = Dictionary(expected.map { ($0.year, $0.figures) }) { $1 }
    #expect(found == last.values.sorted(), "declare the change in \(night)/expected.txt")
  }
}
