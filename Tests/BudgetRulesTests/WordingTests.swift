import BudgetDomain
import Testing

@testable import BudgetRules

/// How bounds are written: in the unit of the figure that they are about, and as exact as it takes.
@Suite struct WordingTests {
  private static func interval(
    _ printed: String, _ dimension: PrintedFigure.Dimension, _ low: Fraction?, _ high: Fraction?
  ) throws -> String {
    let figure = PrintedFigure(
      label: "", number: try #require(PrintedNumber(printed)), dimension: dimension)
    let bound = { (value: Fraction) in Interval.Bound(value, isOpen: false) }
    return Wording.interval(
      Relation.Evaluation(verdict: .violated, low: low.map(bound), high: high.map(bound)),
      like: figure)
  }

  /// Fen are exact in 元 with two decimals, and in 万元 with six; half a step needs one more.
  @Test(
    arguments: [
      ("1.00", .amount(.yuan), Fraction(166_475_583), Fraction(166_475_583), "应为 1664755.83 元"),
      (
        "48.6", .amount(.wanYuan), Fraction(48_550_000), Fraction(48_650_000),
        "应在 [48.55 万元, 48.65 万元] 之间"
      ),
      (
        "48.6", .amount(.wanYuan), Fraction(48_000_000), Fraction(48_650_000),
        "应在 [48.00 万元, 48.65 万元] 之间"
      ),
      ("48.6", .amount(.wanYuan), nil, Fraction(-48_600_000), "应不超过 -48.6 万元"),
      ("7", .amount(.wanYuan), Fraction(6_500_000), nil, "应不少于 6.5 万元"),
      ("1.00", .amount(.yuan), Fraction(401, over: 4), Fraction(401, over: 4), "应为 1.003 元"),
      ("1.000000", .amount(.yuan), Fraction(100), Fraction(100), "应为 1.0000 元"),
      ("7.5", .percent, Fraction(22, over: 3), Fraction(22, over: 3), "应为 7.33%"),
      ("7.5", .percent, Fraction(37, over: 5), Fraction(38, over: 5), "应在 [7.4%, 7.6%] 之间"),
      ("32", .count, nil, Fraction(24), "应不超过 24"),
      // Twice as many as 49 are at most 24, and nobody reads that 25 are.
      ("25", .count, nil, Fraction(49, over: 2), "应不超过 24.5"),
    ] as [(String, PrintedFigure.Dimension, Fraction?, Fraction?, String)])
  func writesBoundsInTheUnitOfTheFigure(
    printed: String, dimension: PrintedFigure.Dimension, low: Fraction?, high: Fraction?,
    text: String
  ) throws {
    #expect(try Self.interval(printed, dimension, low, high) == text)
  }

  /// Who reads of a number that it must lie between two others does not find it among them.
  @Test(
    arguments: [
      ("10.50", 950, 1_050, "应在 [9.50 元, 10.50 元) 之间"),
      ("-10.50", -1_050, -950, "应在 (-10.50 元, -9.50 元] 之间"),
      ("10.50", nil, 1_050, "应小于 10.50 元"),
      ("10.50", 1_050, nil, "应大于 10.50 元"),
      ("10.51", 950, 1_050, "应在 [9.50 元, 10.50 元] 之间"),
      ("10.51", nil, 1_050, "应不超过 10.50 元"),
    ] as [(String, Int128?, Int128?, String)])
  func tellsAnOpenEndThatTheFigureStandsOn(
    printed: String, low: Int128?, high: Int128?, text: String
  ) throws {
    let figure = PrintedFigure(
      label: "", number: try #require(PrintedNumber(printed)), dimension: .amount(.yuan))
    let bound = { (fen: Int128) in Interval.Bound(Fraction(fen), isOpen: true) }
    let evaluation = Relation.Evaluation(
      verdict: .violated, low: low.map(bound), high: high.map(bound))
    #expect(Wording.interval(evaluation, like: figure) == text)
  }

  @Test(
    arguments: [
      (12_345_000, "1234.50 元"), (12_350, "1.24 元"), (-12_350, "-1.24 元"), (49, "0.00 元"),
    ] as [(Int128, String)])
  func writesComputedMoneyToTheFen(tenThousandths: Int128, text: String) {
    #expect(Wording.yuan(FindingNumber(tenThousandths: tenThousandths)) == text)
  }

  /// Whose other figures are told apart from those of another copy of a relation.
  @Test func substitutionKeepsWhatIsSaid() {
    let figure = PrintedFigure(label: "x", number: PrintedNumber(5), dimension: .count)
    var relation = Relation(figure, .atMost(whole: figure))
    (relation.basis, relation.reasons) = ("收入各行", [figure])
    let other = PrintedFigure(label: "y", number: PrintedNumber(6), dimension: .count)
    let replaced = relation.replacing { _ in other }
    #expect(replaced.basis == "收入各行")
    #expect(replaced.reasons.map(\.label) == ["y"])
  }
}
