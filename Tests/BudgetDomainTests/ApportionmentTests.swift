import BudgetDomain
import Testing

@Suite struct ApportionmentTests {
  private static func shares(_ parts: [(Int64, Int64)]) throws -> [ExactShare] {
    try parts.map { try #require(ExactShare($0.0, over: $0.1)) }
  }

  @Test(
    arguments: [
      (100, [(1, 3), (1, 3), (1, 3)], [34, 33, 33]), (101, [(1, 2), (1, 2)], [51, 50]),
      (5, [(1, 10), (9, 10)], [1, 4]), (0, [(1, 3), (2, 3)], [0, 0]), (7, [(1, 1)], [7]),
      (10, [(1, 4), (1, 4), (1, 2)], [3, 2, 5]),
    ] as [(Int64, [(Int64, Int64)], [Int64])])
  func losesNoFen(fen: Int64, shares: [(Int64, Int64)], parts: [Int64]) throws {
    let shares = try Self.shares(shares)
    #expect(Apportionment.parts(of: fen, among: shares) == parts)
    #expect(Apportionment.parts(of: -fen, among: shares) == parts.map { -$0 })
  }

  @Test func dividesTheLargestYear() throws {
    let third: Int64 = .max / 3
    let shares = try Self.shares([(third, .max), (third, .max), (.max - 2 * third, .max)])
    let parts = Apportionment.parts(of: Amount.largestYearFen, among: shares)
    #expect(parts.reduce(0, +) == Amount.largestYearFen)
    #expect(parts.allSatisfy { abs($0 - Amount.largestYearFen / 3) <= 1 })
  }

  /// Each part is its share to less than one fen, and nothing is lost.
  @Test func isNearTheShares() throws {
    for seed in UInt64(1)...10_000 { try Self.expectNearShares(seed: seed) }
  }

  private static func expectNearShares(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let weights =
      (0..<Int.random(in: 1...6, using: &random)).map { _ in
        Int64.random(in: 0...20, using: &random)
      } + [1]
    let whole = weights.reduce(0, +)
    let shares = try shares(weights.map { ($0, whole) })
    let fen = Int64.random(in: -10_000...10_000, using: &random)
    let parts = Apportionment.parts(of: fen, among: shares)
    #expect(parts.reduce(0, +) == fen)
    for (part, weight) in zip(parts, weights) {
      #expect(abs(part * whole - fen * weight) < whole)
    }
  }

  /// Two parts are worked out without a list; a list gives the same, and so does the definition.
  @Test func twoPartsAreAsOfAList() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<10_000 {
      let whole = Int64.random(
        in: 1...([2, 6, 1_000, .max].randomElement(using: &random) ?? 2), using: &random)
      let share = try #require(
        ExactShare(Int64.random(in: 0...whole, using: &random), over: whole))
      let fen =
        [
          Int64.random(in: -9...9, using: &random), Int64.random(in: .min ... .max, using: &random),
          .min,
        ].randomElement(using: &random) ?? 0
      let (first, rest) = Apportionment.parts(of: fen, among: share)
      #expect(Apportionment.parts(of: fen, among: [share, share.rest]) == [first, rest])
      #expect(Int128(first) + Int128(rest) == Int128(fen))
      // Never further from the share than half a fen, and half a fen goes to the first.
      let off =
        (Int128(first) * Int128(share.denominator) - Int128(fen) * Int128(share.numerator))
        * (fen < 0 ? -1 : 1)
      #expect(off * 2 <= Int128(share.denominator) && off * 2 > -Int128(share.denominator))
    }
  }

  @Test func sumsAreExact() throws {
    let shares = try Self.shares([(1, 3), (1, 6), (1, 2)])
    #expect(ShareSum.of(shares)?.isWhole == true)
    #expect(ShareSum.of(shares.dropLast())?.description == "1/2")
    #expect(ShareSum.of(shares + shares)?.isMoreThanWhole == true)
    #expect(ExactShare(2, over: 1) == nil)
    #expect(ExactShare(-1, over: 2) == nil)
    #expect(ExactShare(1, over: 0) == nil)
    let tiny = try #require(ExactShare(1, over: .max))
    #expect(tiny.part(tiny) == nil)
    let other = try #require(ExactShare(1, over: .max - 1))
    let third = try #require(ExactShare(1, over: .max - 2))
    #expect(ShareSum.of([tiny, other])?.isWhole == false)
    #expect(ShareSum.of([tiny, other, third]) == nil)
  }
}
