import BudgetEngine
import BudgetStore
import BudgetTestSupport
import Testing

/// A closed year is restated while it is closed, and may be opened again.
@Suite(.database, .serialized)
struct ReopenedYearTests {
  /// A unit that another one takes over in 2023, and a code that can be moved to another.
  private static let district = HandWrittenDistrict(
    units: "U1,2000,,\nU2,2000,2022,",
    submissions: """
      11,U1,2021,final_account,1,accepted,yuan
      21,U1,2022,final_account,1,accepted,yuan
      22,U2,2022,final_account,1,accepted,yuan
      31,U1,2023,final_account,1,accepted,yuan
      """,
    lines: """
      11,1,2010101,general,basic,,,90.00
      21,1,2010101,general,basic,,,110.00
      22,1,2050101,general,basic,,,55.00
      31,1,2010102,general,basic,,,120.00
      """,
    files: [
      "unit_succession.csv": """
      from_unit,to_unit,fiscal_year,kind,share_numerator,share_denominator
      U2,U1,2023,merge,1,1

      """
    ])

  private func expectProven() async throws {
    let report = try await verifyPublished()
    #expect(report.isSameInput, "\(report.newerParts)")
    #expect(report.differences.elements.map { "\($0)" } == [])
  }

  private func close() async throws {
    try await Self.district.file()
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    try await execute("SELECT control.close_year(2022, 'approved by congress')")
  }

  private func restated() async throws -> [String] {
    try await rows(
      "subject_code, actual", from: "summary.comparable_subject_year",
      where: "fiscal_year = 2022 AND unit_code = 'U1' AND fund_type = '*' AND subject_level = 7")
  }

  /// What it was restated by while it was closed is taken back: the figures from before hold, and
  /// not those of its closing; whether the whole night restated it, or the run of the year before.
  @Test(arguments: [nil, [2021]] as [[Int]?])
  func itIsRestatedByWhatHoldsNow(years: [Int]?) async throws {
    try await close()
    let before = try await restated()
    try await execute(
      """
      INSERT INTO reference.crosswalk (fund_type, from_code, to_code, effective_year,
        share_numerator, share_denominator, kind)
      VALUES ('general', '2010101', '2010102', 2023, 1, 1, 'recode')
      """)
    #expect(try await runNight(nightRequest(years: years)).hasPublished)
    #expect(try await restated() == ["2010102 110.00", "2050101 55.00"])
    try await execute(
      """
      DELETE FROM reference.crosswalk;
      SELECT control.reopen_year(2022, 'the audit wants it');
      """)
    // Nothing is wrong with the publication: the year is to be worked out once more.
    #expect(try await !verifyPublished().isSameInput)
    #expect(try await runNight().hasPublished)
    #expect(try await restated() == before)
    try await expectProven()
    #expect(try await runNight().isUpToDate)
  }

  /// Whatever the bureau's list calls its units by now.
  @Test func aClosedYearKeepsItsNames() async throws {
    try await close()
    func names() async throws -> [String] {
      try await rows(
        "unit_code, unit_name, change", from: "summary.perimeter_change",
        where: "fiscal_year = 2022")
    }
    let before = try await names()
    #expect(before == ["U2 U2 merge"])
    try await execute("UPDATE reference.unit SET name = '改名' WHERE unit_code = 'U2'")
    try await execute("UPDATE intake.line SET actual = 121.00 WHERE submission_id = 31")
    #expect(try await runNight().hasPublished)
    #expect(try await names() == before)
    try await expectProven()
    // It is restated once more, since the newest year's units are others.
    try await execute("UPDATE reference.unit SET name = '新名' WHERE unit_code = 'U1'")
    #expect(try await runNight().hasPublished)
    #expect(try await names() == before)
    try await expectProven()
  }
}
