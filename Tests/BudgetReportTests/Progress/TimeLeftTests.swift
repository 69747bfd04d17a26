import BudgetReport
import Testing

@Suite struct TimeLeftTests {
  @Test(
    arguments: [
      (50, 100, 10_000, 10_000), (99, 100, 99_000, 1_000), (2, 100, 2_000, 98_000),
      // Too early, too little, not begun, and nothing left that is counted.
      (50, 100, 1_999, nil), (1, 100, 60_000, nil), (0, 100, 60_000, nil), (100, 100, 9_000, nil),
      (0, 0, 9_000, nil),
      (.max / 2, .max, 4_000, 4_000),
    ] as [(Int, Int, Int, Int64?)])
  func restsOnWhatIsDone(done: Int, total: Int, elapsed: Int, left: Int64?) {
    let estimated = TimeLeft.estimated(done: done, of: total, after: .milliseconds(elapsed))
    #expect(estimated == left.map { .milliseconds($0) })
  }

  /// The words of a span, as a line shows them that has done half of its work in that time.
  @Test(
    arguments: [
      (2_000, "2 s", "2 秒"), (14_001, "15 s", "15 秒"), (15_001, "20 s", "20 秒"),
      (55_000, "55 s", "55 秒"), (55_001, "1 min", "1 分钟"), (61_000, "2 min", "2 分钟"),
      (3_540_000, "59 min", "59 分钟"), (3_540_001, "1 h 0 min", "1 小时 0 分"),
      (4_861_000, "1 h 30 min", "1 小时 30 分"),
    ] as [(Int, String, String)])
  func isNoMoreExactThanAGuess(milliseconds: Int, english: String, chinese: String) {
    var line = ProgressLine(stage: "", number: 5, of: 5)
    line.advance(to: .steps(1, of: 2))
    line.elapsed = .milliseconds(milliseconds)
    #expect(line.rendered(width: 139, .english).hasSuffix("  ~\(english) left"))
    #expect(line.rendered(width: 139, .chinese).hasSuffix("  约剩 \(chinese)"))
  }
}
