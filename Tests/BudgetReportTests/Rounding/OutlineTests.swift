import BudgetDomain
import BudgetReport
import Testing

@Suite struct OutlineTests {
  private static let units: [(code: String, parent: String?)] = [
    ("102", nil), ("101", nil), ("101002", "101"), ("101001", "101"), ("103001", "103"),
  ]

  @Test func unitsFollowTheirGroup() {
    let outline = UnitOutline(top: "*", units: Self.units)
    #expect(outline.entries.map(\.code) == ["*", "101", "101001", "101002", "102", "103001"])
    #expect(outline.entries.map(\.depth) == [0, 1, 2, 2, 1, 1])
    #expect(outline.entries.map(\.parent) == [nil, 0, 1, 1, 0, 0])
    #expect(outline.places["102"] == 4)
  }

  @Test func onlyWhatIsBelowTheTopIsShown() {
    let outline = UnitOutline(top: "101", units: Self.units.reversed())
    #expect(outline.entries.map(\.code) == ["101", "101001", "101002"])
  }

  @Test func circlesEnd() {
    let outline = UnitOutline(top: "A", units: [("A", "B"), ("B", "A")])
    #expect(outline.entries.map(\.code) == ["A", "B"])
  }

  @Test func subjectsFollowTheNearestAbove() {
    let codes = ["2010101", "201", "20599", "?", "2050201", "205"].compactMap { SubjectCode($0) }
    let outline = SubjectOutline(codes)
    #expect(
      outline.codes.map(\.description)
        == ["*", "201", "2010101", "205", "2050201", "20599", "?"])
    #expect(outline.parents == [nil, 0, 1, 0, 3, 3, 0])
  }
}
