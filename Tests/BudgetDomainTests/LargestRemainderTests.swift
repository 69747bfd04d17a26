import BudgetDomain
import Testing

@Suite struct LargestRemainderTests {
  @Test(
    arguments: [
      (100, [1, 1, 1], [34, 33, 33]), (-100, [1, 1, 1], [-34, -33, -33]),
      (50, [60, 40], [30, 20]), (1, [5, 5], [1, 0]), (0, [3, -3], [0, 0]), (7, [7], [7]),
      (5, [20, -10], [10, -5]), (-3, [-2, -2], [-2, -1]), (0, [], []),
    ] as [(Int64, [Int64], [Int64])])
  func dividesByProportion(fen: Int64, parts: [Int64], shares: [Int64]) {
    #expect(LargestRemainder.shares(of: fen, among: parts) == shares)
  }

  /// None lost, none beyond its part, none further than a fen from its exact share.
  @Test(arguments: UInt64(1)...50)
  func losesNoFen(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let limits: [Int64] = [10, 1_000, Amount.largestLineFen]
      let limit = limits.randomElement(using: &random) ?? 10
      let parts = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        Int64.random(in: -limit / 3...limit, using: &random)
      }
      let whole = parts.reduce(0, +)
      guard whole != 0 else { continue }
      let fen = Int64.random(in: min(0, whole)...max(0, whole), using: &random)
      let shares = LargestRemainder.shares(of: fen, among: parts)
      #expect(shares.reduce(0, +) == fen)
      for (share, part) in zip(shares, parts) {
        #expect((min(0, part)...max(0, part)).contains(share))
        let exact = Int128(part) * Int128(fen)
        #expect((Int128(share) * Int128(whole) - exact).magnitude < Int128(whole).magnitude)
      }
    }
  }

  @Test func trapsWithNothingToDivideBy() async {
    await #expect(processExitsWith: .failure) {
      _ = LargestRemainder.shares(of: 1, among: [2, -2])
    }
  }
}
