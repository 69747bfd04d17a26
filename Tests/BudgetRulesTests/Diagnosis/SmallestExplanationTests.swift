import BudgetDomain
import Testing

@testable import BudgetRules

/// Small systems of exact sums with planted slips, against all ways to change one or two figures.
@Suite struct SmallestExplanationTests {
  /// total = Σ parts, by number of figure.
  struct Equation {
    let total: Int
    let parts: [Int]

    func residual(_ values: [Int]) -> Int {
      parts.reduce(0) { $0 + values[$1] } - values[total]
    }

    func weight(of figure: Int) -> Int { figure == total ? -1 : parts.contains(figure) ? 1 : 0 }
  }

  /// A two-way table: 2 × 3 cells, the sums of both directions, and the grand total both ways.
  static let equations: [Equation] = [
    Equation(total: 6, parts: [0, 1, 2]), Equation(total: 7, parts: [3, 4, 5]),
    Equation(total: 8, parts: [0, 3]), Equation(total: 9, parts: [1, 4]),
    Equation(total: 10, parts: [2, 5]), Equation(total: 11, parts: [6, 7]),
    Equation(total: 11, parts: [8, 9, 10]),
  ]

  private static func truth(_ random: inout SeededGenerator) -> [Int] {
    var values = (0..<6).map { _ in Int.random(in: 1_000...9_999, using: &random) }
    for equation in equations where equation.total == values.count {
      values.append(equation.parts.reduce(0) { $0 + values[$1] })
    }
    return values
  }

  private static func relations(_ values: [Int]) -> [StatedRelation] {
    func figure(_ index: Int) -> PrintedFigure {
      PrintedFigure(
        label: "#\(index)#", number: PrintedNumber(Int64(values[index])), dimension: .count)
    }
    return equations.enumerated().map { number, equation in
      var place = Place(year: FiscalYear(2023), unit: "101")
      place.code = String(number)
      return StatedRelation(
        rule: RuleDescription("X000", .error, title: "", english: "", source: ""), place: place,
        relation: Relation(figure(equation.total), .sum(parts: equation.parts.map(figure))))
    }
  }

  /// The value that `figure` must have, if changing it alone makes all equations true.
  private static func repair(_ figure: Int, _ values: [Int]) -> Int? {
    var needed: Int?
    for equation in equations {
      let (residual, weight) = (equation.residual(values), equation.weight(of: figure))
      guard weight != 0 else {
        if residual != 0 { return nil }
        continue
      }
      let value = values[figure] - residual * weight
      guard needed ?? value == value else { return nil }
      needed = value
    }
    return needed
  }

  /// The pairs that, changed together, can make all equations true.
  private static func pairs(_ values: [Int]) -> [Set<Int>] {
    values.indices.flatMap { first in
      values.indices.filter { $0 > first }.compactMap { second -> Set<Int>? in
        // Any equation with one of the two fixes it; then the other has to do the rest.
        for equation in equations
        where equation.weight(of: first) != 0 && equation.weight(of: second) == 0 {
          var changed = values
          changed[first] -= equation.residual(values) * equation.weight(of: first)
          return repair(second, changed) != nil ? [first, second] : nil
        }
        return nil
      }
    }
  }

  private static func explain(_ values: [Int]) -> [Anomaly] {
    Diagnosis.explain(
      [], relations(values), around: Surroundings(),
      SlipWriter(header: nil) { figure in
        var place = Place(year: FiscalYear(2023), unit: "101")
        place.figure = figure.label
        return place
      })
  }

  @Test func findsNothingInTheTruth() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20 { #expect(Self.explain(Self.truth(&random)).isEmpty) }
  }

  @Test(arguments: UInt64(1)...60)
  func oneSlip(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var values = Self.truth(&random)
    let slip = Int.random(in: values.indices, using: &random)
    let meant = values[slip]
    values[slip] += Int.random(in: 1...999, using: &random)
    #expect(Self.repair(slip, values) == meant)
    #expect(values.indices.filter { Self.repair($0, values) != nil } == [slip])
    let found = Self.explain(values)
    #expect(found.count == 1)
    #expect(found.first?.message.contains("#\(slip)#印作") == true)
    #expect(found.first?.suggestion?.contains("应为 \(meant)") == true)
  }

  @Test(arguments: UInt64(1)...60)
  func twoSlips(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var values = Self.truth(&random)
    let slips = Array(values.indices.shuffled(using: &random).prefix(2)).sorted()
    for slip in slips { values[slip] += Int.random(in: 1...999, using: &random) }
    guard !values.indices.contains(where: { Self.repair($0, values) != nil }) else { return }
    let pairs = Self.pairs(values)
    let found = Self.explain(values)
    #expect(found.count <= 2 && !found.isEmpty)
    guard pairs == [Set(slips)] else { return }
    for slip in slips {
      #expect(
        found.contains { $0.message.contains("#\(slip)#印作") }
          || found.contains { $0.suggestion?.contains("#\(slip)#") == true },
        "\(slips): \(found.map(\.message))")
    }
  }
}
