import BudgetDomain
import Testing

@testable import BudgetEngine

/// What groups submit themselves beside the sums of their units.
@Suite struct GroupComparisonTests {
  /// One gap in a book of coarse amounts is one finding, however much rounding the rows above it
  /// hold; a second gap beside it is another. A unit has not filed, so no slip is looked for.
  @Test func oneGapIsListedOnce() throws {
    let units = """
      unit 1
      unit 11 under 1
      unit 12 under 1
      unit 13 under 1
      submission 11
      2010101 : - - 100.4
      2010102 : - - 50.3
      2010201 : - - 20.4
      2020101 : - - 30.2
      submission 12
      2010101 : - - 10.3

      """
    func found(_ gap: Int, _ other: Int) throws -> [String] {
      let book =
        "submission 1\n2010101 : - - \(gap)\n2010102 : - - 50\n"
        + "2010201 : - - 20\n2020101 : - - \(other)"
      return try validate(try District(page: units + book).batch()).anomalies
        .filter { $0.rule.text == "U040" }.compactMap(\.place.code)
    }
    #expect(try found(111, 30).isEmpty)
    #expect(try found(120, 30) == ["2010101"])
    let both = try found(120, 47).sorted()
    #expect(both == ["*", "2010101", "2020101"])
  }
}
