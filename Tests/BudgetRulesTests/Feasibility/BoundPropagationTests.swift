import Testing

@testable import BudgetRules

/// What propagation decides is what the simplex decides, and trees it decides alone.
@Suite struct BoundPropagationTests {
  /// Sums of random numbers with random limits; a tree, or with one figure in two sums.
  private static func system(_ random: inout SeededGenerator, isTree: Bool) -> FigureSystem {
    var rows: [FigureSystem.Row] = []
    var free = [0]
    var count = 1
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      let total = free.remove(at: Int.random(in: free.indices, using: &random))
      let parts = (count..<count + Int.random(in: 1...3, using: &random))
      count = parts.upperBound
      free += parts
      rows.append(row(total, Array(parts)))
    }
    if !isTree { rows.append(row(0, free)) }
    let rooms = (0..<count).map { _ in
      let low = Int128.random(in: -6...4, using: &random)
      let high = low + Int128.random(in: 1...4, using: &random)
      return Room(
        low: Limit(steps: low, nudge: Bool.random(using: &random) ? 1 : 0),
        high: Limit(steps: high, nudge: Bool.random(using: &random) ? -1 : 0))
    }
    return FigureSystem(
      figures: [], rooms: rooms, printed: rooms.map { ($0.low?.steps ?? 0) + 1 }, rows: rows,
      scale: 1)
  }

  private static func row(_ total: Int, _ parts: [Int]) -> FigureSystem.Row {
    let terms = [FigureSystem.Term(figure: total, factor: -1)]
    let zero = Limit(steps: 0)
    return FigureSystem.Row(
      terms: FigureSystem.collected(terms + parts.map { .init(figure: $0, factor: 1) }),
      room: Room(low: zero, high: zero), relations: [])
  }

  private static func isPossible(_ system: FigureSystem) -> Bool? {
    var simplex = BoundedSimplex(system)
    switch simplex.outcome() {
    case .possible: return true
    case .impossible: return false
    case .undecided: return nil
    }
  }

  @Test(arguments: [true, false])
  func agreesWithTheSimplex(isTree: Bool) {
    var counts: [BoundPropagation.Outcome: Int] = [:]
    for seed in UInt64(1)...500 {
      var random = SeededGenerator(seed: seed)
      let system = Self.system(&random, isTree: isTree)
      var propagation = BoundPropagation(system)
      let outcome = propagation.outcome()
      let isPossible = Self.isPossible(system)
      counts[outcome, default: 0] += 1
      switch outcome {
      case .possible: #expect(isPossible == true, "seed \(seed)")
      case .impossible: #expect(isPossible == false, "seed \(seed)")
      case .undecided: #expect(isPossible != nil && !isTree, "seed \(seed)")
      }
    }
    #expect((counts[.possible] ?? 0) > 20 || !isTree)
    #expect((counts[.impossible] ?? 0) > 20)
  }

  /// Touching ends meet only where both are closed.
  @Test(arguments: [(false, false), (true, false), (false, true), (true, true)])
  func endsMeetWhereBothAreClosed(isLowOpen: Bool, isHighOpen: Bool) {
    let rooms = [
      Room(low: Limit(steps: 0), high: Limit(steps: 5, nudge: isHighOpen ? -1 : 0)),
      Room(low: Limit(steps: 5, nudge: isLowOpen ? 1 : 0), high: Limit(steps: 9)),
    ]
    let system = FigureSystem(
      figures: [], rooms: rooms, printed: [2, 7], rows: [Self.row(0, [1])], scale: 1)
    var propagation = BoundPropagation(system)
    let isPossible = !isLowOpen && !isHighOpen
    #expect(propagation.outcome() == (isPossible ? .possible : .impossible))
    #expect(Self.isPossible(system) == isPossible)
  }
}
