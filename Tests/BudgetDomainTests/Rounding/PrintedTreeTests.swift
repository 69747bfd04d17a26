import BudgetDomain
import Testing

@Suite struct PrintedTreeTests {
  private static let wan = PrintStep(.wanYuan)

  /// Three thirds of a step, and money on the second one itself.
  @Test func partsFollowFromTheWhole() {
    let tree = PrintedTree(
      [10_000, 3_333, 3_333, 3_334, 1_000, 1_333], parents: [nil, 0, 0, 0, 2, 2], step: Self.wan)
    #expect(tree.steps == [1, 0, 0, 1, 0, 0])
    #expect(tree.ownFen == [0, 0, 1_000, 0, 0, 0])
    #expect(tree.ownSteps == [0, 0, 0, 0, 0, 0])
  }

  @Test func whatIsGivenStays() {
    let tree = PrintedTree(
      [14_000, 7_000, 7_000], parents: [nil, 0, 0], step: Self.wan, given: [0: 2, 1: 1, 2: 1])
    #expect(tree.steps == [2, 1, 1])
    let above = PrintedTree(
      [14_000, 7_000, 7_000], parents: [nil, 0, 0], step: Self.wan, given: [0: 2])
    #expect(above.steps == [2, 1, 1])
    let below = PrintedTree([14_000, 7_000, 7_000], parents: [nil, 0, 0], step: Self.wan)
    #expect(below.steps == [1, 1, 0])
  }

  /// Random trees with negative amounts, money on inner nodes and whole steps.
  @Test(arguments: UInt64(1)...40)
  func addsUpEverywhere(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let count = Int.random(in: 1...60, using: &random)
      let parents = (0..<count).map { place in
        place == 0 ? nil : Int.random(in: 0..<place, using: &random) as Int?
      }
      var amounts = (0..<count).map { _ in randomFen(&random) }
      for place in (1..<max(count, 1)).reversed() {
        if let parent = parents[place] { amounts[parent] += amounts[place] }
      }
      let step = [PrintStep(.wanYuan), PrintStep(.yuan)].randomElement(using: &random) ?? Self.wan
      let tree = PrintedTree(amounts, parents: parents, step: step)
      #expect(tree.steps[0] == step.nearest(amounts[0]))
      for place in 0..<count {
        #expect(isNeighbour(tree.steps[place], amounts[place], step))
        #expect(isNeighbour(tree.ownSteps[place], tree.ownFen[place], step))
        let parts = parents.indices.filter { parents[$0] == place }
        guard !parts.isEmpty else { continue }
        let sum = parts.reduce(tree.ownSteps[place]) { $0 + tree.steps[$1] }
        #expect(sum == tree.steps[place])
        let exact = parts.reduce(tree.ownFen[place]) { $0 + amounts[$1] }
        #expect(exact == amounts[place])
      }
      #expect(PrintedTree(amounts, parents: parents, step: step).steps == tree.steps)
    }
  }
}

/// Whether a printed figure is right below or right above the exact one, or is that itself.
func isNeighbour(_ steps: Int64, _ fen: Int64, _ step: PrintStep) -> Bool {
  let distance = Int128(steps) * Int128(step.fen) - Int128(fen)
  return distance.magnitude < Int128(step.fen).magnitude
}

/// Small and large amounts of both signs, whole steps and nothing among them.
func randomFen(_ random: inout SeededGenerator) -> Int64 {
  switch Int.random(in: 0..<6, using: &random) {
  case 0: 0
  case 1: Int64.random(in: -50...50, using: &random) * 10_000
  case 2: Int64.random(in: -9_999...9_999, using: &random)
  case 3: Int64.random(in: 0...200, using: &random) * 5_000
  case 4: Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random)
  default: Int64.random(in: 0...100_000_000, using: &random)
  }
}
