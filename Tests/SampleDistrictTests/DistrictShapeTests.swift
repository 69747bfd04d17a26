import SampleDistrict
import Testing

/// What a newcomer should find in the demonstration's district.
@Suite struct DistrictShapeTests {
  private let district: FiledDistrict

  init() throws { district = try FiledDistrict.ofTheDemonstration.get() }

  @Test func hasThreeLevelsOfUnits() {
    let parents = Dictionary(
      uniqueKeysWithValues: district.units.map { ($0["unit_code"] ?? "", $0["parent_code"]) })
    let depths = parents.keys.map { code in
      var (depth, next) = (1, parents[code] ?? nil)
      while let parent = next {
        depth += 1
        next = parents[parent] ?? nil
      }
      return depth
    }
    #expect(Set(depths) == [1, 2, 3])
    let groups = Set(parents.values.compactMap { $0 })
    #expect(groups.allSatisfy { parents.keys.contains($0) })
    #expect(parents.keys.count { !groups.contains($0) } == 121)
    #expect(district.units.contains { $0["name"]?.hasSuffix("本级") == true })
    #expect(Set(district.units.compactMap { $0["unit_type"] }) == ["行政", "参公", "事业"])
  }

  @Test func filesEveryKindInEveryUnitOfMoney() {
    let submissions = district.submissions
    #expect(Set(submissions.map(\.kind)) == ["final_account", "self_evaluation", "budget"])
    #expect(
      Set(submissions.compactMap { $0.row["status"] }) == [
        "accepted", "submitted", "returned", "draft",
      ])
    let accounts = submissions.filter { $0.kind == "final_account" }
    let inYuan = accounts.count { $0.amountUnit == "yuan" }
    #expect((35...65).contains(inYuan * 100 / accounts.count))
    #expect(submissions.contains { $0.row["revision"] == "2" && $0.row["status"] == "accepted" })
    #expect(district.expectations.count { $0["exempt_reason"] != nil } == 1)
  }

  @Test func statesTheFundOfEveryRowOfMoney() {
    // Where a slip takes the rows of a total away, the total itself becomes the amount.
    let others = Set(district.planted.compactMap { $0["unit_code"] } + ["100001"])
    let clean = district.submissions.filter { !others.contains($0.unitCode) }
    let rows = clean.flatMap { submission in
      SubmissionChecker(submission: submission, reading: .ownWidth).money("functional", "actual")
    }
    #expect(Set(rows.map { $0.fund }) == ["general", "fund", "capital"])
    #expect(Set(rows.map { $0.kind }) == ["basic", "project"])
  }

  @Test func changesCodesWithTheLists() {
    func codes(_ year: Int) -> Set<String> {
      Set(
        district.submissions.filter { $0.year == year }.flatMap(\.lines)
          .compactMap { $0["functional_code"] })
    }
    #expect(codes(2019).contains("2080504"))
    #expect(codes(2020).contains("2059901"))
    #expect(!codes(2020).contains("2059999"))
    #expect(codes(2021).contains("2059999"))
    #expect(!codes(2021).contains("2059901"))
  }

  @Test func movesByAFewPerCentAYear() throws {
    let slips = Set(district.planted.compactMap { $0["unit_code"] })
    for submission in district.submissions where !slips.contains(submission.unitCode) {
      guard let prior = submission.amount("total.prior"),
        let change = submission.amount("total.change")
      else { continue }
      #expect(change.value.magnitude * 100 < prior.value.magnitude * 15)
    }
  }
}
