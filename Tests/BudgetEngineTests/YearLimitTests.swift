import BudgetDomain
import Testing

@testable import BudgetEngine

/// Books whose amounts together exceed what can be added up.
@Suite struct YearLimitTests {
  /// So many lines, each as large as a line may be: 10^15 fen.
  private static func book(
    _ id: Int64, _ unit: String, lines: Int, year: Int = 2023,
    _ kind: SubmissionKind = .finalAccount, code: String = "201"
  ) -> District.Submission {
    var row = District.Row(code: code)
    row.amounts.actual = "10000000000000"
    return District.Submission(
      id: id, unit: unit, year: year, kind: kind, rows: Array(repeating: row, count: lines))
  }

  private static func district(_ submissions: [District.Submission]) -> District {
    var district = District()
    district.units = ["1", "2", "3"].map {
      UnitRow(code: $0, validity: Validity(from: 2000, to: nil), name: "", parent: nil, type: nil)
    }
    district.submissions = submissions
    return district
  }

  private static func excess(_ validated: ValidatedBatch) -> [Int64] {
    validated.anomalies.filter { $0.rule.text == "A030" }.compactMap(\.submissionID)
  }

  private static func actual(_ validated: ValidatedBatch, _ year: Int = 2023) -> Int64? {
    consolidate(validated).acceptedTotal(in: FiscalYear(year)).actual
  }

  /// The rest of the night is as if the absurd book had never come in, whoever reads it.
  @Test(arguments: [1, 2, 5])
  func leavesOutTheLargestUntilTheRestFits(workers: Int) throws {
    let healthy = [Self.book(1, "1", lines: 2_000), Self.book(2, "2", lines: 2_000)]
    let alone = try validate(Self.district(healthy).batch())
    let validated = try validate(
      Self.district(healthy + [Self.book(3, "3", lines: 3_000)]).batch(workers: workers))
    #expect(Self.excess(validated) == [3])
    #expect(Self.actual(validated) == Self.actual(alone))
    #expect(validated.lineCount == alone.lineCount)
    #expect(validated.submissionCount == alone.submissionCount)
    let states = { (batch: ValidatedBatch) in batch.coverage.map(\.state) }
    #expect(states(alone) == [.effective, .effective, .missing])
    #expect(states(validated) == [.effective, .effective, .excluded])
    #expect(validated.anomalies.filter { $0.rule.text == "A030" }.count == 1)
  }

  @Test func ofEqualOnesTheFirst() throws {
    let books = [9, 4, 7].enumerated().map { place, id in
      Self.book(Int64(id), "\(place + 1)", lines: 2_000)
    }
    #expect(Self.excess(try validate(Self.district(books).batch())) == [4])
    // One absurd book is enough, and the small ones stay.
    let many = [Self.book(1, "1", lines: 9_300)] + (2...9).map { Self.book($0, "2", lines: 1) }
    #expect(Self.excess(try validate(Self.district(many).batch())) == [1])
  }

  @Test func aYearDoesNotPayForAnother() throws {
    let books = (2021...2023).map { Self.book(Int64($0), "1", lines: 4_611, year: $0) }
    let validated = try validate(Self.district(books).batch())
    #expect(Self.excess(validated) == [])
    for year in 2021...2023 {
      #expect(Self.actual(validated, year) == 4_611 * Amount.largestLineFen)
    }
  }

  /// The largest and the smallest sums stand side by side as two years, and their difference fits.
  @Test func theDifferenceOfTwoYearsFits() throws {
    let limit = Amount.largestYearFen
    #expect(!limit.subtractingReportingOverflow(-limit).overflow)
  }

  /// What is left out is as little there as if it had not been handed in: the self-evaluation
  /// gives the actuals.
  @Test func theNextKindStandsIn() throws {
    let validated = try validate(
      Self.district([
        Self.book(1, "1", lines: 9_300), Self.book(2, "1", lines: 1, .selfEvaluation),
      ]).batch())
    #expect(Self.excess(validated) == [1])
    #expect(Self.actual(validated) == Amount.largestLineFen)
  }

  /// A correction within the book that is left out changes the input.
  @Test func theDigestCoversWhatIsLeftOut() throws {
    let first = try validate(Self.district([Self.book(1, "1", lines: 9_300)]).batch())
    let second = try validate(Self.district([Self.book(1, "1", lines: 9_301)]).batch())
    #expect(Self.excess(first) == [1])
    #expect(Self.excess(second) == [1])
    #expect(first.inputDigest != second.inputDigest)
  }
}
