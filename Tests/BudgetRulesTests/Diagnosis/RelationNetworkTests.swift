import BudgetDomain
import Testing

@testable import BudgetRules

/// The whole numbers of the network against the evaluator, figure by figure and number by number.
@Suite struct RelationNetworkTests {
  private static let rule = RuleDescription("X000", .error, title: "", english: "", source: "")

  static func stated(_ relation: Relation) -> StatedRelation {
    let place = Place(year: FiscalYear(2023), unit: "101")
    return StatedRelation(rule: rule, place: place, relation: relation)
  }

  private static func figure(
    _ label: String, _ dimension: PrintedFigure.Dimension, _ random: inout SeededGenerator
  ) -> PrintedFigure {
    let decimals = UInt8.random(in: 0...1, using: &random)
    return PrintedFigure(
      label: label,
      number: PrintedNumber(Int64.random(in: -60...200, using: &random), decimals: decimals),
      dimension: dimension)
  }

  private static func relation(_ random: inout SeededGenerator) -> Relation {
    func amount(_ label: String) -> PrintedFigure {
      figure(label, .amount(.wanYuan), &random)
    }
    let (first, second, third) = (amount("b"), amount("c"), amount("d"))
    let forms: [Relation.Form] = [
      .sum(parts: [first, second, third]), .difference(minuend: first, subtrahend: second),
      .atMost(whole: first), .between(certain: [first], possible: [second, third]),
      .between(certain: [first, second], possible: nil), .growth(current: first, prior: second),
      .growthByChange(current: first, change: second), .share(part: first, whole: second),
    ]
    let form = forms[Int.random(in: 0..<forms.count, using: &random)]
    let isPercent = Relation(first, form).isQuotient
    return Relation(isPercent ? figure("a", .percent, &random) : amount("a"), form)
  }

  @Test(arguments: UInt64(1)...150)
  func judgesLikeTheEvaluator(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let relation = Self.relation(&random)
    let network = RelationNetwork([Self.stated(relation)])
    guard let node = network.nodes.first else { return #expect(relation.evaluate() == nil) }
    #expect(node.verdict == relation.evaluate()?.verdict)
    #expect(network.isPossible(0, with: []) == (node.verdict != .violated))
    for figure in Set(node.figures) {
      let span = network.span(of: figure, closing: 0, with: [])
      let range = span.flatMap { network.printable(figure, in: $0) }
      for units in Int128(-500)...500 {
        guard
          let value = network.digits[figure].figure(units, like: network.figures[figure])
        else { continue }
        let key = network.figures[figure].key
        let changed = relation.replacing { $0.key == key ? value : $0 }
        let isPossible = changed.evaluate().map { $0.verdict != .violated } ?? false
        let change = Change(figure: figure, span: Span(value.interval), value: value)
        #expect(network.isPossible(0, with: [change]) == isPossible, "\(relation) \(units)")
        // Ends may lie one too far out where they are open, but never too far in.
        guard let span, span.isBounded else { continue }
        let isInside = range?.contains(units) ?? false
        if isPossible { #expect(isInside, "\(relation.form): \(units) is not in \(range as Any)") }
        let isDeepInside = range.map { $0.lowerBound < units && units < $0.upperBound } ?? false
        if isDeepInside, !relation.isQuotient {
          #expect(isPossible, "\(relation.form): \(units) is in \(range as Any)")
        }
      }
    }
  }

  /// No number of a workable figure is too large to be looked at.
  @Test(arguments: [Int64](arrayLiteral: 1, 999_999_999_999_999, -999_999_999_999_999))
  func boundsDoNotOverflow(unscaled: Int64) {
    let number = PrintedNumber(unscaled)
    let money = { (label: String) in
      PrintedFigure(label: label, number: number, dimension: .amount(.yuan), printedDecimals: 0)
    }
    let amounts = ["b", "c"].map(money).map {
      PrintedFigure(
        $0, as: PrintedNumber(unscaled / 1_000), decimals: 0)
    }
    for decimals in [UInt8(0), 6] {
      let percent = PrintedFigure(
        label: "a", number: PrintedNumber(unscaled, decimals: decimals), dimension: .percent)
      let forms: [Relation.Form] = [
        .growth(current: amounts[0], prior: amounts[1]),
        .growthByChange(current: amounts[0], change: amounts[1]),
        .share(part: amounts[0], whole: amounts[1]),
      ]
      for form in forms {
        let relation = Relation(percent, form)
        let found = Diagnosis.explain(
          [], [Self.stated(relation)], around: Surroundings(),
          SlipWriter(header: nil) { _ in nil })
        #expect(found.isEmpty == (relation.evaluate()?.verdict != .violated))
      }
    }
  }
}
