import BudgetTestSupport
import Testing

/// Last year's figures beside this year's, with cells written out by hand.
@Suite(.database, .serialized)
struct PriorYearTests {
  private static let columns =
    "fiscal_year, unit_code, subject_code, actual, prior_actual, change, change_percent"

  private func allFunds(_ condition: String) async throws -> [String] {
    try await rows(
      Self.columns, from: "summary.subject_year", where: "fund_type = '*' AND \(condition)")
  }

  /// A1 is there in all years, A2 only files in 2022, A3 files nothing in 2022.
  private static let district = HandWrittenDistrict(
    units: """
      A,2000,,
      A1,2000,,A
      A2,2000,,A
      A3,2000,,A
      """,
    submissions: """
      11,A1,2022,final_account,1,accepted,yuan
      12,A1,2023,final_account,1,accepted,yuan
      21,A2,2022,final_account,1,accepted,yuan
      31,A3,2023,final_account,1,accepted,yuan
      """,
    lines: """
      11,1,2010101,general,basic,,,100.00
      11,2,2050201,general,basic,,,40.00
      11,3,2080505,general,basic,,,0.00
      12,1,2010101,general,basic,,,150.00
      12,2,2100101,general,basic,,,7.00
      21,1,2010101,general,basic,,,60.00
      31,1,2010101,general,basic,,,5.00
      """)

  @Test func isNullWithoutAReportAndZeroWithoutMoney() async throws {
    try await Self.district.file()
    try await runNight(nightRequest(isFull: true))
    #expect(
      try await allFunds("fiscal_year = 2023 AND subject_level = 7") == [
        "2023 * 2010101 155.00 160.00 -5.00 -3.1250",
        "2023 * 2050201 0.00 40.00 -40.00 -100.0000",
        "2023 * 2100101 7.00 0.00 7.00 -",
        "2023 A 2010101 155.00 160.00 -5.00 -3.1250",
        "2023 A 2050201 0.00 40.00 -40.00 -100.0000",
        "2023 A 2100101 7.00 0.00 7.00 -",
        "2023 A1 2010101 150.00 100.00 50.00 50.0000",
        "2023 A1 2050201 0.00 40.00 -40.00 -100.0000",
        "2023 A1 2100101 7.00 0.00 7.00 -",
        "2023 A3 2010101 5.00 - - -",
      ])
    #expect(try await allFunds("fiscal_year = 2022 AND prior_actual IS NOT NULL") == [])
  }

  @Test func aVanishedKeyHasNoUnitsAndNoLines() async throws {
    try await Self.district.file()
    try await runNight(nightRequest(isFull: true))
    let vanished = try await rows(
      "unit_code, subject_code, unit_count, line_count, initial_budget, actual, initial_complete",
      from: "summary.subject_year",
      where: "fiscal_year = 2023 AND subject_code IN ('205', '2080505') AND fund_type = '*'")
    #expect(
      vanished == ["* 205 0 0 - 0.00 true", "A 205 0 0 - 0.00 true", "A1 205 0 0 - 0.00 true"])
  }

  /// A count or an amount that is not stated is not known: neither value nor change, then as now.
  @Test func aFigureThatIsNotStatedIsNullAndNotZero() async throws {
    var district = Self.district
    district.files = [
      "stated_figure.csv": """
      submission_id,figure,value
      11,staff.actual,30
      11,three_public.actual,5.00
      12,vehicle.count,2
      21,staff.actual,12

      """
    ]
    try await district.file()
    try await runNight(nightRequest(isFull: true))
    let figures = {
      try await rows(
        "unit_code, figure, value, unit_count, prior_value, change, change_percent",
        from: "summary.figure_year", where: "fiscal_year = 2023")
    }
    let expected = ["*", "A", "A1"].flatMap { unit in
      let staff = unit == "A1" ? "30.00" : "42.00"
      return [
        "\(unit) staff.actual - 0 \(staff) - -", "\(unit) three_public.actual - 0 5.00 - -",
        "\(unit) vehicle.count 2.00 1 - - -",
      ]
    }
    #expect(try await figures() == expected)
    // The same where the years are read alone, beside what is recorded of the other.
    let whole = try await everythingPublished()
    for year in [2022, 2023] {
      try await runNight(nightRequest(years: [year]))
      #expect(try await everythingPublished() == whole)
    }
    try await execute("DELETE FROM intake.stated_figure WHERE figure = 'vehicle.count'")
    #expect(try await runNight(nightRequest(years: [2023])).hasPublished)
    #expect(try await figures() == expected.filter { !$0.contains("vehicle") })
  }

  /// B1 moves from B to C: the groups' last years stay what was published then.
  @Test func aMovingUnitTakesItsPastAlongButNotItsGroups() async throws {
    try await HandWrittenDistrict(
      units: """
        B,2000,,
        C,2000,,
        B1,2000,2022,B
        B1,2023,,C
        B2,2000,,B
        C1,2000,,C
        """,
      submissions: """
        1,B1,2022,final_account,1,accepted,yuan
        2,B1,2023,final_account,1,accepted,yuan
        3,B2,2022,final_account,1,accepted,yuan
        4,B2,2023,final_account,1,accepted,yuan
        5,C1,2022,final_account,1,accepted,yuan
        6,C1,2023,final_account,1,accepted,yuan
        """,
      lines: """
        1,1,2010101,general,basic,,,10.00
        2,1,2010101,general,basic,,,11.00
        3,1,2010101,general,basic,,,200.00
        4,1,2010101,general,basic,,,220.00
        5,1,2010101,general,basic,,,3000.00
        6,1,2010101,general,basic,,,3300.00
        """
    ).file()
    try await runNight(nightRequest(isFull: true))
    #expect(
      try await allFunds("fiscal_year = 2023 AND subject_level = 0") == [
        "2023 * * 3531.00 3210.00 321.00 10.0000",
        "2023 B * 220.00 210.00 10.00 4.7619",
        "2023 B1 * 11.00 10.00 1.00 10.0000",
        "2023 B2 * 220.00 200.00 20.00 10.0000",
        "2023 C * 3311.00 3000.00 311.00 10.3667",
        "2023 C1 * 3300.00 3000.00 300.00 10.0000",
      ])
  }
}
