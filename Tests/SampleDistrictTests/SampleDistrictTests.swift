import SampleDistrict
import Testing

/// What the sample promises: the same bytes, no slip but those it names, and the real unit.
@Suite struct SampleDistrictTests {
  private func file(_ options: SampleOptions) throws -> FiledDistrict {
    let directory = try ScratchDirectory()
    _ = try SampleDistrict(options).write(to: directory.path)
    return try FiledDistrict(directory.path)
  }

  private func violations(
    _ district: FiledDistrict, _ reading: Reading
  ) throws -> [Violation] {
    ObviousChecker(district: district, subjects: try ShippedSubjects(), reading: reading)
      .violations()
  }

  @Test func equalOptionsGiveEqualBytes() throws {
    var contents = try (0..<2).map { _ in
      let directory = try ScratchDirectory()
      _ = try SampleDistrict(SampleOptions(unitCount: 20)).write(to: directory.path)
      return try directory.contents()
    }
    #expect(contents[0].keys.count == 10)
    #expect(contents[0] == contents[1])

    let directory = try ScratchDirectory()
    _ = try SampleDistrict(SampleOptions(seed: 7, unitCount: 20)).write(to: directory.path)
    contents[1] = try directory.contents()
    #expect(contents[0]["line.csv"] != contents[1]["line.csv"])
  }

  @Test(arguments: [
    SampleOptions(unitCount: 80, includesRealUnit: false, includesPlantedSlips: false),
    SampleOptions(
      seed: 5, unitCount: 30, years: 2017...2024, includesRealUnit: false,
      includesPlantedSlips: false),
    SampleOptions(
      seed: 1, unitCount: 1, years: 2023...2023, includesRealUnit: false,
      includesPlantedSlips: false),
  ])
  func holdsEveryRelationWithoutSlips(options: SampleOptions) throws {
    let district = try file(options)
    #expect(district.planted.isEmpty)
    #expect(try violations(district, .ownWidth) == [])
    #expect(try violations(district, .mostPrecise) == [])
  }

  @Test func showsEverySlipWhereItWasPlanted() throws {
    let district = try FiledDistrict.ofTheDemonstration.get()
    let found = try violations(district, .ownWidth)
    #expect(Set(district.planted.compactMap { $0["kind"] }).count == 20)
    // A wrong row shows in the totals above it, not at its own place.
    let shownByTotals: Set<String> = ["unit_scale", "sign"]
    for slip in district.planted {
      let shown = found.contains { violation in
        violation.rule == slip["expected_rule"] ?? "late" && violation.unitCode == slip["unit_code"]
          && String(violation.year) == slip["fiscal_year"]
          && (violation.lineNumber == nil || shownByTotals.contains(slip["kind"] ?? "")
            || violation.lineNumber == slip["line_no"])
          && (violation.figure == nil || violation.figure == slip["figure"])
      }
      #expect(shown, "\(slip)")
    }
  }

  @Test func hasNoSlipBesideThePlanted() throws {
    let district = try FiledDistrict.ofTheDemonstration.get()
    let places = Set(
      district.planted.map { "\($0["unit_code"] ?? "") \($0["fiscal_year"] ?? "")" })
    #expect(places.count == district.planted.count)
    let elsewhere = try violations(district, .ownWidth).filter {
      !places.contains("\($0.unitCode) \($0.year)") && $0.unitCode != "100001"
    }
    #expect(elsewhere == [])
  }

  @Test func carriesTheRealUnitAsPrinted() throws {
    let district = try file(SampleOptions(unitCount: 2, includesPlantedSlips: false))
    let report = try #require(district.submissions.last)
    #expect(report.unitCode == "100001")
    #expect(report.row["source"] == "公开报告2023")
    let functional = report.lines.filter { $0["section"] == "functional" }
    #expect(
      functional.compactMap { $0["actual"] } == [
        "634.00", "48.6", "58.73", "37.63", "0.1", "53.42", "30.01", "51.96", "64.95",
      ])
    #expect(functional.allSatisfy { $0["fund_type"] == nil })
    #expect(report.figures["three_public.change_percent"] == "26")
    #expect(report.figures["project.initial_budget"] == "118")
    // What the report itself does not get right, and nothing else.
    #expect(
      Set(try violations(district, .ownWidth).compactMap(\.figure)) == [
        "three_public.change_percent", "meeting.change_percent", "staff.actual",
      ])
    #expect(
      try violations(district, .mostPrecise).contains {
        $0.figure == "training.change_percent"
      })
  }
}
