import BudgetDomain
import BudgetRules
import Testing

@testable import BudgetEngine

/// What is found beside the year before, whichever of the two years a run reads.
@Suite struct NeighbouringYearTests {
  private static let rows = (1...5).map { "2010\($0) : - - \($0)1.\($0)" }.joined(separator: "\n")

  private static func found(_ district: District, recorded: Set<Int> = []) throws -> [String] {
    try validate(district.batch(recorded: recorded)).anomalies.map {
      "\($0.rule.text) \($0.place.year) \($0.place.unit) \($0.stated?.description ?? "-")"
    }
  }

  private static let page = (2021...2023).map { year in
    """
    year \(year)
    submission 101
    \(rows)
    three_public.budget = \(year - 2017).00
    submission 102
    201 : - - \(year)
    three_public.actual = \(year - 2017).00
    """
  }.joined(separator: "\n")

  private static let all = (2022...2023).flatMap { year in
    ["E050 \(year) 101", "E050 \(year) 102", "U080 \(year) 101"]
  }

  private static func district() throws -> District {
    try District(page: "unit 101\nunit 102\n\(page)")
  }

  @Test func everyYearIsComparedWithTheOneBefore() throws {
    let found = try Self.found(Self.district()).map { $0.prefix(13) }
    #expect(found.sorted() == Self.all.map { $0.prefix(13) }.sorted())
    // The order and the number of workers do not matter.
    let batch = try Self.district().batch(workers: 3, shuffledBy: SeededGenerator(seed: 5))
    #expect(try validate(batch).anomalies.count == found.count)
  }

  /// A year read alone finds the same, and what a published year after it says is found anew.
  @Test func aYearReadAloneFindsTheSame() throws {
    var district = try Self.district()
    district.compared = [2021, 2023]
    let alone = try Self.found(district).map { String($0.prefix(13)) }
    #expect(alone.sorted() == Self.all.filter { $0.contains(" 2022 ") })
    let followed = try Self.found(district, recorded: [2023]).map { String($0.prefix(13)) }
    #expect(followed.sorted() == Self.all.sorted())
  }

  /// Of a year that is only compared with, drafts and replaced revisions are not looked at.
  @Test func onlyWhatCountsIsComparedWith() throws {
    var district = try Self.district()
    district.compared = [2021]
    for place in district.submissions.indices where district.submissions[place].year == 2021 {
      district.submissions[place].status = .draft
    }
    #expect(try Self.found(district).allSatisfy { $0.contains(" 2023 ") })
  }
}
