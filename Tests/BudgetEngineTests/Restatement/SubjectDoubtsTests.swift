import Testing

@testable import BudgetDomain
@testable import BudgetEngine

/// What is looked up by code is what asking every landing gives.
@Suite struct SubjectDoubtsTests {
  private static let codes =
    ["*", "?"].compactMap(SubjectCode.init)
    + (201...203).flatMap { category in
      ["\(category)", "\(category)01", "\(category)02", "\(category)0101", "\(category)0102"]
        .compactMap(SubjectCode.init)
    }

  private static func some(_ random: inout SeededGenerator) -> Set<SubjectCode> {
    Set(
      (0..<Int.random(in: 0...3, using: &random)).compactMap { _ in
        codes.randomElement(using: &random)
      })
  }

  private static func landing(_ random: inout SeededGenerator) -> Landing {
    let doubts = some(&random).map { Landing.Doubt(code: $0, reach: some(&random).union([$0])) }
    return Landing(
      parts: some(&random).sorted().map { Landing.Part(code: $0, share: .whole) },
      loose: some(&random), doubts: doubts, isTooLong: false)
  }

  @Test(arguments: UInt64(1)...200)
  func areThoseOfTheWorstLanding(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let funds: [FundType] = [.general, .fund]
    let landings = (0..<Int.random(in: 0...6, using: &random)).map { _ in
      (fund: funds.randomElement(using: &random) ?? .general, landing: Self.landing(&random))
    }
    var doubts = SubjectDoubts()
    for landing in landings { doubts.note(landing.landing, of: landing.fund) }
    for fund in funds + [.all] {
      for code in Self.codes {
        let worst =
          landings.filter { fund == .all || $0.fund == fund }
          .map { $0.landing.comparability(at: code) }.max() ?? .exact
        #expect(doubts.comparability(at: code, fund: fund) == worst, "\(code) \(fund)")
      }
    }
  }
}
