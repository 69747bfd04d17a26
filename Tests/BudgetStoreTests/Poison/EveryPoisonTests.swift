import BudgetStore
import BudgetTestSupport
import PostgresClient
import SampleDistrict
import Testing

/// Everything that can be wrong with input, all in one night beside healthy units.
@Suite(.database, .serialized)
struct EveryPoisonTests {
  private static let healthy = "unit_code NOT IN ('*', '') AND unit_code NOT LIKE 'X%'"

  @Test func isFoundAndHealthyCellsAreAsWithoutIt() async throws {
    try await fileSample(
      SampleOptions(unitCount: 30, years: 2022...2023, includesPlantedSlips: false))
    try await runNight(nightRequest(isFull: true))
    let clean = try await everythingPublished(where: Self.healthy)
    #expect(clean.count > 5_000)
    let total = """
      SELECT actual - $1::numeric
      FROM summary.subject_year
      WHERE (fiscal_year, unit_code, subject_code, fund_type) = (2023, '*', '*', '*')
      """
    let district = try await column(total, [.text("0")])
    try await execute(PoisonDistrict.rows)
    try await execute(PoisonDistrict.views)
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    #expect(try await everythingPublished(where: Self.healthy) == clean)
    let found = try await rows(
      "rule_code, translate(unit_code,E'\\u202E','')", from: "summary.anomaly",
      where: "unit_code = '' OR unit_code LIKE 'X%'")
    #expect(PoisonDistrict.findings.subtracting(found) == [])
    // What is explained, or only paid to, is no finding.
    #expect(!found.contains { $0.hasSuffix(" X10") || $0.hasSuffix(" X25") })
    let raised = try await column(total, [.text(district.first.flatMap(\.self))])
    #expect(raised == [PoisonDistrict.readableYuan])
    // Neither poisoned nor healthy years stop the nights after it.
    #expect(try await runNight().isUpToDate)
    try await execute(PoisonDistrict.withoutViews)
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
  }
}
