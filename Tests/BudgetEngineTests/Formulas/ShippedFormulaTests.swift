import BudgetDomain
import Testing

@testable import BudgetEngine
@testable import BudgetRules

/// Every shipped formula on a small book that keeps it, with a slip in each figure that it names,
/// and printed so that it cannot be decided.
@Suite struct ShippedFormulaTests {
  private static let codes = ShippedFormulas.rules.map(\.row.code.text)

  private static func book(_ code: String) throws -> FormulaBook {
    try FormulaBook(try #require(ShippedFormulas.rules.first { $0.row.code.text == code }))
  }

  @Test func areReadFromTheSeeds() {
    #expect(Self.codes.count >= 120)
    #expect(Set(Self.codes).count == Self.codes.count)
  }

  @Test(arguments: codes)
  func holds(code: String) throws {
    #expect(try Self.book(code).found() == [])
  }

  @Test(arguments: codes)
  func breaksBySlipsInEveryFigure(code: String) throws {
    let book = try Self.book(code)
    let severity = book.rule.description.severity.name
    for reference in book.references {
      let slipped = book.slipped(reference)
      #expect(try slipped.found() == [severity], "\(reference)")
      if let condition = book.rule.formula.condition {
        #expect(try slipped.with(condition, isMet: false).found() == [], "\(reference)")
      }
    }
  }

  /// Missing is not zero: without one of the figures nothing is said.
  @Test(arguments: codes)
  func saysNothingWhereAFigureIsMissing(code: String) throws {
    let book = try Self.book(code)
    for reference in Set(book.rule.formula.references) {
      var lacking = book.slipped(book.references[0])
      lacking.values[reference] = nil
      #expect(try lacking.found() == [], "\(reference)")
    }
  }

  /// An amount in whole 万元 beside amounts with two decimals.
  @Test(arguments: codes)
  func cannotBeDecided(code: String) throws {
    let book = try Self.book(code)
    let amounts = book.references.filter { $0.dimension == .amount }
    var isUndecided = false
    for reference in amounts {
      var coarse = book
      coarse.coarse = [reference]
      let found = try coarse.found()
      if found == ["undetermined"] { isUndecided = true } else { #expect(found == []) }
    }
    // One amount has nothing to be as precise as; other books are as they are printed.
    #expect(isUndecided == (amounts.count > 1 && !book.rule.isForeign))
  }
}
