import BudgetDomain
import Testing

@testable import BudgetEngine

@Suite struct EffectivenessTests {
  private static let year = FiscalYear(2023)

  private static func header(
    _ id: Int64, _ revision: Int, _ status: SubmissionStatus, _ kind: SubmissionKind = .finalAccount
  ) -> SubmissionHeader {
    SubmissionHeader(
      id: id, unit: 0, year: year, kind: kind, revision: revision, status: status,
      amountUnit: .yuan)
  }

  private static func counted(_ headers: [SubmissionHeader]) -> Effectiveness {
    Effectiveness(headers: headers, unitCount: 1, years: [year])
  }

  /// Revisions and statuses by id, and the id that counts.
  @Test(
    arguments: [
      ([(1, .submitted)], 1), ([(1, .submitted), (2, .accepted)], 2),
      ([(1, .accepted), (2, .draft)], 1), ([(1, .accepted), (2, .returned), (3, .withdrawn)], 1),
      ([(2, .submitted), (1, .accepted)], 1), ([(1, .draft)], nil), ([(1, .withdrawn)], nil),
      ([(1, .submitted), (1, .accepted)], 2), ([], nil),
    ] as [([(Int, SubmissionStatus)], Int64?)])
  func highestRevisionThatCounts(attempts: [(Int, SubmissionStatus)], id: Int64?) {
    let headers = attempts.enumerated().map { Self.header(Int64($0 + 1), $1.0, $1.1) }
    let index = Self.counted(headers)[0, Self.year][.finalAccount]
    #expect(index.map { headers[$0].id } == id)
    for (place, header) in headers.enumerated() {
      #expect(Self.counted(headers).isEffective(place, header) == (place == index))
    }
  }

  @Test func equalRevisionsAreThoseOfTheOneThatCounts() {
    func pairs(_ attempts: [(Int, SubmissionStatus)]) -> [[Int]] {
      Self.counted(attempts.enumerated().map { Self.header(Int64($0 + 1), $1.0, $1.1) })
        .equalRevisions.map { [$0.kept, $0.other] }
    }
    #expect(pairs([(1, .submitted), (1, .accepted)]) == [[1, 0]])
    #expect(pairs([(1, .submitted), (1, .accepted), (1, .submitted)]) == [[2, 0], [2, 1]])
    #expect(pairs([(1, .submitted), (1, .accepted), (2, .submitted)]).isEmpty)
    #expect(pairs([(1, .submitted), (1, .draft)]).isEmpty)
  }

  @Test func finalAccountGoesBeforeSelfEvaluation() {
    let both = Self.counted([
      Self.header(1, 1, .submitted, .budget), Self.header(2, 1, .submitted, .selfEvaluation),
      Self.header(3, 1, .submitted, .finalAccount),
    ])[0, Self.year]
    #expect(both.actualSource == 2)
    #expect(both.initialSource { _ in true } == 2)
    #expect(both.initialSource { $0 != 2 } == 1)
    #expect(both.initialSource { $0 == 0 } == 0)
    #expect(both.initialSource { _ in false } == nil)
    let budget = Self.counted([Self.header(1, 1, .submitted, .budget)])[0, Self.year]
    #expect(budget.actualSource == nil)
    #expect(Self.counted([])[0, FiscalYear(1999)].all.isEmpty)
  }
}
