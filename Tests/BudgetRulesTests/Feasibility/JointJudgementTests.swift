import BudgetDomain
import Testing

@testable import BudgetRules

/// Small tables with sums of their own against the elimination of all their values.
@Suite struct JointJudgementTests {
  /// How a table is summed up, by number of figure; cells come first.
  enum Shape: CaseIterable {
    /// 总计, two 类 over two and three rows: every total over the rows, as tables state it.
    case tree
    /// The same with the totals over the totals below them.
    case levels
    /// Two by two cells with both margins and the grand total.
    case twoWay
    /// Three rows, their total in two tables, and a part of two of them.
    case part

    var cells: Int { self == .tree || self == .levels ? 5 : self == .twoWay ? 4 : 3 }

    var sums: [Puzzle.Sum] {
      switch self {
      case .tree:
        [
          .init(total: 5, parts: [0, 1]), .init(total: 6, parts: [2, 3, 4]),
          .init(total: 7, parts: [0, 1, 2, 3, 4]),
        ]
      case .levels:
        [
          .init(total: 5, parts: [0, 1]), .init(total: 6, parts: [2, 3, 4]),
          .init(total: 7, parts: [5, 6]),
        ]
      case .twoWay:
        [
          .init(total: 4, parts: [0, 1]), .init(total: 5, parts: [2, 3]),
          .init(total: 6, parts: [0, 2]), .init(total: 7, parts: [1, 3]),
          .init(total: 8, parts: [0, 1, 2, 3]),
        ]
      case .part:
        [
          .init(total: 3, parts: [0, 1, 2]), .init(total: 4, parts: [0, 1, 2]),
          .init(total: 5, parts: [1, 2], isBound: true),
        ]
      }
    }
  }

