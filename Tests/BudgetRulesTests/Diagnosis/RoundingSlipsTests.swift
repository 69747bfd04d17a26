import BudgetDomain
import Testing

@testable import BudgetRules

/// Figures cut off, rounded twice and plugged, against every unrounded value on a grid.
@Suite struct RoundingSlipsTests {
  /// Steps of the grid to 1 in the last printed place: 10 to half of the digit behind it.
  private static let grid = 200

  private static func rounded(_ value: Int, to step: Int) -> Int {
    let magnitude = (2 * abs(value) + step) / (2 * step)
    return value < 0 ? -magnitude : magnitude
  }

  private static func network(_ relation: Relation) -> RelationNetwork {
    RelationNetwork([stated(relation, figure: "stated")])
  }

  private static func stated(_ relation: Relation, figure: String) -> StatedRelation {
    var place = Place(year: FiscalYear(2023), unit: "101")
    place.figure = figure
    return StatedRelation(
      rule: RuleDescription("X000", .error, title: "", english: "", source: ""), place: place,
      relation: relation)
  }

  /// A percentage, or money in 万元, with so many decimals.
  private static func figure(
    _ units: Int, _ decimals: Int, _ dimension: PrintedFigure.Dimension
  ) -> PrintedFigure {
    PrintedFigure(
      label: "stated", number: PrintedNumber(Int64(units), decimals: UInt8(decimals)),
      dimension: dimension)
  }

  @Test(arguments: [(0, PrintedFigure.Dimension.percent), (1, .percent), (1, .amount(.wanYuan))])
  func spanWhatIsCutOffOrRoundedTwice(
    decimals: Int, dimension: PrintedFigure.Dimension
  ) throws {
    for units in [-12, -1, 0, 1, 7, 12] {
      let printed = Self.figure(units, decimals, dimension)
      let network = Self.network(Relation(printed, .atMost(whole: printed)))
      let finder = SlipFinder(network: network, surroundings: Surroundings())
      let repairs = finder.roundings(of: 0, isStated: true)
      #expect(repairs.allSatisfy { $0.cause == .rounding })
      let tick = network.digits[0].tick
      for value in (units - 2) * Self.grid...(units + 2) * Self.grid {
        let truth = Self.rounded(value, to: Self.grid)
        let twice = Self.rounded(
          Self.rounded(value, to: Self.grid / 10), to: 10)
        let isSlip = truth != units && (value / Self.grid == units || twice == units)
        let ticks = Int128(value) * tick / Int128(Self.grid)
        let found = repairs.flatMap(\.changes).filter { $0.span?.holds(ticks) ?? false }
        #expect(found.isEmpty == !isSlip, "\(value) printed \(units)")
        for change in found {
          let meant = network.digits[0].figure(Int128(truth), like: printed)
          #expect(change.value?.number == meant?.number, "\(value) printed \(units)")
        }
      }
    }
  }

  /// A share of exact money, printed right, cut off, rounded twice, or simply wrong.
  @Test func areInfoAndNothingElseIs() throws {
    for part in stride(from: -9_990, through: 9_990, by: 37) where part != 0 {
      // In ten-thousandths of a percent of 10 000 yuan.
      let value = part
      let truth = Self.rounded(value, to: 100)
      let twice = Self.rounded(Self.rounded(value, to: 10), to: 10)
      for units in Set([truth, twice, value / 100, truth + 3, truth - 2]) {
        let found = Self.explain(share(of: part, printed: units))
        if units == truth {
          #expect(found.isEmpty)
        } else {
          let isRounding = units == value / 100 || units == twice
          #expect(found.count == 1)
          #expect((found.first?.cause == .rounding) == isRounding, "\(value) printed \(units)")
          #expect(found.first?.severity == (isRounding ? .info : .error), "\(value): \(units)")
        }
      }
    }
  }

  private func share(of part: Int, printed units: Int) -> Relation {
    func yuan(_ label: String, _ amount: Int) -> PrintedFigure {
      PrintedFigure(
        label: label, number: PrintedNumber(Int64(amount), decimals: 2), dimension: .amount(.yuan))
    }
    return Relation(
      Self.figure(units, 0, .percent),
      .share(part: yuan("part", part), whole: yuan("whole", 10_000)))
  }

  private static func explain(_ relation: Relation) -> [Anomaly] {
    let stated = stated(relation, figure: "share")
    let finding = relation.finding(stated.rule, at: stated.place, submission: nil)
    return Diagnosis.explain(
      finding.map { [$0] } ?? [], [stated], around: Surroundings(),
      SlipWriter(header: nil) { _ in stated.place })
  }
}

extension Span {
  /// Whether a value lies in it.
  fileprivate func holds(_ value: Int128) -> Bool {
    (low < value || (low == value && openLows == 0))
      && (value < high || (value == high && openHighs == 0))
  }
}
