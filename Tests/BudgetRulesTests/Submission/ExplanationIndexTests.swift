import BudgetDomain
import Testing

@testable import BudgetRules

/// Explanations by the ten thousand: looked up, not looked through for each row or figure.
@Suite struct ExplanationIndexTests {
  private static func view(
    _ text: String, figures: [StatedFigure] = [], _ explanations: [Explanation]
  ) -> SubmissionView {
    let plain = HandMadeView().view(text)
    return SubmissionView(
      header: plain.header, unitCode: plain.unitCode, lines: plain.lines, texts: plain.texts,
      tables: plain.tables, fen: plain.fen, figures: figures, explanations: explanations)
  }

  private static func found(_ rule: some SubmissionRule, _ view: SubmissionView) -> [Anomaly] {
    var found = FindingList()
    rule.check(view, into: &found)
    return found.anomalies
  }

  @Test func everyRowHasItsOwnExplanation() {
    let count: Int32 = 60_000
    let rows = (0..<count).map { "functional \(2_010_101 + $0) : 5" }.joined(separator: "\n")
    let explanations = (1...count).reversed().map { number in
      Explanation(
        lineNumber: number, amount: StatedNumber(PrintedNumber(2)), kind: .directTransfer,
        counterparty: "102")
    }
    let view = Self.view(rows, explanations)
    let found = Self.found(TransferIsCountedOnce(), view)
    #expect(found.count == Int(count))
    #expect(found.map(\.lineNumber) == explanations.map(\.lineNumber))
    #expect(found.first?.place.code == String(2_010_100 + count))
  }

  @Test func everyFigureIsAskedForItsReasonOnce() {
    let stems = ["goods", "works", "services", "sme", "micro"].map { "procurement.\($0)" }
    let funds = FundType.allCases.filter { $0 != .all && $0 != .unstated }.map(\.name)
    let names = (stems + stems.flatMap { stem in funds.map { "\(stem).\($0)" } }).map(
      FigureName.init)
    let figures = names.map { StatedFigure(name: $0, value: PrintedNumber(-3)) }
    let many = (0..<50_000).map { Explanation(figure: FigureName("own.number\($0)")) }
    let unexplained = Self.found(NegativeIsExplained(), Self.view("", figures: figures, many))
    #expect(unexplained.map(\.place.figure) == names.map(\.text).sorted())
    let own = many + [Explanation(figure: FigureName("procurement.goods.general"))]
    let rest = Self.found(NegativeIsExplained(), Self.view("", figures: figures, own))
    #expect(rest.count == names.count - funds.count, "its family is explained")
  }
}
