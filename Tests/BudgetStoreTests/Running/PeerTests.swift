import BudgetEngine
import BudgetTestSupport
import SampleDistrict
import Testing

/// The comparison with peers on whole districts.
@Suite(.database, .serialized)
struct PeerTests {
  private static let found = "severity, rule_code, message"

  /// Few and right: of honest books at most one in a hundred is asked about.
  @Test(arguments: [2023, 7, 41])
  func asksAboutFewHonestBooks(seed: UInt64) async throws {
    try await fileSample(SampleOptions(seed: seed, includesPlantedSlips: false))
    let receipt = try await runNight(nightRequest(isFull: true))
    let found = try await rows(
      Self.found, from: "summary.anomaly", where: "rule_code ~ '^P'")
    #expect(found.count * 100 <= receipt.submissionCount, "\(found)")
    #expect(found.allSatisfy { $0.hasPrefix("review ") })
    let indicators = try await column("SELECT count(*) > 1000 FROM summary.unit_indicator")
    #expect(indicators == ["t"])
  }

  /// The final account of 2022 in which the tests spend many times as much on one subject.
  private static let book = """
    (
      SELECT min(submission_id)
      FROM intake.submission
      JOIN reference.unit USING (unit_code)
      WHERE fiscal_year = 2022
        AND kind = 'final_account'
        AND unit_type = '行政'
        AND status IN ('submitted', 'accepted')
    )
    """

  /// - Parameter isContradicted: Whether the book's totals say that the money is a slip.
  private static func fileJump(isContradicted: Bool) async throws {
    try await fileSample(
      SampleOptions(years: 2021...2023, includesRealUnit: false, includesPlantedSlips: false))
    try await execute(
      """
      UPDATE intake.line
      SET actual = actual * \(isContradicted ? 10_000 : 10)
      WHERE section = 'functional'
        AND functional_code = '2080505'
        AND submission_id = \(book)
      """)
    guard !isContradicted else { return }
    try await execute("DELETE FROM intake.stated_figure WHERE submission_id = \(book)")
    try await execute(
      """
      DELETE FROM intake.line
      WHERE submission_id = \(book)
        AND (section <> 'functional' OR form IS NOT NULL OR length(functional_code) < 7)
      """)
  }

  /// Ten times one subject's money is found among the peers; a run of that year alone compares
  /// with last year as it was published, and says the same.
  @Test func aYearAloneSaysTheSame() async throws {
    try await Self.fileJump(isContradicted: false)
    try await runNight(nightRequest(isFull: true))
    let place = "rule_code ~ '^P' AND subject_code = '2080505'"
    let years = try await rows("fiscal_year, severity", from: "summary.anomaly", where: place)
    #expect(years == ["2022 review", "2023 review"])
    let before = try await rows(Self.found, from: "summary.anomaly", where: "rule_code ~ '^P'")
    for year in [2022, 2023] {
      try await runNight(nightRequest(years: [year], isFull: true))
      let after = try await rows(Self.found, from: "summary.anomaly", where: "rule_code ~ '^P'")
      #expect(after == before)
    }
  }

  /// Money in another unit, a slip that the book's totals tell, is one anomaly: it is no jump as
  /// well, and none back in the year after, whichever years are run.
  @Test func aSlipIsNoJump() async throws {
    try await Self.fileJump(isContradicted: true)
    try await runNight(nightRequest(isFull: true))
    let place = "subject_code = '2080505'"
    let listed = try await rows(
      "fiscal_year, severity, cause", from: "summary.anomaly", where: place)
    #expect(listed == ["2022 error unit_scale"])
    let before = try await everythingPublished()
    for year in [2021, 2022, 2023] {
      try await runNight(nightRequest(years: [year], isFull: true))
      #expect(try await everythingPublished() == before, "\(year)")
    }
  }
}
