import BudgetDomain
import Testing

@testable import BudgetEngine

/// Whatever fails, and however often: nothing half is shown, the receipt tells what is, and the
/// error that stopped a night is the one that it ends with.
@Suite struct FaultTests {
  @Test(arguments: 0..<8)
  func noNightShowsHalfAResultOrTellsUntruth(eighth: Int) throws {
    var (nights, failures) = (0, 0)
    for seed in LongSeeds.seeds("faults", normally: 160, long: 2_500, case: eighth, of: 8) {
      var story = FaultStory(seed: seed)
      let violations = try story.tell()
      nights += story.nightCount
      failures += story.failureCount
      #expect(violations == [], "seed \(seed)")
      guard violations.isEmpty else { return }
    }
    #expect(nights > 0)
    #expect(failures > nights / 10, "\(failures) of \(nights) nights failed")
  }

  /// The tests would tell: each slip is found within a thousand seeds.
  @Test(arguments: FaultyStore.Slip.allCases)
  func aPlantedSlipIsFound(slip: FaultyStore.Slip) throws {
    let found = try (0..<1_000 as Range<UInt64>).first { seed in
      var story = FaultStory(seed: seed, slip: slip)
      return try !story.tell().isEmpty
    }
    #expect(found != nil)
  }
}

/// Four nights over a small district that changes in between, with calls that fail, and a last one
/// in which everything goes well.
private struct FaultStory {
  private let store: FaultyStore
  private var random: SeededGenerator
  private(set) var nightCount = 0
  private(set) var failureCount = 0

  init(seed: UInt64, slip: FaultyStore.Slip? = nil) {
    random = SeededGenerator(seed: seed)
    store = FaultyStore(District.small(&random), seed: seed ^ 0xFA17, slip: slip)
  }

  /// - Returns: What was not as it should be.
  mutating func tell() throws -> [String] {
    for turn in 0..<5 {
      if turn > 0 {
        var district = store.district
        (Edit.allCases.randomElement(using: &random) ?? .nothing).apply(to: &district, &random)
        store.file(district)
      }
      let violations = try night(oneIn: turn == 4 ? 0 : Int.random(in: 2...12, using: &random))
      guard violations.isEmpty else { return violations.map { "night \(turn): \($0)" } }
    }
    return []
  }

  private mutating func night(oneIn rarity: Int) throws -> [String] {
    nightCount += 1
    let before = store.shown
    let truth = try PublishedNight(store.district, workers: 1)?.years.mapValues(\.content)
    let scope = RunScope(
      isFull: Int.random(in: 0..<4, using: &random) == 0,
      isRequested: Int.random(in: 0..<4, using: &random) == 0,
      workers: Int.random(in: 1...3, using: &random))
    let isDryRun = Int.random(in: 0..<8, using: &random) == 0
    store.fail(oneIn: rarity)
    let run = NightlyRun(from: store, to: store, observe: { _ in })
    let outcome = Result { try run.run(scope, isDryRun: isDryRun) }
    // What is kept for the next night is no part of the result.
    let faults = Set(store.fail(oneIn: 0).filter { $0.call != "keep" })
    let after = store.shown
    var violations: [String] = []
    func expect(_ isSo: Bool, _ what: String) { if !isSo { violations.append(what) } }
    expect(
      after.contents == before.contents || after.contents == truth, "half a result is shown")
    switch outcome {
    case .failure(let error):
      failureCount += 1
      let isTrue = (error as? FaultyStore.Fault).map(faults.contains) ?? (truth == nil)
      expect(isTrue, "it ended with \(error), not \(faults)")
    case .success(let receipt):
      expect(faults.isEmpty, "\(faults) did not surface")
      expect(truth != nil || isDryRun, "a district without a tree was published")
      check(receipt, before, after, truth ?? [:], isDryRun: isDryRun, expect)
    }
    return violations
  }

  private func check(
    _ receipt: RunReceipt, _ before: FaultyStore.Shown, _ after: FaultyStore.Shown,
    _ truth: [Int: [PublishedNight.Entry]], isDryRun: Bool,
    _ expect: (Bool, String) -> Void
  ) {
    switch receipt.outcome {
    case .published(let id):
      expect(id == after.id && id > before.id, "publication \(id) is none of this night")
      expect(after.contents == truth, "what is shown is not what was filed")
      expect(receipt.digest == after.digest, "another digest")
      expect(receipt.years == after.years.keys.sorted(), "other years")
    case .upToDate:
      expect(after.id == before.id, "something was published without a word")
      expect(after.contents == truth, "what stands is not what was filed")
    case .nothingToConsolidate:
      expect(truth.isEmpty && after.contents == before.contents, "there was something to do")
    case .dryRun:
      expect(isDryRun && after.id == before.id, "a dry run wrote")
    case .nothingRequested:
      expect(false, "nobody was asked")
    }
  }
}

extension District {
  /// A department with two units and one unit beside it, two years, few rows.
  fileprivate static func small(_ random: inout SeededGenerator) -> District {
    var district = District()
    district.units = ["1", "11", "12", "2"].map {
      UnitRow(
        code: $0, validity: Validity(from: 2000, to: nil), name: $0,
        parent: $0.count == 2 ? "1" : nil, type: nil)
    }
    for year in 2022...2023 {
      for unit in ["11", "12", "2"] where Int.random(in: 0..<4, using: &random) > 0 {
        var submission = Submission(
          id: Int64(district.submissions.count + 1), unit: unit, year: year)
        for code in ["2010101", "2010102", "205"] where Bool.random(using: &random) {
          var row = Row(code: code, fund: .general)
          row.amounts.actual = String(Int.random(in: -5...999, using: &random))
          row.amounts.initial =
            Bool.random(using: &random) ? String(Int.random(in: 0...999, using: &random)) : nil
          submission.rows.append(row)
        }
        district.submissions.append(submission)
      }
    }
    return district
  }
}
