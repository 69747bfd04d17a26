import BudgetEngine
import BudgetTestSupport
import SampleDistrict
import Synchronization
import Testing

/// What a night tells of its course, for those who draw it.
@Suite(.database)
struct ProgressEventTests {
  @Test func countsEndWhereTheyShould() async throws {
    try await fileSample(
      SampleOptions(unitCount: 40, years: 2022...2023))
    let heard = Heard()
    let receipt = try await runNight { heard.take($0) }
    let counts = heard.counts.withLock { $0 }
    // Books lie on two pages now and then, and count on each.
    let read = try #require(counts.read.max { $0.submissions < $1.submissions })
    #expect(read.submissions >= receipt.readSubmissionCount)
    #expect(counts.read.map(\.lines).max() ?? 0 >= receipt.readLineCount)
    #expect(counts.read.count > 3, "told while it reads, not at its end")
    let written = try #require(counts.written.max { $0.steps < $1.steps })
    #expect(written.steps == written.total)
    // 40 units with their departments and the district, and finishing, in each of two years.
    #expect(written.total >= 2 * 41)
    #expect(counts.written.allSatisfy { $0.total == written.total })
  }
}

/// Keeps the counts of a night's events.
private final class Heard: Sendable {
  struct Counts {
    var read: [(submissions: Int, lines: Int)] = []
    var written: [(steps: Int, total: Int)] = []
  }

  let counts = Mutex(Counts())

  func take(_ event: RunEvent) {
    counts.withLock { counts in
      switch event {
      case .progress(let submissions, let lines, _): counts.read.append((submissions, lines))
      case .written(let steps, let total): counts.written.append((steps, total))
      default: break
      }
    }
  }
}
