import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import SampleDistrict
import Synchronization
import Testing

/// A published district with one more fen than was published, for a night to find.
func publishAndChangeDistrict() async throws {
  try await fileSample(SampleOptions(unitCount: 6, years: 2022...2023))
  try await runNight(nightRequest(isFull: true))
  try await changeDistrict()
}

func changeDistrict() async throws {
  try await execute(
    "UPDATE intake.line SET actual = actual + 1 WHERE functional_code LIKE '20805%'")
}

/// Runs a night through a proxy.
func runNight(
  through proxy: FaultProxy, retry: RunRetry = .never, patienceSeconds: Int = 20,
  observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
) async throws -> RunReceipt {
  let settings = ConnectionSettings(
    conninfo: proxy.conninfo, patienceSeconds: patienceSeconds)
  defer { withExtendedLifetime(proxy) {} }
  return try await onOwnThread {
    try NightJob(settings, retry: retry, observe: observe).run(nightRequest(workers: 1))
  }
}

func publicationCount() async throws -> Int {
  Int(try await column("SELECT count(*) FROM control.publication").first.flatMap(\.self) ?? "")
    ?? -1
}

/// State and exit code of the latest runs, the latest first.
func latestRuns(_ count: Int) async throws -> [String] {
  try await column(
    "SELECT concat_ws(' ', state, exit_code) FROM control.run ORDER BY run_id DESC LIMIT \(count)"
  ).compactMap(\.self)
}

/// The next run is normal: it publishes or finds nothing to do, and leaves no dead rests.
func expectANormalNight() async throws {
  let receipt = try await runNight()
  #expect(receipt.hasPublished || receipt.isUpToDate)
  let rests = try await column(
    """
    SELECT nspname
    FROM pg_namespace
    WHERE nspname ~ '^volume_[0-9]+$'
      AND nspname NOT IN (SELECT 'volume_' || volume_id FROM control.volume)
    UNION ALL
    SELECT run_id::text
    FROM control.run
    WHERE state IN ('running', 'staged')
    """)
  #expect(rests == [])
}
