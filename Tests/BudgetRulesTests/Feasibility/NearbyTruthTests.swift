import BudgetDomain
import Testing

@testable import BudgetRules

/// Numbers near the printed ones are found for what is possible, and for nothing else.
@Suite struct NearbyTruthTests {
  /// States relations that are given.
  private struct Stating: SubmissionRule {
    let given: [StatedRelation]

    func check(_ submission: SubmissionView, into findings: inout FindingList) {}
    func relations(of submission: SubmissionView) -> [StatedRelation] { given }
  }

  /// Whether numbers are found for all relations, none being left out as broken.
  private static func isFound(_ relations: [StatedRelation]) -> Bool {
    let view = HandMadeView().view("")
    var sums = PrintedSums(view)
    Stating(given: relations).addSums(of: view, to: &sums)
    let isWhole = sums.unbrokenRows.map { $0.count == sums.rows.count } ?? true
    return isWhole && NearbyTruth.isFound(for: sums)
  }

  /// Every table of the elimination, misprinted ones included.
  @Test(arguments: JointJudgementTests.Shape.allCases)
  func isNeverFoundForTheImpossible(shape: JointJudgementTests.Shape) {
    var counts = (found: 0, possible: 0, impossible: 0)
    for seed in UInt64(1)...800 {
      let puzzle = JointJudgementTests.puzzle(shape, seed: seed)
      let isPossible = puzzle.isPossible(keeping: puzzle.figures.indices)
      let isFound = Self.isFound(puzzle.relations)
      #expect(isPossible || !isFound, "seed \(seed): \(puzzle.figures)")
      if isPossible { counts.possible += 1 } else { counts.impossible += 1 }
      if isFound { counts.found += 1 }
    }
    #expect(counts.impossible > 40, "\(counts)")
    #expect(counts.found * 10 >= counts.possible * 9, "\(counts)")
  }

  /// 3 of 1 and 1 leaves both below 3: their total is below 6, and not 6. Numbers within a fen of
  /// the ends need not be found.
  @Test(
    arguments: [("5.600000", true), ("6.000000", false), ("5.000000", true), ("6.1", false)])
  func endsStayOpen(total: String, isPossible: Bool) {
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
      ].map(Self.stated)
      #expect(Self.isFound(relations) == isPossible)
    }
  }

  private static func stated(_ relation: Relation) -> StatedRelation {
    StatedRelation(
      rule: RuleDescription("X000", .error, title: "", english: "", source: ""),
      place: Place(year: FiscalYear(2023), unit: ""), relation: relation)
  }

  private static func described(_ anomaly: Anomaly) -> String {
    "\(anomaly.severity) \(anomaly.place.key) \(anomaly.message) \(anomaly.suggestion ?? "")"
  }

  /// Nothing that is found out changes what is listed.
  @Test func changesNoAnomaly() {
    var counts = (settled: 0, listed: 0)
    for seed in UInt64(1)...300 {
      let view = RandomBook(seed: seed, slips: Int(seed % 3)).view
      let anomalies = FiguresHoldTogether.anomalies(in: view, by: RandomBook.rules)
      let exact = FiguresHoldTogether.contradictions(in: view, by: RandomBook.rules)
      #expect(anomalies.map(Self.described) == exact.map(Self.described), "seed \(seed)")
      if FiguresHoldTogether.isSettled(view, by: RandomBook.rules) { counts.settled += 1 }
      if !anomalies.isEmpty { counts.listed += 1 }
    }
    #expect(counts.settled > 100 && counts.listed > 10, "\(counts)")
  }

  /// What the exact method is spared: most books that are printed from one truth, small ones of
  /// coarse numbers included.
  @Test func isFoundForMostBooks() {
    let settled = (UInt64(1)...300).filter { seed in
      FiguresHoldTogether.isSettled(RandomBook(seed: seed).view, by: RandomBook.rules)
    }
    #expect(settled.count >= 260, "\(settled.count)")
  }

  /// Where units are mixed or numbers are too large, the exact method is asked.
  @Test func isNotLookedForBeyondItsNumbers() {
    func figure(_ label: String, _ number: String, _ dimension: PrintedFigure.Dimension)
      -> PrintedFigure
    {
      PrintedFigure(
        label: label, number: PrintedNumber(number) ?? PrintedNumber(0), dimension: dimension)
    }
    func isFound(_ stated: PrintedFigure, _ form: Relation.Form) -> Bool {
      Self.isFound([Self.stated(Relation(stated, form))])
    }
    let (three, four) = (figure("3", "3", .count), figure("4", "4.0", .count))
    #expect(isFound(four, .linear(.init(.equal, [.init(1, three)], constant: Fraction(1)))))
    #expect(!isFound(four, .linear(.init(.equal, [.init(1, three)], constant: Fraction(2)))))
    #expect(isFound(three, .atMost(whole: four)))
    #expect(!isFound(four, .atMost(whole: three)))
    #expect(!isFound(three, .sum(parts: [figure("m", "3.000000", .amount(.wanYuan))])))
    #expect(!isFound(three, .linear(.init(.atMost, [.init(2_000, four)]))))
    let third = Fraction(1, over: 3)
    #expect(!isFound(three, .linear(.init(.atMost, [.init(1, four)], constant: third))))
    let share = figure("p", "33.3", .percent)
    let parts = [figure("q", "16.6", .percent), figure("r", "16.6", .percent)]
    #expect(isFound(share, .sum(parts: parts)))
    #expect(!isFound(share, .sum(parts: Array(parts.prefix(1)))))
    #expect(!isFound(figure("big", "2000000000.0", .percent), .atMost(whole: share)))
  }
}
