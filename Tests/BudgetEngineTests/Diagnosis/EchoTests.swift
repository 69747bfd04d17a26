import BudgetDomain
import Testing

@testable import BudgetEngine

/// What only echoes a slip is folded into it; what would still stand is not.
@Suite struct EchoTests {
  private static func found(_ page: String) throws -> [Anomaly] {
    try validate(try District(page: page).batch()).anomalies
  }

  private static let book = """
    * : 700.00 - 702.00
    20101 : 300.00 - 301.00
    2010101 basic : 100.00 - 100.50
    2010102 project : 200.00 - 200.50
    20102 : 400.00 - 401.00
    2010201 basic : 150.00 - 150.50
    2010202 project : 250.00 - 250.50
    total.initial_budget = 700.00
    total.actual = 702.00
    basic.actual = 251.00
    project.actual = 451.00
    """

  @Test func findsNothingInTheTruth() throws {
    #expect(try Self.found(Self.book).map(\.message) == [])
  }

  /// Without stated figures the rows themselves differ from the budget.
  @Test func aDifferenceThatTheSlipMakes() throws {
    let rows = Self.book.split(separator: "\n").filter { !$0.contains("=") }
      .joined(separator: "\n").replacing("- 200.50", with: "- 2005000.00")
    let found = try Self.found(rows)
    #expect(found.map(\.rule.text) == ["T010"], "\(found.map(\.message))")
    #expect(found.first?.cause == .unitScale)
    let suggestion = found.first?.suggestion ?? ""
    #expect(suggestion.contains("更正后,另有 1 条异常(E030)不再成立"), "\(suggestion)")
  }

  @Test func aLostRowThatWouldBeADifference() throws {
    let rows = Self.book.split(separator: "\n")
      .filter { !$0.contains("total") && !$0.contains("2010202") }.joined(separator: "\n")
    let found = try Self.found(rows + "\nbasic.initial_budget = 250.00")
    #expect(found.map(\.rule.text) == ["T010"], "\(found.map(\.message))")
  }

  @Test func aSignThatWouldBeAReduction() throws {
    let page = Self.book.replacing("- 200.50", with: "- -200.50")
    let found = try Self.found(page)
    #expect(found.map(\.cause) == [.sign], "\(found.map(\.message))")
    #expect(found.first?.suggestion?.contains("(A040)") == true)
  }

  /// Another reduction still wants its reason, and names its own line only.
  @Test func anotherReductionStands() throws {
    let page = Self.book.replacing("- 200.50", with: "- -200.50")
      .replacing("2010201 basic : 150.00 - 150.50", with: "2010201 basic : 150.00 - -150.50")
      .replacing("20102 : 400.00 - 401.00", with: "20102 : 400.00 - 100.00")
      .replacing("* : 700.00 - 702.00", with: "* : 700.00 - 401.00")
      .split(separator: "\n").filter { !$0.contains("=") }.joined(separator: "\n")
    let found = try Self.found(page)
    #expect(found.filter { $0.rule.text == "T010" }.map(\.cause) == [.sign])
    let reductions = found.filter { $0.rule.text == "A040" }
    #expect(reductions.map(\.lineNumber) == [6], "\(found.map(\.message))")
  }

  /// A name instead of a code has nothing to do with the amount.
  @Test func whatTheAmountDoesNotChangeStands() throws {
    let page = Self.book.replacing(
      "2010102 project : 200.00 - 200.50", with: "name=人大运行 project : 200.00 - -200.50")
    let found = try Self.found("alias 人大运行 2010102\n\(page)")
    #expect(Set(found.map(\.rule.text)) == ["T010", "C060"], "\(found.map(\.message))")
    let malformed = Self.book.replacing("- 200.50", with: "- -200.50") + "\n2010 : 0.00 - 0.00"
    #expect(try Self.found(malformed).contains { $0.rule.text == "C010" })
  }

  /// As long as it is open what is wrong, nothing follows from it.
  @Test func nothingIsFoldedIntoAnOpenQuestion() throws {
    let page = "201 : 10.00 - 260.00\n2010101 : 5.00 - 40.01\n2010102 : 5.00 - 40.02"
    let found = try Self.found(page)
    #expect(Set(found.map(\.rule.text)) == ["T010", "E030"], "\(found.map(\.message))")
  }
}
