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

  /// A slip of ten times one subject's money is found among the peers; a run of that year alone
  /// compares with last year as it was published, and says the same.
  @Test func aYearAloneSaysTheSame() async throws {
    try await fileSample(
      SampleOptions(years: 2021...2023, includesRealUnit: false, includesPlantedSlips: false))
    try await execute(
      """
      UPDATE intake.line
      SET actual = actual * 10
      WHERE section = 'functional'
        AND functional_code = '2080505'
        AND submission_id = (
          SELECT min(submission_id)
          FROM intake.submission
          JOIN reference.unit USING (unit_code)
          WHERE fiscal_year = 2022
            AND kind = 'final_account'
            AND unit_type = '行政'
            AND status IN ('submitted', 'accepted')
        )
      """)
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
}
