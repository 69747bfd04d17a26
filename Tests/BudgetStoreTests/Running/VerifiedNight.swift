import BudgetStore
import BudgetTestSupport
import PostgresClient
import SampleDistrict
import Testing

/// Files a district of twelve units over three years and publishes it.
func publishSample() async throws {
  try await fileSample(SampleOptions(unitCount: 12, years: 2021...2023))
  try await runNight(nightRequest(isFull: true))
}

/// Verifies what is published in the database of the suite.
func verifyPublished(
  _ scope: Verification.Scope = .all, programVersion: String = "test"
) async throws -> VerificationReport {
  let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
  return try await onOwnThread {
    try #require(
      try Verification(settings, observe: { _ in })
        .run(scope, workers: 2, programVersion: programVersion))
  }
}
