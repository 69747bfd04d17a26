import BudgetTestSupport
import PostgresClient
import SampleDistrict
import Testing

/// The whole path on the district of the demonstration: every planted slip, and nothing else.
@Suite(.database, .serialized)
struct SampleRunTests {
  /// Rules of printed figures; the others speak of lists and of who handed in.
  private static let planted = Planted()

  @Test func showsEverySlipAtItsPlace() async throws {
    let slips = try await Self.planted.slips()
    #expect(Set(slips.compactMap { $0["kind"] }).count == 20)
    for slip in slips {
      guard let rule = slip["expected_rule"] else { continue }
      let found = try await column(
        """
        SELECT concat_ws(' ', line_no, figure)
        FROM summary.anomaly
        WHERE rule_code = $1
          AND unit_code = $2
          AND fiscal_year = $3
        """,
        [
          .text(rule), .text(slip["unit_code"] ?? ""),
          .int(Int64(slip["fiscal_year"] ?? "") ?? 0),
        ]
      ).compactMap(\.self)
      let kind = slip["kind"] ?? ""
      // A wrong control total shows in every subject.
      let isElsewhere = kind == "control_total_off"
      let place = isElsewhere ? nil : slip["line_no"] ?? slip["figure"]
      #expect(!found.isEmpty, "\(slip)")
      #expect(place.map { found.contains($0) } ?? true, "\(slip) found at \(found)")
    }
  }

