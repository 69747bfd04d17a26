import BudgetDomain
import Testing

@testable import BudgetEngine

/// A unit that stands under another group in the newest year, without a succession that says so.
@Suite struct GroupMoveTests {
  private static func unit(
    _ code: String, under parent: String? = nil, from: Int = 2000, to: Int? = nil
  ) -> UnitRow {
    UnitRow(
      code: code, validity: Validity(from: from, to: to), name: code, parent: parent, type: nil)
  }

  /// m, which stands under one group in 2022 and under another from 2023 on.
  private static func moved(from old: String?, to new: String?) -> [UnitRow] {
    [unit("m", under: old, to: 2022), unit("m", under: new, from: 2023)]
  }

  /// What is said of m's 7 yuan of each year.
  private static func changes(
    _ units: [UnitRow], _ successions: [UnitSuccession] = []
  ) throws -> [String] {
    var district = District()
    district.units = units
    district.successions = successions
    for year in [2022, 2023] {
      var row = District.Row()
      (row.code, row.fund, row.amounts.actual) = ("2010101", .general, "7.00")
      district.submissions.append(
        District.Submission(
          id: Int64(district.submissions.count + 1), unit: "m", year: year, rows: [row]))
    }
    var walk = SummaryWalk(consolidate(try validate(district.batch())))
    var changes: [String] = []
    for year in [2022, 2023] {
      try walk.forEachUnit(in: FiscalYear(year)) { _, _ in }
      changes += (walk.comparable?.changes ?? []).filter { $0.unit == "m" }.map {
        "\($0.year) \($0.unit) \($0.change.rawValue) \($0.other ?? "-") \($0.figures.actual ?? 0)"
      }
    }
    return changes
  }

  private static func rename(_ from: String, _ to: String) -> UnitSuccession {
    UnitSuccession(from: from, to: to, year: FiscalYear(2023), kind: .rename, share: .unknown)
  }

  @Test func namesBothGroups() throws {
    let tree = [
      Self.unit("a"), Self.unit("b"), Self.unit("a1", under: "a"), Self.unit("b1", under: "b"),
    ]
    #expect(
      try Self.changes(tree + Self.moved(from: "a", to: "b")) == [
        "2022 m entered_group b 700", "2022 m left_group a 700",
      ])
    #expect(
      try Self.changes(tree + Self.moved(from: nil, to: "b")) == ["2022 m entered_group b 700"])
    #expect(
      try Self.changes(tree + Self.moved(from: "a", to: nil)) == ["2022 m left_group a 700"])
    #expect(try Self.changes(tree + [Self.unit("m", under: "a")]) == [])
  }

  /// The group above changes its own: the unit's money leaves and enters the groups above that.
  @Test func namesEveryGroupThatChanges() throws {
    let tree = [
      Self.unit("a"), Self.unit("b"), Self.unit("a1", under: "a"), Self.unit("b1", under: "b"),
      Self.unit("g", under: "a", to: 2022), Self.unit("g", under: "b", from: 2023),
    ]
    #expect(
      try Self.changes(tree + [Self.unit("m", under: "g")]) == [
        "2022 m entered_group b 700", "2022 m left_group a 700",
      ])
  }

  /// Groups are named as in the newest year: one that only has another code was not left.
  @Test func namesGroupsAsTheyAreCalledNow() throws {
    let tree = [
      Self.unit("a", to: 2022), Self.unit("b", from: 2023), Self.unit("b1", under: "b", from: 2023),
      Self.unit("c"), Self.unit("c1", under: "c"),
    ]
    let renamed = [Self.rename("a", "b")]
    #expect(try Self.changes(tree + Self.moved(from: "a", to: "b"), renamed) == [])
    #expect(
      try Self.changes(tree + Self.moved(from: "a", to: "c"), renamed) == [
        "2022 m entered_group c 700", "2022 m left_group b 700",
      ])
    // Nothing says what became of the group: it keeps its name.
    #expect(
      try Self.changes(tree + Self.moved(from: "a", to: "b")) == [
        "2022 m entered_group b 700", "2022 m left_group a 700",
      ])
  }
}
