import BudgetTestSupport
import Testing

/// What changed between any two publications of a district that is edited at random, beside what
/// their cells say.
@Suite(.database, .serialized)
struct EveryChangeTests {
  private static let nightCount = 3

  /// The publications of a few nights with random edits between them.
  private func publications(seed: UInt64) async throws -> [Int64] {
    var edits = RandomEdits(seed: seed)
    try await DiceDistrict.fileWithWays()
    var ids: [Int64] = []
    for night in 0..<Self.nightCount {
      if night > 0 { try await execute(edits.next()) }
      try await runNight(nightRequest(isFull: true))
      let current = try await column("SELECT publication_id FROM summary.publication")
      ids.append(current.first.flatMap { $0.flatMap { Int64($0) } } ?? 0)
    }
    return ids
  }

  private func listed(_ old: Int64, _ new: Int64, _ series: String) async throws -> [String] {
    try await rows(
      "fiscal_year, unit_code, subject_code, fund_type, measure, cause, before, after, difference",
      from: "summary.changes(\(old), \(new), NULL, '\(series)')")
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func everyReportedChangeIsOfItsCauses(seed: UInt64) async throws {
    let ids = try await publications(seed: seed)
    var figures: [PublishedFigures] = []
    for id in ids { figures.append(try await PublishedFigures(id)) }
    for (old, new) in [(0, 1), (1, 2), (0, 2), (2, 0)] {
      let shown = try await listed(ids[old], ids[new], "reported")
      let expected = ChangesByHand(from: figures[old], to: figures[new]).lines
      let missing = Set(expected).subtracting(shown).sorted().prefix(5)
      let wrong = Set(shown).subtracting(expected).sorted().prefix(5)
      #expect(
        shown.count == expected.count && missing.isEmpty, "\(old)-\(new): \(missing) \(wrong)")
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func everyRestatedChangeAddsUp(seed: UInt64) async throws {
    let ids = try await publications(seed: seed)
    var figures: [PublishedFigures] = []
    for id in ids {
      figures.append(try await PublishedFigures(id, view: "comparable_subject_year"))
    }
    for (old, new) in [(0, 1), (1, 2), (0, 2), (2, 0)] {
      var sums: [String: Int64] = [:]
      for row in try await listed(ids[old], ids[new], "comparable") {
        let fields = row.split(separator: " ").map(String.init)
        #expect(fields[5] != "unknown", "\(row)")
        let ends = fields[6...7].joined(separator: " ")
        let fen = Int64(fields[8].filter { $0 != "." }) ?? 0
        sums[fields[..<5].joined(separator: " ") + " " + ends, default: 0] += fen
      }
      let expected = changes(from: figures[old], to: figures[new])
      #expect(!expected.isEmpty || sums.isEmpty)
      let differing = Set(sums.keys).union(expected.keys).filter { sums[$0] != expected[$0] }
      #expect(differing.isEmpty, "\(old)-\(new): \(differing.sorted().prefix(5))")
    }
  }

  /// The change of every figure that changed, by figure with what it was and is.
  private func changes(
    from old: PublishedFigures, to new: PublishedFigures
  ) -> [String: Int64] {
    var changes: [String: Int64] = [:]
    for key in Set(old.amounts.keys).union(new.amounts.keys) {
      let (before, after) = (old.amounts[key]?.fen, new.amounts[key]?.fen)
      let fen = (after ?? 0) - (before ?? 0)
      guard fen != 0 else { continue }
      let ends = [before, after].map(ChangesByHand.text).joined(separator: " ")
      changes["\(key.year) \(key.unit) \(key.rest) \(ends)"] = fen
    }
    return changes
  }

  /// Where one thing alone changed, nothing else is blamed, restated figures included.
  @Test func oneEditIsOneCause() async throws {
    try await DiceDistrict.fileWithWays()
    try await runNight(nightRequest(isFull: true))
    let edits: [(sql: String, reported: Set<String>, comparable: Set<String>)] = [
      (
        "UPDATE intake.line SET actual = actual + 1 WHERE section = 'functional'"
          + " AND submission_id % 6 = 0",
        ["revised_submission", "elimination"], ["revised_submission", "elimination"]
      ),
      (
        "UPDATE reference.crosswalk SET to_code = '20802' WHERE from_code = '20502'", [],
        ["crosswalk"]
      ),
      ("DELETE FROM reference.unit_succession WHERE from_unit = 'U1'", [], ["unit_tree"]),
      (
        "UPDATE reference.unit SET parent_code = 'G1' WHERE unit_code = 'U9'",
        ["unit_tree", "elimination"], ["unit_tree", "elimination"]
      ),
      (
        "UPDATE reference.rule_setting SET value = 0", ["elimination"], ["elimination"]
      ),
    ]
    for edit in edits {
      try await execute(edit.sql)
      #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
      let ids = try await column(
        "SELECT publication_id FROM control.publication ORDER BY publication_id DESC LIMIT 2"
      ).compactMap(\.self)
      for (series, causes) in [("reported", edit.reported), ("comparable", edit.comparable)] {
        let found = try await column(
          "SELECT DISTINCT cause FROM summary.changes(\(ids[1]), \(ids[0]), NULL, '\(series)')"
        ).compactMap(\.self)
        #expect(Set(found) == causes, "\(series): \(edit.sql)")
      }
    }
  }
}
