import BudgetDomain
import Testing

@testable import BudgetEngine

/// One submission of more rows than are looked at.
@Suite struct SizeLimitTests {
  /// A unit with one row, and one that says to have so many.
  private static func district(lineCount: Int?) -> District {
    var district = District()
    district.units = ["1", "2"].map {
      UnitRow(code: $0, validity: Validity(from: 2000, to: nil), name: "", parent: nil, type: nil)
    }
    var row = District.Row(code: "201")
    row.amounts.actual = "5.00"
    district.submissions = [
      .init(id: 1, unit: "1", year: 2023, rows: [row]),
      .init(id: 2, unit: "2", year: 2023, rows: [row], lineCount: lineCount),
    ]
    return district
  }

  private static func actual(_ validated: ValidatedBatch) -> Int64? {
    consolidate(validated).acceptedTotal(in: FiscalYear(2023)).actual
  }

  @Test func asManyRowsAsMayBeCount() throws {
    let limit = SubmittedLine.mostOfSubmission
    let validated = try validate(Self.district(lineCount: limit).batch())
    #expect(validated.anomalies.filter { $0.rule.text == "A030" }.isEmpty)
    #expect(Self.actual(validated) == 1_000)
  }

  /// One more, and nothing of it counts; the others are as they were.
  @Test(arguments: [1, 2])
  func oneMoreIsLeftOutAndListed(workers: Int) throws {
    let limit = SubmittedLine.mostOfSubmission
    let district = Self.district(lineCount: limit + 1)
    let validated = try validate(district.batch(workers: workers))
    let found = validated.anomalies.filter { $0.submissionID == 2 }
    #expect(found.map(\.rule.text) == ["A030"])
    #expect(found.allSatisfy { $0.message.contains("1000001 行") })
    #expect(Self.actual(validated) == 500)
    #expect(validated.coverage.map(\.state) == [.effective, .excluded])
    let last = try #require(try PublishedNight(district, workers: workers))
    let night = try #require(try PublishedNight(district, after: last, workers: workers))
    #expect(night.readCount == 0, "it is not read again while it is as it was")
    #expect(night.years.mapValues(\.content) == last.years.mapValues(\.content))
  }
}
