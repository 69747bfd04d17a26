import BudgetTestSupport
import Testing

/// All years with the newest year's subjects and units, with cells written out by hand.
@Suite(.database, .serialized)
struct ComparableTests {
  /// In 2023 A3 is merged into A1, B1 is called C1, D1 is gone and E1 is new; 2010101 becomes
  /// 2010201, and 2050101 is divided.
  private static let district = HandWrittenDistrict(
    units: """
      A,2000,,
      A1,2000,,A
      A3,2000,2022,A
      B1,2000,2022,
      C1,2023,,
      D1,2000,2022,
      E1,2023,,
      """,
    submissions: """
      11,A1,2022,final_account,1,accepted,yuan
      13,A3,2022,final_account,1,accepted,yuan
      14,B1,2022,final_account,1,accepted,yuan
      15,D1,2022,final_account,1,accepted,yuan
      21,A1,2023,final_account,1,accepted,yuan
      24,C1,2023,final_account,1,accepted,yuan
      25,E1,2023,final_account,1,accepted,yuan
      """,
    lines: """
      11,1,2010101,general,basic,,,100.00
      13,1,2010101,general,basic,,,50.00
      13,2,2050101,general,project,,,10.00
      14,1,2080505,general,basic,,,7.00
      15,1,2010101,general,basic,,,3.00
      21,1,2010201,general,basic,,,160.00
      24,1,2080505,general,basic,,,9.00
      25,1,2010201,general,basic,,,1.00
      """,
    files: [
      "crosswalk.csv": """
      fund_type,from_code,to_code,effective_year,share_numerator,share_denominator,kind
      general,2010101,2010201,2023,1,1,recode
      general,2050101,2050201,2023,1,3,split
      general,2050101,2050301,2023,2,3,split

      """,
      "unit_succession.csv": """
      from_unit,to_unit,fiscal_year,kind,share_numerator,share_denominator
      A3,A1,2023,merge,1,1
      B1,C1,2023,rename,,

      """,
    ])

  private func comparable(_ condition: String) async throws -> [String] {
    try await rows(
      "fiscal_year, unit_code, subject_code, actual, prior_actual, change, comparability, family",
      from: "summary.comparable_subject_year", where: "fund_type = '*' AND \(condition)")
  }

  private static let expected =
    ["*", "A", "A1"].flatMap { unit in
      [
        "2022 \(unit) 2010201 150.00 - - exact 2010201",
        "2022 \(unit) 2050201 3.33 - - estimated 2050201",
        "2022 \(unit) 2050301 6.67 - - estimated 2050201",
        "2023 \(unit) 2010201 \(unit == "*" ? "161.00 150.00 11.00" : "160.00 150.00 10.00")"
          + " exact 2010201",
        "2023 \(unit) 2050201 0.00 3.33 -3.33 exact 2050201",
        "2023 \(unit) 2050301 0.00 6.67 -6.67 exact 2050201",
      ]
    }
    + ["*", "C1"].flatMap { unit in
      [
        "2022 \(unit) 2080505 7.00 - - exact 2080505",
        "2023 \(unit) 2080505 9.00 7.00 2.00 exact 2080505",
      ]
    } + ["2023 E1 2010201 1.00 - - exact 2010201"]

