import BudgetDomain
import Testing

@Suite struct PrintStepTests {
  private static let wan = PrintStep(.wanYuan)

  @Test func stepIsAHundredthOfTheUnit() {
    #expect(PrintStep(.yuan).fen == 1)
    #expect(PrintStep(.wanYuan).fen == 10_000)
    #expect(PrintStep(.yiYuan).fen == 100_000_000)
  }

  @Test(
    arguments: [
      (0, 0, 0), (10_000, 1, 1), (-10_000, -1, -1), (4_999, 0, 0), (5_000, 0, 1), (9_999, 0, 1),
      (-4_999, -1, 0), (-5_000, -1, -1), (-5_001, -1, -1), (14_999, 1, 1), (-15_000, -2, -2),
    ] as [(Int64, Int64, Int64)])
  func roundsHalfAwayFromZero(fen: Int64, below: Int64, nearest: Int64) {
    #expect(Self.wan.below(fen) == below)
    #expect(Self.wan.nearest(fen) == nearest)
  }

  /// Beside a later amount, however that one is printed, a change is printed with its own sign or
  /// as none, and the earlier amount as one of its neighbours.
  @Test(arguments: [-20_001, -10_000, -4_999, 0, 1, 4_999, 5_000, 9_999, 10_000] as [Int64])
  func changeKeepsItsSign(earlier: Int64) {
    for later in stride(from: earlier - 20_000, through: earlier + 20_000, by: 1_000) {
      for printed in [Self.wan.below(later), -Self.wan.below(-later)] {
        let before = Self.wan.nearest(earlier, changingTo: later, printed: printed)
        #expect([Self.wan.below(earlier), -Self.wan.below(-earlier)].contains(before))
        let change = printed - before
        #expect(change == 0 || change.signum() == (later - earlier).signum())
        #expect(later != earlier || change == 0)
      }
    }
  }

  @Test(
    arguments: [
      // The first of equal ones; the highest above a step; a whole number of steps stays.
      (1, [3_333, 3_333, 3_334], [0, 0, 1]), (1, [5_000, 5_000], [1, 0]),
      (3, [10_000, 6_000, 9_000], [1, 1, 1]), (-1, [-5_000, -5_000], [0, -1]),
      (2, [-2_000, 12_000, 10_000], [0, 1, 1]), (0, [], []), (0, [-4_000, 4_000], [0, 0]),
    ] as [(Int64, [Int64], [Int64])])
  func partsAddUp(whole: Int64, parts: [Int64], printed: [Int64]) {
    #expect(Self.wan.printed(parts, addingUpTo: whole) == printed)
  }

  /// No other choice of neighbours with the same sum deviates less in all.
  @Test(arguments: UInt64(1)...20)
  func deviatesAsLittleAsPossible(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let parts = (0..<Int.random(in: 1...9, using: &random)).map { _ -> Int64 in
        let rest = Int64.random(in: 0..<10_000, using: &random)
        let isWhole = Bool.random(using: &random)
        return Int64.random(in: -3...3, using: &random) * 10_000 + (isWhole ? 0 : rest)
      }
      let sum = parts.reduce(0, +)
      for whole in [Self.wan.below(sum), -Self.wan.below(-sum)] {
        let printed = Self.wan.printed(parts, addingUpTo: whole)
        #expect(printed.reduce(0, +) == whole)
        #expect(deviation(printed, parts) == leastDeviation(parts, whole))
      }
    }
  }

  private func deviation(_ printed: [Int64], _ parts: [Int64]) -> Int64 {
    zip(printed, parts).reduce(0) { $0 + abs($1.0 * 10_000 - $1.1) }
  }

  /// By trying all choices.
  private func leastDeviation(_ parts: [Int64], _ whole: Int64) -> Int64? {
    let between = parts.indices.filter { Self.wan.rest(parts[$0]) > 0 }
    return (0..<(1 << between.count)).compactMap { choice -> Int64? in
      var printed = parts.map(Self.wan.below)
      for (bit, place) in between.enumerated() where choice >> bit & 1 == 1 { printed[place] += 1 }
      return printed.reduce(0, +) == whole ? deviation(printed, parts) : nil
    }.min()
  }

  @Test func trapsWhereTheWholeIsNoNeighbour() async {
    await #expect(processExitsWith: .failure) {
      _ = PrintStep(.wanYuan).printed([10_000, 5_000], addingUpTo: 3)
    }
  }
}
