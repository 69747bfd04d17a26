import BudgetDomain
import Testing

@testable import BudgetEngine

/// Formulas that set submissions side by side, and formulas that are wrong.
@Suite struct FormulaComparisonTests {
  private static func district(_ formulas: [String]) -> District {
    var district = District()
    district.units = [("1", nil), ("11", "1"), ("12", "1")].map { code, parent in
      UnitRow(
        code: code, validity: Validity(from: 2000, to: nil), name: "", parent: parent, type: nil)
    }
    district.formulas = formulas.enumerated().map { place, formula in
      FormulaRow(
        code: RuleCode("B00\(place + 1)"), validity: Validity(from: 2007, to: nil), title: "",
        severity: .review, scope: "*", formula: formula, note: nil)
    }
    return district
  }

  private static func file(
    _ unit: String, _ year: Int, _ kind: SubmissionKind = .finalAccount, rows: [String] = [],
    figures: [String: String] = [:], in district: inout District
  ) {
    var submission = District.Submission(
      id: Int64(district.submissions.count + 1), unit: unit, year: year, kind: kind)
    submission.rows = rows.map { amount in
      var row = District.Row(code: "201")
      row.amounts.actual = amount
      return row
    }
    submission.figures = figures
    district.submissions.append(submission)
  }

  private static func found(_ batch: LoadedBatch) throws -> [String] {
    try validate(batch).anomalies.filter { $0.rule.text.hasPrefix("B") || $0.rule.text == "R010" }
      .map { anomaly in
        let place = anomaly.place
        return "\(anomaly.rule.text) \(place.unit) \(place.year) "
          + "\(place.figure ?? place.code ?? "-") \(anomaly.stated?.description ?? "-") "
          + "\(anomaly.expectedLow?.description ?? "-")"
      }
  }

  @Test func looksAtTheYearBefore() throws {
    var district = Self.district(["total.prior = prior.total.actual"])
    for (year, actual, prior) in [(2021, "5", "1"), (2022, "6", "5"), (2023, "7", "5")] {
      Self.file(
        "11", year, figures: ["total.actual": actual, "total.prior": prior], in: &district)
    }
    #expect(
      try Self.found(district.batch()) == ["B001 11 2023 total.prior 5.0000 5.5000"])
    // A rerun of one year reads the year before for the comparison, and publishes only its own.
    district.compared = [2022]
    district.submissions.removeAll { $0.year == 2021 }
    let batch = district.batch()
    #expect(batch.years == [FiscalYear(2023)])
    let validated = try validate(batch)
    #expect(try Self.found(batch) == ["B001 11 2023 total.prior 5.0000 5.5000"])
    #expect(Set(validated.coverage.map(\.year)) == [FiscalYear(2023)])
    #expect(validated.submissionCount == 1)
  }

  @Test func looksAtRowsOfTheYearBefore() throws {
    var district = Self.district(["functional[*].actual <= prior.functional[*].actual"])
    Self.file("11", 2022, rows: ["50"], figures: ["staff.actual": "6"], in: &district)
    Self.file("11", 2023, rows: ["60"], in: &district)
    let expected = ["B001 11 2023 * 60.0000 -"]
    #expect(try Self.found(district.batch()) == expected)
    district.compared = [2022]
    #expect(try Self.found(district.batch()) == expected)
    #expect(try validate(district.batch()).lineCount == 1)
  }

  @Test func looksAtRowsOfOtherKindsAndUnits() throws {
    var district = Self.district([
      "functional[*].actual <= budget.functional[*].actual",
      "functional[*].actual.rows <= children.functional[*].actual.rows",
    ])
    Self.file("1", 2023, rows: ["90"], in: &district)
    Self.file("11", 2023, rows: ["40", "10"], in: &district)
    Self.file("12", 2023, rows: ["30"], in: &district)
    Self.file("11", 2023, .budget, rows: ["40"], in: &district)
    Self.file("12", 2023, .budget, rows: ["30"], in: &district)
    let expected = ["B002 1 2023 * 90.0000 -", "B001 11 2023 * 40.0000 -"]
    #expect(try Self.found(district.batch()) == expected)
    let shuffled = district.batch(workers: 3, shuffledBy: SeededGenerator(seed: 7))
    #expect(try Self.found(shuffled).map { $0.prefix(12) } == expected.map { $0.prefix(12) })
  }

  @Test func aWrongFormulaIsOneAnomalyOfTheDistrict() throws {
    var district = Self.district(["total.actual =", "staff.actual <= 5", "staff.actual <= 4 yuan"])
    Self.file("11", 2022, figures: ["staff.actual": "6"], in: &district)
    Self.file("11", 2023, figures: ["staff.actual": "6"], in: &district)
    #expect(
      try Self.found(district.batch()) == [
        "B002 11 2022 staff.actual 6.0000 -", "B002 11 2023 staff.actual 6.0000 -",
        "R010  2022 B001 - -", "R010  2023 B001 - -", "R010  2022 B003 - -",
        "R010  2023 B003 - -",
      ])
  }
}