  /// A rounded truth in which up to two numbers are off by a digit or two.
  static func puzzle(_ shape: Shape, seed: UInt64) -> Puzzle {
    var random = SeededGenerator(seed: seed)
    let isMixed = Bool.random(using: &random)
    let least = shape == .part ? 400 : Bool.random(using: &random) ? -30_000 : 3_000
    let cells = (0..<shape.cells).map { _ in Int.random(in: least...30_000, using: &random) }
    let coarse = Int.random(in: 0..<shape.cells, using: &random)
    var puzzle = Puzzle(cells: cells, shape.sums) { isMixed && $0 != coarse ? 1 : 0 }
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      let figure = Int.random(in: puzzle.figures.indices, using: &random)
      let move = [-2, -1, 1, 2].randomElement(using: &random) ?? 1
      let old = puzzle.figures[figure]
      puzzle.figures[figure] = .init(units: old.units + move, decimals: old.decimals)
    }
    return puzzle
  }

  private static func numbers(_ figures: [PrintedFigure]) -> [Int] {
    figures.compactMap { Int($0.label.dropFirst().dropLast()) }
  }

  @Test(arguments: Shape.allCases)
  func agreesWithElimination(shape: Shape) {
    var counts = (possible: 0, impossible: 0)
    for seed in UInt64(1)...400 {
      let puzzle = Self.puzzle(shape, seed: seed)
      let judgement = JointJudgement(puzzle.relations)
      #expect(judgement.isComplete)
      guard !puzzle.isBroken else {
        #expect(judgement.conflicts.isEmpty, "seed \(seed)")
        continue
      }
      let isPossible = puzzle.isPossible(keeping: puzzle.figures.indices)
      #expect(judgement.conflicts.isEmpty == isPossible, "seed \(seed): \(puzzle.figures)")
      if isPossible { counts.possible += 1 } else { counts.impossible += 1 }
      var released: Set<Int> = []
      for conflict in judgement.conflicts {
        check(conflict, puzzle, besides: released, seed)
        released.formUnion(Self.numbers(conflict.figures))
      }
      let rest = puzzle.figures.indices.filter { !released.contains($0) }
      #expect(puzzle.isPossible(keeping: rest), "seed \(seed)")
    }
    #expect(counts.possible > 20 && counts.impossible > 0, "\(counts)")
  }

  /// No fewer figures contradict each other, what is left to the shown figure is what elimination
  /// leaves, and each correction makes everything possible.
  private func check(
    _ conflict: JointConflict, _ puzzle: Puzzle, besides released: Set<Int>, _ seed: UInt64
  ) {
    let figures = Self.numbers(conflict.figures)
    #expect(conflict.isSmallest, "seed \(seed)")
    #expect(!puzzle.isPossible(keeping: figures), "seed \(seed)")
    let others = puzzle.figures.indices.filter { !released.contains($0) }
    for mask in 0..<(1 << others.count) where mask.nonzeroBitCount == figures.count - 1 {
      let fewer = others.indices.filter { mask & (1 << $0) != 0 }.map { others[$0] }
      #expect(puzzle.isPossible(keeping: fewer), "seed \(seed): \(fewer) for \(figures)")
    }
    let shown = Self.numbers([conflict.shown]).first ?? -1
    for units in puzzle.figures[shown].units - 30...puzzle.figures[shown].units + 30 {
      var other = puzzle
      other.figures[shown] = .init(units: units, decimals: puzzle.figures[shown].decimals)
      let interval = other.figure(shown).interval
      let isInside =
        (conflict.low.map { $0.isNotAbove(interval.high) } ?? true)
        && (conflict.high.map { interval.low.isNotAbove($0) } ?? true)
      #expect(other.isPossible(keeping: figures) == isInside, "seed \(seed): \(units)")
    }
    for correction in conflict.corrections {
      guard let figure = Self.numbers([correction]).first else { continue }
      var other = puzzle
      other.figures[figure] = .init(
        units: Int(correction.number.unscaled), decimals: correction.number.decimals)
      #expect(abs(other.figures[figure].units - puzzle.figures[figure].units) == 1)
      #expect(other.isPossible(keeping: others), "seed \(seed)")
    }
  }

  /// 3 of 1 and 1 twice uses up all the rounding of either sum; nothing is left for their total.
  @Test(
    arguments: [
      ("5.000000", true), ("4.999999", false), ("5.999999", true), ("6.000000", false),
      ("6.0", true), ("6.1", false), ("5", true), ("6", true), ("7", false),
    ])
  func slackIsUsedUpOnce(total: String, isPossible: Bool) {
    for sign in ["", "-"] {
      func figure(_ label: String, _ number: String) -> PrintedFigure {
        PrintedFigure(
          label: label, number: PrintedNumber(sign + number) ?? PrintedNumber(0),
          dimension: .amount(.wanYuan))
      }
      let (first, second) = (figure("A", "3"), figure("B", "3"))
      let relations = [
        Relation(first, .sum(parts: [figure("A1", "1"), figure("A2", "1")])),
        Relation(second, .sum(parts: [figure("B1", "1"), figure("B2", "1")])),
        Relation(figure("T", total), .sum(parts: [first, second])),
      ].map {
        StatedRelation(
          rule: RuleDescription("X000", .error, title: "", english: "", source: ""),
          place: Place(year: FiscalYear(2023), unit: ""), relation: $0)
      }
      let isBroken = relations.contains { $0.relation.evaluate()?.verdict == .violated }
      let conflicts = JointJudgement(relations).conflicts
      #expect(conflicts.isEmpty == (isPossible || isBroken))
      #expect(isBroken == (total == "4.999999"))
      for conflict in conflicts {
        // As printed, 3 is below 3.5: with 7, one of the two sums is enough.
        let isWide = total == "7"
        #expect(
          conflict.figures.map(\.label) == ["A1", "A2"] + (isWide ? ["B"] : ["B1", "B2"]) + ["T"])
        #expect(conflict.relations == (isWide ? [0, 2] : [0, 1, 2]))
      }
    }
  }

  @Test(arguments: Shape.allCases)
  func doesNotDependOnTheOrderOfRelations(shape: Shape) {
    for seed in UInt64(1)...100 {
      let relations = Self.puzzle(shape, seed: seed).relations
      func found(_ relations: [StatedRelation]) -> [String] {
        JointJudgement(relations).conflicts.map { conflict in
          let places = conflict.relations.map { relations[$0].place.key }.sorted()
          return "\(Self.numbers(conflict.figures)) \(conflict.shown.label) \(places) "
            + "\(conflict.corrections.map(\.label))"
        }
      }
      #expect(found(relations) == found(relations.reversed()), "seed \(seed)")
    }
  }

  /// Each relation that is named is needed.
  @Test(arguments: Shape.allCases)
  func namesNoRelationThatCanBeSpared(shape: Shape) {
    for seed in UInt64(1)...150 {
      let relations = Self.puzzle(shape, seed: seed).relations
      for conflict in JointJudgement(relations).conflicts {
        let needed = conflict.relations.map { relations[$0] }
        #expect(!JointJudgement(needed).conflicts.isEmpty, "seed \(seed)")
        for spared in needed.indices {
          var fewer = needed
          fewer.remove(at: spared)
          let figures = Set(Self.numbers(conflict.figures))
          let left = JointJudgement(fewer).conflicts.filter {
            figures.isSuperset(of: Self.numbers($0.figures))
          }
          #expect(left.isEmpty, "seed \(seed)")
        }
      }
    }
  }
}
