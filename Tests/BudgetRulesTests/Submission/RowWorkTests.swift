import BudgetDomain
import Testing

@testable import BudgetRules

/// Totals that were exported with each of their rows: as many pairs as the rows have squares.
@Suite struct RowWorkTests {
  /// As many twins of one wrong total, or of one part that is too large, as rows under it.
  private static func twins(_ count: Int, of row: String, amount: String = "1") -> SubmissionView {
    HandMadeView().view(
      ((0..<count).map { _ in "functional \(row) : 99999" }
        + (0..<count).map { "functional \(2_010_101 + $0) : \(amount)" }).joined(separator: "\n"))
  }

  private static func found(_ rule: some SubmissionRule, _ view: SubmissionView) -> [Anomaly] {
    var found = FindingList()
    rule.check(view, into: &found)
    return found.anomalies
  }

  /// What one twin takes to be judged.
  private static let stepsOfTwin = 80 + 80 + 40 * RowWork.stepsOfFigure

  @Test func totalsBeyondTheBoundAreCounted() {
    let view = Self.twins(40, of: "*")
    #expect(Self.found(TotalEqualsRows(), view).count == 40)
    let found = Self.found(TotalEqualsRows(mostSteps: 3 * Self.stepsOfTwin), view)
    #expect(found.map(\.severity) == [.error, .error, .error, .undetermined])
    #expect(found.last?.message.contains("尚有 37 行没有核对") == true)
    #expect(found.last?.place == view.place)
  }

  @Test func partsBeyondTheBoundAreCounted() {
    let view = Self.twins(40, of: "201 basic")
    #expect(Self.found(PartWithinRows(), view).map(\.severity).count { $0 == .error } == 40)
    let found = Self.found(PartWithinRows(mostSteps: 3 * Self.stepsOfTwin), view)
    #expect(found.map(\.severity) == [.error, .error, .error, .undetermined])
    #expect(found.last?.message.contains("尚有 37 行没有核对") == true)
  }

  /// A book without a mistake is not too much for having many parts.
  @Test func partsThatHoldArePassedOnce() {
    let view = Self.twins(40, of: "201 basic", amount: "2500")
    #expect(Self.found(PartWithinRows(mostSteps: 40 * 80), view).isEmpty)
    let exact = Self.twins(40, of: "201 basic", amount: "2499")
    #expect(Self.found(PartWithinRows(), exact).count == 40)
  }

  @Test func whatIsJudgedIsTheSame() {
    let view = Self.twins(40, of: "*")
    let all = Self.found(TotalEqualsRows(), view).map(\.message)
    let some = Self.found(TotalEqualsRows(mostSteps: 9 * Self.stepsOfTwin), view).map(\.message)
    #expect(some.dropLast().elementsEqual(all.prefix(9)))
  }

  /// Once no more is looked at, neither is counted what it would take.
  @Test(arguments: ["*", "201 basic"])
  func nothingIsLookedAtBeyondTheBound(row: String) {
    let rules: [any SubmissionRule] = [
      TotalEqualsRows(mostSteps: 1_200_000), PartWithinRows(mostSteps: 1_200_000),
    ]
    let view = HandMadeView().view(
      ((0..<100_000).map { _ in "functional \(row) : 99999" }
        + (0..<9_000).map { "functional \(2_010_101 + $0) : 1" }).joined(separator: "\n"))
    let found = rules.flatMap { Self.found($0, view) }
    #expect(found.map(\.severity) == [.error, .undetermined])
    #expect(found.last?.message.contains("尚有 99999 行没有核对") == true)
  }

  /// The relations of such totals are counted before any is written down.
  @Test(arguments: ["*", "201 basic"])
  func tooManyFiguresAreNotWrittenDown(row: String) throws {
    let rules: [any SubmissionRule] = [
      TotalEqualsRows(mostSteps: 150_000), PartWithinRows(mostSteps: 150_000),
    ]
    #expect(Diagnosis.areFew(rules, of: Self.twins(900, of: row)))
    let view = Self.twins(1_001, of: row, amount: "1.5")
    #expect(!Diagnosis.areFew(rules, of: view))
    let broken = rules.flatMap { Self.found($0, view) }
    #expect(broken.map(\.severity) == [.error, .undetermined])
    let explained = Diagnosis.explain(broken, of: view, by: rules) { _, _ in [] }
    #expect(explained.first?.suggestion?.hasSuffix("报表过长,未再往下推算。") == true)
    let together = FiguresHoldTogether.contradictions(in: view, by: rules)
    #expect(together.map(\.severity) == [.undetermined])
    #expect(together.first?.message.hasPrefix("牵涉的数过多") == true)
  }
}
