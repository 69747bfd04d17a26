import BudgetTestSupport
import SampleDistrict
import Testing

/// Few and right: districts without a planted slip are left in peace by all rules together.
@Suite(.database, .serialized)
struct FalseAlarmTests {
  @Test(arguments: [11, 12, 13] as [UInt64])
  func aHealthyDistrictIsLeftInPeace(seed: UInt64) async throws {
    try await fileSample(
      SampleOptions(
        seed: seed, unitCount: 200, years: 2022...2023, includesRealUnit: false,
        includesPlantedSlips: false))
    try await runNight(nightRequest(isFull: true))
    let submissions =
      try await column("SELECT count(*)::text FROM intake.submission")
      .compactMap { $0.flatMap { Int($0) } }.first ?? 0
    #expect(submissions > 400)
    #expect(try await anomalies(where: "severity = 'error'") == [])
    #expect(try await anomalies(where: "severity = 'undetermined'") == [])
    let reviews = try await rows(
      "fiscal_year, unit_code, rule_code, message", from: "summary.anomaly",
      where: "severity = 'review'")
    #expect(reviews.count * 100 <= submissions * 2, "\(reviews)")
  }
}