  /// One slip is one anomaly with its cause, however many totals, columns and comparisons it
  /// breaks and whatever reviews would ask because of it.
  @Test func listsEverySlipOfAFigureOnce() async throws {
    var causes: [String] = []
    for slip in try await Self.planted.slips() {
      guard let rule = slip["expected_rule"], "TF".contains(rule.prefix(1)),
        let unit = slip["unit_code"], let year = slip["fiscal_year"], let kind = slip["kind"]
      else { continue }
      let found = try await rows(
        "rule_code, cause", from: "summary.anomaly",
        // What a unit books on 其他 is so in the sample, and no slip.
        where: "unit_code = '\(unit)' AND fiscal_year = \(year) AND rule_code <> 'C050'")
      #expect(found.count == 1 && found[0].hasPrefix(rule), "\(slip): \(found)")
      causes += found.map { "\(kind): \($0)" }
    }
    #expect(
      causes == [
        "unit_scale: T010 unit_scale", "digits_swapped: T010 digits_swapped", "sign: T010 sign",
        "component_missing: T010 component_missing",
        "prior_year_copied: F010 prior_year_copied", "wrong_base: F030 wrong_base",
        "difference_as_percent: F030 difference_as_percent", "staff_above_establishment: F050 -",
        "share_wrong: F040 digit_changed",
      ])
  }

  @Test func showsLateAndUncountedFilingInTheCoverage() async throws {
    let states = [
      "late": "late", "missing": "missing", "returned_only": "returned", "draft_only": "draft",
      "unknown_unit": "excluded",
    ]
    for slip in try await Self.planted.slips() {
      guard let kind = slip["kind"], let state = states[kind] else { continue }
      let found = try await column(
        "SELECT state FROM summary.coverage WHERE unit_code = $1 AND fiscal_year = $2",
        [.text(slip["unit_code"] ?? ""), .int(Int64(slip["fiscal_year"] ?? "") ?? 0)])
      #expect(found == [state], "\(slip)")
    }
  }

  @Test func findsNothingWhereNothingWasPlanted() async throws {
    let slips = try await Self.planted.slips()
    let places = Set(slips.map { "\($0["fiscal_year"] ?? "") \($0["unit_code"] ?? "")" })
    let found = try await rows(
      "fiscal_year, unit_code, rule_code, severity, figure, message", from: "summary.anomaly",
      // What a unit books on 其他 is so in the sample, and no slip; payments have their own test.
      where: "unit_code <> '100001' AND rule_code NOT IN ('C050', 'N010')")
    let elsewhere = found.filter { anomaly in
      let words = anomaly.split(separator: " ")
      // What jumps in the year of a slip jumps back in the next.
      let isEcho =
        words[2].hasPrefix("P") && places.contains("\((Int(words[0]) ?? 0) - 1) \(words[1])")
      return !isEcho && !places.contains(words.prefix(2).joined(separator: " "))
    }
    #expect(elsewhere == [])
  }

  /// Of three payments one is matched and taken out of the sum of the group, one is said by the
  /// payer alone, and one stands in the register under another subject.
  @Test func tellsPaymentsThatAreNotMatched() async throws {
    _ = try await Self.planted.slips()
    let found = try await rows(
      "severity, count(*)", from: "summary.anomaly", where: "rule_code = 'N010' GROUP BY severity")
    #expect(found == ["review 2"])
    let causes = try await rows(
      "measure, cause, eliminated > 0", from: "summary.elimination", where: "measure = 'actual'")
    #expect(
      causes == [
        "actual - true", "actual one_side_missing false", "actual other_subject false",
        "actual other_subject false",
      ])
    let eliminated = try await column(
      """
      SELECT DISTINCT unit_code
      FROM summary.subject_year
      WHERE eliminated_actual <> 0
      """)
    #expect(eliminated.count == 1)
  }

  @Test func showsMergedAndDividedUnitsAndCodes() async throws {
    _ = try await Self.planted.slips()
    let changes = try await column(
      "SELECT DISTINCT change FROM summary.perimeter_change WHERE change <> 'entered' ORDER BY 1")
    // The founded unit has what its neighbour gave it; the real unit is of one year only.
    #expect(changes == ["merge", "split"])
    let comparable = try await rows(
      "comparability, count(*) > 0", from: "summary.comparable_subject_year",
      where: "fiscal_year < 2023 GROUP BY comparability")
    #expect(comparable == ["broken true", "estimated true", "exact true"])
    let shares = try await column(
      """
      SELECT DISTINCT numerator || '/' || denominator
      FROM store.code_route
      WHERE from_code = '2010350'
      ORDER BY 1
      """)
    #expect(shares == ["1/5", "4/5"])
  }

  @Test func judgesTheRealUnitAsItIs() async throws {
    _ = try await Self.planted.slips()
    let found = try await rows(
      "rule_code, severity, figure, stated, round(expected_low,1), round(expected_high,1), cause",
      from: "summary.anomaly", where: "unit_code = '100001'")
    #expect(
      found == [
        "E010 review total.actual 9794000.0000 9143850.0 9145150.0 -",
        "E020 review - 9794000.0000 7821270.0 9559330.0 -",
        "E030 review - 834100.0000 0.0 0.0 -",
        "E040 review - 200000.0000 - - -",
        "E050 review three_public.actual 48900.0000 - 36200.0 -",
        "F030 error three_public.change_percent 26.0000 35.2 35.7 wrong_base",
        "F030 info meeting.change_percent -2.0000 -1.5 -1.5 rounding",
        "F030 undetermined training.change_percent -11.0000 -18.6 -7.0 -",
        "F050 review staff.actual 32.0000 - 24.0 -",
      ])
  }

  @Test func publishesTheRealUnitsMoneyInYuan() async throws {
    _ = try await Self.planted.slips()
    let cells = try await rows(
      "subject_code, fund_type, initial_budget, final_budget, actual, basic_actual, "
        + "project_actual, share_percent", from: "summary.subject_year",
      where: "unit_code = '100001' AND fund_type = '*' AND subject_level IN (0, 3)")
    #expect(
      cells == [
        "* * - - 9794000.00 7694900.00 1449600.00 100.0000",
        "201 * - - 7789600.00 6340000.00 1449600.00 79.5344",
        "206 * - - 1000.00 1000.00 - 0.0102",
        "208 * - - 534200.00 534200.00 - 5.4544",
        "210 * - - 300100.00 300100.00 - 3.0641",
        "221 * - - 519600.00 519600.00 - 5.3053",
        "229 * - - 649500.00 - - 6.6316",
      ])
  }
}

/// Runs the demonstration's district once for the whole suite.
private actor Planted {
  private var found: [[String: String]]?

  func slips() async throws -> [[String: String]] {
    if let found { return found }
    let slips = try await fileSample(SampleOptions())
    try await runNight()
    found = slips
    return slips
  }
}
