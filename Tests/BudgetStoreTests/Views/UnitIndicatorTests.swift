import BudgetTestSupport
import Testing

/// What `summary.unit_indicator` shows of a district that can be worked out by hand.
@Suite(.database, .serialized)
struct UnitIndicatorTests {
  private static let indicators = "indicator, value, numerator, denominator, band"

  /// A group of two units; the second never states its posts, and has no last year.
  private static func file(settings: String = "") async throws {
    var district = HandWrittenDistrict(
      units: """
        1, 2000, ,
        11, 2000, , 1
        12, 2000, , 1
        """,
      submissions: """
        1, 11, 2022, final_account, 1, submitted, wan_yuan
        2, 11, 2023, final_account, 1, submitted, wan_yuan
        3, 12, 2023, final_account, 1, submitted, yuan
        """,
      lines: """
        1, 1, 2010101, general, basic, 90, 95, 95
        2, 1, 2010101, general, basic, 80, 85, 84
        2, 2, 2010102, general, project, 20, 35, 21
        3, 1, 2010101, general, basic, , , 1000000
        """)
    district.files["stated_figure.csv"] = """
      submission_id,figure,value
      1,three_public.budget,4.00
      1,three_public.reception.actual,1.50
      1,balance.closing.general,8
      2,staff.actual,32
      2,staff.authorised,24
      2,three_public.budget,5.00
      2,three_public.actual,4.89
      2,three_public.reception.actual,1.20
      2,balance.closing.general,6
      2,balance.closing.fund,3
      3,staff.actual,7
      3,basic.initial_budget,800000
      3,project.initial_budget,100000.5
      3,total.final_budget,1000000

      """
    if !settings.isEmpty {
      district.files["rule_setting.csv"] = "rule_code,name,valid_from,value\n" + settings
    }
    try await district.file()
    try await runNight()
  }

  @Test func showsBothTermsOfEveryRatio() async throws {
    try await Self.file()
    let unit = try await rows(
      Self.indicators, from: "summary.unit_indicator",
      where: "fiscal_year = 2023 AND unit_code = '11'")
    #expect(
      unit == [
        "budget_adjustment 20.0000 200000.00 1000000.00 (10, 20]",
        "budget_completion 87.5000 1050000.00 1200000.00 [85, 90)",
        "carry_over 8.5714 90000.00 1050000.00 (-∞, 9]",
        "reception_change -20.0000 -3000.00 15000.00 (-∞, 0]",
        "spending_completion 105.0000 1050000.00 1000000.00 [100, +∞)",
        "staff_control 133.3333 32.00 24.00 (100, +∞)",
        "three_public_change 25.0000 10000.00 40000.00 (0, +∞)",
        "three_public_control 97.8000 48900.00 50000.00 (-∞, 100]",
      ])
    let named = try await column(
      "SELECT count(*) FROM summary.unit_indicator WHERE indicator_name IS NULL")
    #expect(named == ["0"])
  }

  /// Of rows that state no budget, the printed total counts; a basic and a project part make one.
  @Test func takesBudgetsAsPrinted() async throws {
    try await Self.file()
    let unit = try await rows(
      Self.indicators, from: "summary.unit_indicator", where: "unit_code = '12'")
    #expect(
      unit == [
        "budget_adjustment 11.1110 99999.50 900000.50 (10, 20]",
        "budget_completion 100.0000 1000000.00 1000000.00 [100, +∞)",
        "spending_completion 111.1110 1000000.00 900000.50 [100, +∞)",
      ])
  }

  /// The posts of one unit are not compared with the people of two.
  @Test func aGroupAddsUnitsThatHaveBothTerms() async throws {
    try await Self.file()
    for group in ["1", "*"] {
      let found = try await rows(
        Self.indicators, from: "summary.unit_indicator",
        where: "fiscal_year = 2023 AND unit_code = '\(group)' AND indicator ~ '^(staff|spending)'")
      #expect(
        found == [
          "spending_completion 107.8947 2050000.00 1900000.50 [100, +∞)",
          "staff_control 133.3333 32.00 24.00 (100, +∞)",
        ])
    }
  }

  /// Bands are the bureau's, and a changed bound is a changed publication.
  @Test func aChangedBoundIsPublished() async throws {
    try await Self.file()
    let before = try await column("SELECT digest FROM summary.publication")
    try await Self.file(settings: "budget_adjustment,bound_1,2023,15\n")
    let bands = try await rows(
      "fiscal_year, band", from: "summary.unit_indicator",
      where: "unit_code = '11' AND indicator = 'budget_adjustment'")
    #expect(bands == ["2022 (0, 10]", "2023 (15, +∞)"])
    #expect(try await column("SELECT digest FROM summary.publication") != before)
  }

  /// A year that stands beside a rerun is compared with the new figures, groups as well.
  @Test func aRepeatedYearIsComparedAnew() async throws {
    try await Self.file()
    let columns = "fiscal_year, unit_code, " + Self.indicators
    let before = try await rows(columns, from: "summary.unit_indicator")
    try await execute(
      """
      UPDATE intake.stated_figure
      SET value = value * 2
      WHERE submission_id = 1
        AND figure = 'three_public.budget'
      """)
    #expect(try await runNight(nightRequest(years: [2022])).hasPublished)
    let after = try await rows(columns, from: "summary.unit_indicator")
    #expect(after.count == before.count)
    #expect(
      Set(after).subtracting(before).sorted()
        == ["*", "1", "11"].map {
          "2023 \($0) three_public_change -37.5000 -30000.00 80000.00 (-∞, 0]"
        })
    #expect(try await runNight(nightRequest()).isUpToDate)
  }
}
