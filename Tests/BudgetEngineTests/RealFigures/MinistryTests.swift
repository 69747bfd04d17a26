import BudgetDomain
import Testing

@testable import BudgetEngine

/// The ministry's tables of all regions: who spent how much on which policy in which chapter.
///
/// A region is a unit, a policy (two digits) the 类 of its digits behind a 2, a chapter an economic
/// class; the total of a row is its functional amount.
@Suite(.enabled(if: SpanishRegions.areThere))
struct MinistryTests {
  private struct Key: Hashable {
    let year: Int
    /// `*` for all regions together.
    let region: String
    /// `*` for all policies together.
    let policy: String
  }

  private static func district(_ rows: [[String]], _ kind: SubmissionKind) -> District {
    var district = District()
    district.units = Set(rows.map { $0[1] }).sorted().map {
      UnitRow(code: $0, validity: Validity(from: 2000, to: nil), name: "", parent: nil, type: nil)
    }
    for (place, group) in Dictionary(grouping: rows, by: { [$0[0], $0[1]] })
      .sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }).enumerated()
    {
      var submission = District.Submission(
        id: Int64(place + 1), unit: group.key[1], year: Int(group.key[0]) ?? 0, kind: kind)
      for row in group.value {
        func line(_ section: Section, _ code: String, _ amount: String) -> District.Row {
          var line = District.Row(section: section, code: code)
          line.within = section == .economic ? "2" + row[3] : nil
          if kind == .budget {
            line.amounts.initial = amount
          } else {
            line.amounts.actual = amount
          }
          return line
        }
        submission.rows.append(line(.functional, "2" + row[3], row[14]))
        for chapter in 1...9 where !row[4 + chapter].isEmpty {
          submission.rows.append(line(.economic, "30\(chapter)", row[4 + chapter]))
        }
      }
      district.submissions.append(submission)
    }
    return district
  }

  /// What is published by functional subject, and of all economic classes together.
  private static func published(_ rows: [[String]], _ kind: SubmissionKind) throws
    -> (policies: [Key: Int64], chapters: [Key: Int64])
  {
    let batch = district(rows, kind).batch()
    let summary = consolidate(try validate(batch))
    var (policies, chapters): ([Key: Int64], [Key: Int64]) = ([:], [:])
    var walk = SummaryWalk(summary)
    for year in batch.years {
      try walk.forEachUnit(in: year) { node, unit in
        let region = node.unit.map { batch.reference.units.codes[$0] } ?? "*"
        for keyed in unit.cells where keyed.fund == .all && keyed.cell.unitCount > 0 {
          let item = summary.item(of: keyed.key)
          let fen = kind == .budget ? keyed.cell.initial : keyed.cell.actual
          let policy = item.code == "*" ? "*" : String(item.code.dropFirst())
          let key = Key(year: year.number, region: region, policy: policy)
          if item.axis == .functional { policies[key] = fen }
          if item.axis == .economic, item.code == "*" { chapters[key] = fen }
        }
      }
    }
    return (policies, chapters)
  }

  @Test(arguments: [("budget", SubmissionKind.budget), ("actual", .finalAccount)])
  func everyTotalEqualsItsChaptersAndEveryPolicyItsRegions(
    file: String, kind: SubmissionKind
  ) throws {
    let rows = Array(try SpanishRegions.rows("ministry/\(file).csv.gz").dropFirst())
    #expect(rows.count > 6_000)
    let (policies, chapters) = try Self.published(rows, kind)
    #expect(Set(chapters.keys.map(\.year)).count >= 18)
    for (key, fen) in chapters { #expect(policies[key] == fen, "\(key)") }
    var sums: [Key: Int64] = [:]
    for row in rows {
      for region in [row[1], "*"] {
        for policy in [row[3], "*"] {
          sums[Key(year: Int(row[0]) ?? 0, region: region, policy: policy), default: 0] +=
            SpanishRegions.fen(row[14])
        }
      }
    }
    #expect(policies == sums)
  }

  /// Later vintages restate four figures of closed years, and nothing else.
  @Test func laterVintagesRestateFourFigures() throws {
    let files = ["budget_vintage_2024-02", "budget_vintage_2024-11", "budget"]
    let vintages = try files.map { file in
      let rows = try SpanishRegions.rows("ministry/\(file).csv.gz").dropFirst()
      return try Self.published(Array(rows), .budget).policies
    }
    var restated: [String] = []
    for (earlier, later) in zip(vintages, vintages.dropFirst()) {
      for (key, fen) in earlier where key.region != "*" && key.policy != "*" && later[key] != fen {
        restated.append(
          "\(key.year) \(key.region) \(key.policy) \(fen / 100) \((later[key] ?? 0) / 100)")
      }
    }
    #expect(
      restated.sorted() == [
        "2022 10 23 2213883380 2212883380", "2023 10 23 2327390070 2326890070",
        "2023 7 41 529425974 529425975", "2023 7 43 345828011 256851971",
      ])
  }
}
