import BudgetDomain
import Testing

@testable import BudgetRules

/// A search that is cut short says so, and says nothing that is wrong.
@Suite struct ExhaustedWorkTests {
  private static let sums: [Puzzle.Sum] = [
    .init(total: 4, parts: [0, 1]), .init(total: 5, parts: [2, 3]),
    .init(total: 6, parts: [0, 2]), .init(total: 7, parts: [1, 3]),
    .init(total: 8, parts: [0, 1, 2, 3]),
  ]

  /// Two by two cells of 1 with margins of 2, and a total that is or is not possible.
  private static func puzzle(total: Int) -> Puzzle {
    var puzzle = Puzzle(cells: [2_000, 2_000, 2_000, 2_000], sums) { _ in 0 }
    puzzle.figures[4] = .init(units: 3, decimals: 0)
    puzzle.figures[8] = .init(units: total, decimals: 0)
    return puzzle
  }

  @Test(arguments: [4, 5, 6])
  func neverContradictsTheWholeSearch(total: Int) {
    let puzzle = Self.puzzle(total: total)
    let whole = JointJudgement(puzzle.relations)
    #expect(whole.isComplete)
    #expect(whole.conflicts.isEmpty == puzzle.isPossible(keeping: puzzle.figures.indices))
    var counts = (open: 0, decided: 0)
    for mostWork in 0...600 {
      let judgement = JointJudgement(puzzle.relations, mostWork: mostWork)
      if judgement.isComplete { counts.decided += 1 } else { counts.open += 1 }
      #expect(!judgement.isComplete || judgement.conflicts.isEmpty == whole.conflicts.isEmpty)
      for (number, conflict) in judgement.conflicts.enumerated() {
        let figures = conflict.figures.compactMap { Int($0.label.dropFirst().dropLast()) }
        #expect(!puzzle.isPossible(keeping: figures), "\(mostWork)")
        guard number == 0 else { continue }
        let fewest = whole.conflicts.first?.figures.count ?? 0
        #expect(conflict.isSmallest ? figures.count == fewest : figures.count >= fewest)
      }
    }
    #expect(counts.open > 0 && counts.decided > 0, "\(counts)")
  }

  @Test func isSaidOfTheSubmission() {
    let rows = (1...2).map { number in
      "20\(number) : 5.0\n" + (1...3).map { "20\(number)0\($0) : 1.7" }.joined(separator: "\n")
    }
    let view = HandMadeView().view("* : 10.3\n" + rows.joined(separator: "\n"))
    func found(_ mostWork: Int) -> [Anomaly] {
      FiguresHoldTogether.contradictions(in: view, by: [TotalEqualsRows()], mostWork: mostWork)
    }
    #expect(found(BoundedSimplex.mostWork).map(\.severity) == [.error])
    let cut = found(0)
    #expect(cut.map(\.severity) == [.undetermined])
    #expect(cut.first?.message.hasPrefix("牵涉的数过多") == true)
  }
}
