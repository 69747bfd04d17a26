import SampleDistrict
import Testing

/// Many slips of each cause: as many as were asked for, one a book, and nothing else changed.
@Suite struct CausePlanterTests {
  private static let causes = [
    "unit_scale", "sign", "digits_swapped", "digit_changed", "digit_missing", "digit_extra",
    "wrong_base", "difference_as_percent", "prior_year_copied", "other_line_copied",
    "component_missing", "component_doubled", "rows_shifted", "rounding",
  ]

  private let clean: FiledDistrict
  private let planted: FiledDistrict

  init() throws {
    func district(isClean: Bool) throws -> FiledDistrict {
      let directory = try ScratchDirectory()
      _ = try SampleDistrict(
        SampleOptions(
          seed: 4, unitCount: 90, includesPlantedSlips: !isClean, slipsPerCause: 6)
      ).write(to: directory.path)
      return try FiledDistrict(directory.path)
    }
    clean = try district(isClean: true)
    planted = try district(isClean: false)
  }

  @Test func plantsAsManyOfEachAsWereAskedFor() {
    #expect(clean.planted.isEmpty)
    let counts = Dictionary(grouping: planted.planted) { $0["cause"] ?? "" }.mapValues(\.count)
    #expect(counts == Dictionary(uniqueKeysWithValues: Self.causes.map { ($0, 6) }))
    let sections = Set(planted.planted.map { $0["section"] ?? "figure" })
    #expect(sections.isSuperset(of: ["functional", "economic", "project", "figure"]))
    #expect(
      Set(planted.planted.compactMap { $0["measure"] }) == [
        "initial_budget", "final_budget", "actual",
      ])
  }

  @Test func changesOnlyTheBooksThatItNames() {
    let named = planted.planted.compactMap { $0["submission_id"] }
    #expect(Set(named).count == named.count)
    #expect(clean.submissions.map(\.row) == planted.submissions.map(\.row))
    let changed = zip(clean.submissions, planted.submissions).filter {
      $0.lines != $1.lines || $0.figures != $1.figures
    }
    #expect(Set(changed.map(\.0.id)) == Set(named))
  }

  @Test func leavesABookBetweenTwoSlipsOfAUnit() {
    let years = Dictionary(grouping: planted.planted) { $0["unit_code"] ?? "" }.mapValues {
      $0.compactMap { Int($0["fiscal_year"] ?? "") }.sorted()
    }
    for (unit, years) in years {
      #expect(zip(years, years.dropFirst()).allSatisfy { $1 - $0 > 1 }, "\(unit): \(years)")
    }
  }

  @Test func saysWhatIsRightAndWhatIsPrinted() throws {
    let ids = clean.submissions.indices.map { (clean.submissions[$0].id, $0) }
    let places = Dictionary(uniqueKeysWithValues: ids)
    for slip in planted.planted {
      let place = try #require(places[slip["submission_id"] ?? ""])
      let (before, after) = (clean.submissions[place], planted.submissions[place])
      if slip["detail"] == "lost row" {
        #expect(before.lines.count == after.lines.count + 1)
        #expect(!after.lines.contains { $0["line_no"] == slip["line_no"] }, "\(slip)")
      } else if let figure = slip["figure"] {
        #expect(before.figures[figure] == slip["right_value"], "\(slip)")
        #expect(after.figures[figure] == slip["wrong_value"], "\(slip)")
      } else if let measure = slip["measure"] {
        func number(_ submission: FiledDistrict.Submission) -> String? {
          submission.lines.first { $0["line_no"] == slip["line_no"] }?[measure]
        }
        #expect(number(before) == slip["right_value"], "\(slip)")
        #expect(number(after) == slip["wrong_value"], "\(slip)")
        #expect(slip["right_value"] != slip["wrong_value"])
      }
    }
  }
}
