import BudgetDomain
import Testing

@testable import BudgetEngine

/// A night that takes back what it can leaves what one that reads everything would leave.
@Suite struct IncrementalTests {
  /// Four hundred small districts, twenty a case, each changed for three nights; a thousand, of
  /// which these are the first, take seven minutes.
  @Test(arguments: UInt64(0)..<20)
  func isWhatANightThatReadsEverythingLeaves(twenty: UInt64) throws {
    var (kept, made, taken, read) = (0, 0, 0, 0)
    for seed in twenty * 20..<twenty * 20 + 20 {
      var random = SeededGenerator(seed: seed)
      var district =
        seed.isMultiple(of: 2)
        ? District.reorganisedWithTransfers(&random) : District.randomWithTransfers(&random)
      var last: PublishedNight?
      for turn in 0..<4 {
        let edit = Edit.allCases.randomElement(using: &random) ?? .nothing
        if turn > 0 { edit.apply(to: &district, &random) }
        guard let whole = try PublishedNight(district, workers: 1) else { break }
        guard turn > 0 else {
          last = whole
          continue
        }
        guard let night = try PublishedNight(district, after: last) else { break }
        let different = Set(whole.years.keys).union(night.years.keys).filter {
          whole.years[$0]?.content != night.years[$0]?.content
        }
        if let year = different.min() {
          Self.report(whole.years[year], night.years[year], "seed \(seed), \(edit), \(year)")
          return
        }
        made += night.madeYears.count
        kept += night.years.count - night.madeYears.count
        read += night.readCount
        taken += night.records.count
        last = night
      }
    }
    // It would be true of nights that work everything out as well.
    #expect(kept > made / 3, "\(kept) years kept, \(made) made")
    #expect(read < taken / 2, "\(read) submissions read of \(taken)")
  }

  /// Its unit has reported, so the next year stands beside zero; where it is taken back, beside
  /// nothing.
  @Test func anAccountWithoutRowsIsNoneThatIsMissing() throws {
    var district = District()
    district.units = [
      UnitRow(
        code: "1", validity: Validity(from: 2000, to: nil), name: "1", parent: nil, type: nil)
    ]
    var row = District.Row(code: "2010101", fund: .general)
    row.amounts.actual = "5"
    district.submissions = [
      District.Submission(id: 1, unit: "1", year: 2022),
      District.Submission(id: 2, unit: "1", year: 2023),
    ]
    district.submissions[1].rows = [row]
    let before = try #require(try PublishedNight(district, workers: 1))
    district.submissions.removeFirst()
    let whole = try #require(try PublishedNight(district, workers: 1))
    let night = try #require(try PublishedNight(district, after: before))
    #expect(whole.years[2023]?.content != before.years[2023]?.content)
    #expect(night.years.mapValues(\.content) == whole.years.mapValues(\.content))
  }

  /// A book that is left out holds no money, so the code that it names is none that compares badly.
  @Test func whatIsLeftOutIsNotBooked() throws {
    var district = District()
    let code = try #require(SubjectCode("2010101")), other = try #require(SubjectCode("2010102"))
    district.units = ["1", "2"].map {
      UnitRow(code: $0, validity: Validity(from: 2000, to: nil), name: $0, parent: nil, type: nil)
    }
    district.crosswalk = [
      CrosswalkRow(
        fund: .general, from: code, target: .code(other), effectiveYear: FiscalYear(2023),
        share: .unknown)
    ]
    func book(_ id: Int64, _ unit: String, _ year: Int, _ code: String, count: Int) {
      var row = District.Row(code: code, fund: .general)
      row.amounts.actual = "10000000000000"
      district.submissions.append(
        District.Submission(
          id: id, unit: unit, year: year, rows: Array(repeating: row, count: count)))
    }
    // In another year it does, so that it is of the family all the same.
    book(4, "1", 2021, "2010101", count: 1)
    book(1, "1", 2022, "2010103", count: 1)
    book(2, "2", 2022, "2010101", count: 9_300)
    book(3, "1", 2023, "2010103", count: 1)
    let before = try #require(try PublishedNight(district, workers: 1))
    district.submissions.removeLast(2)
    book(2, "2", 2022, "2010103", count: 9_300)
    book(3, "1", 2023, "2010103", count: 1)
    let whole = try #require(try PublishedNight(district, workers: 1))
    let night = try #require(try PublishedNight(district, after: before))
    #expect(night.years.mapValues(\.content) == whole.years.mapValues(\.content))
  }

  private static func report(
    _ whole: PublishedNight.Year?, _ night: PublishedNight.Year?, _ name: String
  ) {
    let (right, wrong) = (whole?.content ?? [], night?.content ?? [])
    let missing = right.filter { !wrong.contains($0) }
    let extra = wrong.filter { !right.contains($0) }
    Issue.record(
      "\(name): missing \(missing.prefix(2)), instead \(extra.prefix(2)) of \(right.count)")
  }
}
