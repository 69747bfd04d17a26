import BudgetTestSupport
import Testing

/// Which submission a cell comes from, with cells written out by hand.
@Suite(.database, .serialized)
struct EffectiveSubmissionTests {
  private static let units = """
    A,2000,,
    A1,2000,,A
    A2,2000,,A
    """

  @Test func aLaterDraftOrReturnLeavesTheEffectiveRevisionInForce() async throws {
    try await HandWrittenDistrict(
      units: Self.units,
      submissions: """
        1,A1,2023,final_account,1,accepted,yuan
        2,A1,2023,final_account,2,submitted,yuan
        3,A1,2023,final_account,3,draft,yuan
        4,A2,2023,final_account,1,accepted,yuan
        5,A2,2023,final_account,2,returned,yuan
        6,A2,2023,self_evaluation,9,accepted,yuan
        """,
      lines: """
        1,1,2010101,general,basic,,,1.00
        2,1,2010101,general,basic,,,2.00
        3,1,2010101,general,basic,,,4.00
        4,1,2010101,general,basic,,,8.00
        5,1,2010101,general,basic,,,16.00
        6,1,2010101,general,basic,,,32.00
        """
    ).file()
    try await runNight(nightRequest(isFull: true))
    #expect(
      try await subjectCells(where: "subject_code = '*' AND fund_type = '*'") == [
        "2023 * * * - - 10.00", "2023 A * * - - 10.00", "2023 A1 * * - - 2.00",
        "2023 A2 * * - - 8.00",
      ])
    // Coverage names the one that counts and the one that does not.
    let coverage = try await column(
      """
      SELECT concat_ws(' ', unit_code, kind, state, submission_id, reason)
      FROM summary.coverage
      WHERE unit_code IN ('A1', 'A2')
        AND kind = 'final_account'
      ORDER BY unit_code
      """
    ).compactMap(\.self)
    #expect(
      coverage.map { $0.hasPrefix("A") && $0.contains("final_account effective") }
        == [true, true])
    #expect(coverage[0].contains(" 2 ") && coverage[0].contains("编号3"))
    #expect(coverage[1].contains(" 4 ") && coverage[1].contains("编号5"))
  }

  @Test func theInitialBudgetComesFromTheFirstThatStatesAny() async throws {
    try await HandWrittenDistrict(
      units: Self.units,
      submissions: """
        1,A1,2023,final_account,1,accepted,yuan
        2,A1,2023,budget,1,accepted,wan_yuan
        3,A2,2023,final_account,1,accepted,yuan
        4,A2,2023,self_evaluation,1,accepted,yuan
        5,A2,2023,budget,1,accepted,yuan
        """,
      lines: """
        1,1,2010101,general,basic,,90.00,80.00
        2,1,2010101,general,basic,0.01,0.02,
        2,2,2010102,general,project,0.005,,
        3,1,2010101,general,basic,,9.00,8.00
        4,1,2010101,general,basic,7.00,6.00,5.00
        5,1,2010101,general,basic,4.00,,
        """
    ).file()
    try await runNight(nightRequest(isFull: true))
    let condition = "fund_type = '*' AND subject_level IN (0, 7) AND unit_code <> 'A'"
    #expect(
      try await subjectCells(where: condition) == [
        "2023 * * * 157.00 99.00 88.00", "2023 * 2010101 * 107.00 99.00 88.00",
        "2023 * 2010102 * 50.00 - -", "2023 A1 * * 150.00 90.00 80.00",
        "2023 A1 2010101 * 100.00 90.00 80.00", "2023 A1 2010102 * 50.00 - -",
        "2023 A2 * * 7.00 9.00 8.00", "2023 A2 2010101 * 7.00 9.00 8.00",
      ])
    let counts = try await rows(
      "subject_code, unit_count, line_count, initial_complete, execution_percent",
      from: "summary.subject_year", where: "unit_code = 'A1' AND fund_type = '*'")
    #expect(
      counts == [
        "* 1 3 true 88.8889", "201 1 3 true 88.8889", "20101 1 3 true 88.8889",
        "2010101 1 2 true 88.8889", "2010102 1 1 true -",
      ])
  }

  @Test func aUnitOutsideTheTreeIsExcludedAndListed() async throws {
    try await HandWrittenDistrict(
      units: "A1,2000,2022,\nA2,2000,,",
      submissions: """
        1,A1,2023,final_account,1,accepted,yuan
        2,A2,2023,final_account,1,accepted,yuan
        """,
      lines: """
        1,1,2010101,general,basic,,,1000.00
        2,1,2010101,general,basic,,,1.00
        """
    ).file()
    try await runNight(nightRequest(isFull: true))
    #expect(
      try await subjectCells(where: "subject_code = '*' AND fund_type = '*'") == [
        "2023 * * * - - 1.00", "2023 A2 * * - - 1.00",
      ])
    #expect(try await anomalies() == ["U010 error 2023 A1 - - -"])
    let states = try await rows("unit_code, state", from: "summary.coverage")
    #expect(states == ["A1 excluded", "A2 effective"])
  }

  @Test func aControlTotalIsComparedAndNeverAdded() async throws {
    try await HandWrittenDistrict(
      units: Self.units,
      submissions: """
        1,A1,2023,final_account,1,accepted,yuan
        2,A2,2023,final_account,1,accepted,yuan
        3,A,2023,final_account,1,accepted,yuan
        """,
      lines: """
        1,1,2010101,general,basic,,,100.00
        1,2,2050201,general,basic,,,10.00
        2,1,2010101,general,basic,,,200.00
        3,1,2010101,general,basic,,,300.00
        3,2,2050201,general,basic,,,12.50
        """
    ).file()
    try await runNight(nightRequest(isFull: true))
    #expect(
      try await subjectCells(where: "subject_level = 0 AND fund_type = '*'") == [
        "2023 * * * - - 310.00", "2023 A * * - - 310.00", "2023 A1 * * - - 110.00",
        "2023 A2 * * - - 200.00",
      ])
    let found = try await rows(
      "rule_code, severity, unit_code, subject_code, stated, expected_low, expected_high, "
        + "difference", from: "summary.anomaly")
    #expect(found == ["U040 error A 2050201 12.5000 10.0000 10.0000 2.5000"])
  }

  @Test func printedTotalsAreCheckedAndNeverAdded() async throws {
    try await HandWrittenDistrict(
      units: "A1,2000,,",
      submissions: "1,A1,2023,final_account,1,accepted,wan_yuan",
      lines: """
        1,1,*,,,,,63.40
        1,2,201,,,,,51.15
        1,3,2010101,general,basic,,,48.60
        1,4,2010101,capital,project,,,2.55
        1,5,205,,,,,12.30
        1,6,2050201,general,basic,,,12.25
        """
    ).file()
    try await runNight(nightRequest(isFull: true))
    #expect(
      try await subjectCells(where: "subject_level IN (0, 3)") == [
        "2023 * * * - - 634000.00", "2023 * * capital - - 25500.00",
        "2023 * * general - - 608500.00", "2023 * 201 * - - 511500.00",
        "2023 * 201 capital - - 25500.00", "2023 * 201 general - - 486000.00",
        "2023 * 205 * - - 122500.00", "2023 * 205 general - - 122500.00",
        "2023 A1 * * - - 634000.00", "2023 A1 * capital - - 25500.00",
        "2023 A1 * general - - 608500.00", "2023 A1 201 * - - 511500.00",
        "2023 A1 201 capital - - 25500.00", "2023 A1 201 general - - 486000.00",
        "2023 A1 205 * - - 122500.00", "2023 A1 205 general - - 122500.00",
      ])
    #expect(try await anomalies() == ["T010 error 2023 A1 205 - 5"])
  }
}
