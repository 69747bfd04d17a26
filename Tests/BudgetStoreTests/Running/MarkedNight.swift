import BudgetEngine
import BudgetStore
import BudgetTestSupport
import Synchronization
import Testing

/// Two submissions of one line each, 1.20 yuan together.
let markedDistrict = HandWrittenDistrict(
  units: "U1,2000,,\nU2,2000,,",
  submissions: """
    1,U1,2023,final_account,1,accepted,yuan
    2,U2,2023,final_account,1,accepted,yuan
    """,
  lines: "1,1,2010101,general,basic,,,0.50\n2,1,2010101,general,basic,,,0.70")

/// Files the district and publishes it; the next night knows that nothing has changed.
func startWithMarks() async throws {
  try await markedDistrict.file()
  #expect(try await readsLines())
  #expect(try await !readsLines())
}

/// Runs a night; whether it read the lines.
func readsLines(_ request: RunRequest = nightRequest()) async throws -> Bool {
  let stages = Mutex<[RunStage]>([])
  try await runNight(request) { event in
    if case .stage(let stage) = event { stages.withLock { $0.append(stage) } }
  }
  return stages.withLock { $0.contains(.validate) }
}

/// The total that readers see, in yuan.
func publishedTotal() async throws -> String? {
  try await column("SELECT total_actual FROM summary.publication").first ?? nil
}