  @Test func everythingStandsWithTheNewestYear() async throws {
    try await Self.district.file()
    try await runNight(nightRequest(isFull: true))
    #expect(try await comparable("subject_level = 7") == Self.expected.sorted())
    #expect(
      try await comparable("subject_level = 0 AND unit_code = '*'") == [
        "2022 * * 167.00 - - exact *", "2023 * * 170.00 167.00 3.00 exact *",
      ])
    #expect(
      try await rows(
        "fiscal_year, unit_code, change, other_unit, actual", from: "summary.perimeter_change")
        == [
          "2022 A3 merge A1 60.00", "2022 B1 rename C1 7.00", "2022 D1 left - 3.00",
          "2023 E1 entered - 1.00",
        ])
    #expect(try await anomalies(where: "rule_code ~ '^X'") == [])
    // What changed is no surer than what it changed from.
    #expect(
      try await rows(
        "fiscal_year, subject_code, prior_actual, comparability, prior_comparability",
        from: "summary.comparable_subject_year",
        where: "unit_code = 'A1' AND fund_type = 'general' AND subject_level IN (0, 3, 7)") == [
          "2022 * - exact -", "2022 201 - exact -", "2022 2010201 - exact -", "2022 205 - exact -",
          "2022 2050201 - estimated -", "2022 2050301 - estimated -", "2023 * 160.00 exact exact",
          "2023 201 150.00 exact exact", "2023 2010201 150.00 exact exact",
          "2023 205 10.00 exact exact", "2023 2050201 3.33 exact estimated",
          "2023 2050301 6.67 exact estimated",
        ])
    let funds = try await rows(
      "fund_type, actual, share_percent, unit_name", from: "summary.comparable_subject_year",
      where: "unit_code = 'A1' AND subject_code = '201' AND fiscal_year = 2022")
    #expect(funds == ["* 150.00 93.7500 A1", "general 150.00 93.7500 A1"])
  }

  /// Years that are read alone, beside what is recorded of the others, show the same.
  @Test func singleYearsAreRestatedAlike() async throws {
    try await Self.district.file()
    try await runNight(nightRequest(isFull: true))
    let whole = try await everythingPublished()
    for year in [2022, 2023] {
      #expect(try await runNight(nightRequest(years: [year])).isUpToDate)
      #expect(try await everythingPublished() == whole)
    }
    try await execute("UPDATE intake.line SET actual = 8 WHERE submission_id = 14")
    #expect(try await runNight(nightRequest(years: [2022])).hasPublished)
    let alone = try await everythingPublished()
    #expect(alone != whole)
    try await runNight(nightRequest(isFull: true))
    #expect(try await everythingPublished() == alone)
  }

  /// A year that is not read keeps what it was restated by, and says so until a run of all years.
  @Test func whatWasNotRenewedIsMarked() async throws {
    try await Self.district.file()
    try await runNight(nightRequest(isFull: true))
    try await execute(
      """
      INSERT INTO reference.crosswalk
      VALUES ('general', '2080505', '2080506', 2023, 1, 1, 'recode')
      """)
    #expect(try await runNight(nightRequest(years: [2023])).hasPublished)
    #expect(
      try await column(
        """
        SELECT DISTINCT concat_ws(' ', fiscal_year, base_year, is_current)
        FROM summary.comparable_subject_year
        ORDER BY 1
        """) == ["2022 2023 f", "2023 2023 t"])
    #expect(
      try await comparable("fiscal_year = 2023 AND subject_code ~ '^20805..' AND unit_code = 'C1'")
        == [
          "2023 C1 2080505 9.00 0.00 9.00 exact 2080505",
          "2023 C1 2080506 0.00 7.00 -7.00 exact 2080506",
        ])
    #expect(try await runNight().hasPublished)
    #expect(
      try await column(
        "SELECT DISTINCT is_current::text FROM summary.comparable_subject_year") == ["true"])
  }

  /// Wrong rows are told, in the year from which they take effect.
  @Test func wrongRowsAreAnomalies() async throws {
    var district = Self.district
    district.files["crosswalk.csv"] = """
      fund_type,from_code,to_code,effective_year,share_numerator,share_denominator,kind
      general,2010101,2010201,2023,1,2,split
      general,2080505,2080599,2023,1,1,recode
      general,20805A,2080505,2023,1,1,recode
      general,*,2080505,2023,1,1,recode
      general,2050101,*,2023,1,1,recode
      fund,2120801,2120899,2023,1,1,recode

      """
    district.files["functional_subject.csv"] = """
      fund_type,code,valid_from,valid_to,name
      general,2010101,2000,,甲
      general,2010201,2000,,乙
      general,2050101,2000,,丙
      general,2080505,2000,,丁

      """
    district.files["unit_succession.csv"] = """
      from_unit,to_unit,fiscal_year,kind,share_numerator,share_denominator
      A1,X,2023,merge,1,1

      """
    try await district.file()
    try await runNight(nightRequest(isFull: true))
    #expect(
      try await anomalies(where: "rule_code ~ '^X0[12]'") == [
        "X010 error 2023  * - -", "X010 error 2023  2010101 - -", "X010 error 2023  2050101 - -",
        "X010 error 2023  2080505 - -", "X010 error 2023  20805A - -", "X020 error 2023 A1 - - -",
      ])
    #expect(
      try await column("SELECT message FROM summary.anomaly WHERE subject_code = '2080505'") == [
        "2023年起科目 2080505(一般公共预算)的对照:新科目代码“2080599”不在2023年的科目表中。"
          + "金额留在原科目,可比数中断。"
      ])
    #expect(
      try await comparable("fiscal_year = 2022 AND subject_level = 7 AND unit_code = 'A1'") == [
        "2022 A1 2010101 100.00 - - broken 2010101"
      ])
  }
}
