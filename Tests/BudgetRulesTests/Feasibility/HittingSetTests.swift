import Testing

@testable import BudgetRules

/// The smallest sets against all subsets.
@Suite struct HittingSetTests {
  /// Subsets of 0 ..< `count` that meet all sets, the fewest members first, then in order.
  private static func best(_ sets: [[Int]], below count: Int) -> [Int]? {
    (0..<(1 << count)).map { mask in (0..<count).filter { mask & (1 << $0) != 0 } }
      .filter { candidate in sets.allSatisfy { $0.contains(where: candidate.contains) } }
      .min { left, right in
        left.count != right.count
          ? left.count < right.count : left.lexicographicallyPrecedes(right)
      }
  }

  @Test func agreesWithAllSubsets() {
    var sizes: Set<Int> = []
    for seed in UInt64(1)...300 {
      var random = SeededGenerator(seed: seed)
      let sets = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        (0..<7).filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
      }
      let best = Self.best(sets, below: 7)
      #expect(HittingSet.smallest(sets, most: 7) == best, "seed \(seed): \(sets)")
      sizes.insert(best?.count ?? -1)
      guard let best, !best.isEmpty else { continue }
      #expect(HittingSet.smallest(sets, most: best.count) == best)
      #expect(HittingSet.smallest(sets, most: best.count - 1) == nil)
    }
    #expect(sizes.isSuperset(of: [-1, 0, 1, 2, 3]))
  }

  @Test func meetsNothingWithNothing() {
    #expect(HittingSet.smallest([], most: 0) == [])
    #expect(HittingSet.smallest([], most: -1) == [])
    #expect(HittingSet.smallest([[3, 1]], most: 0) == nil)
    #expect(HittingSet.smallest([[]], most: 5) == nil)
  }

  /// Twelve sets of three without a member in common have 3^12 smallest sets.
  @Test func givesUpWhereThereAreTooMany() {
    let sets = (0..<12).map { [3 * $0, 3 * $0 + 1, 3 * $0 + 2] }
    #expect(HittingSet.smallest(sets, most: 12) == nil)
    #expect(HittingSet.smallest(Array(sets.prefix(6)), most: 6) == [0, 3, 6, 9, 12, 15])
  }
}
