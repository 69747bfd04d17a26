import BudgetReport
import Testing

@Suite struct ProgressLineTests {
  @Test func showsBarAndPace() {
    var line = ProgressLine(stage: "校验")
    (line.submissions, line.totalSubmissions, line.lines) = (5, 10, 12_000)
    line.elapsed = .seconds(2)
    #expect(
      line.rendered(width: 100, .chinese)
        == "校验  ████████████░░░░░░░░░░░░  5/10 份报送  12,000 行,6,000 行/秒")
  }

  @Test(arguments: [0, 1, 7, 30, 79])
  func neverWraps(width: Int) {
    var line = ProgressLine(stage: "校验")
    (line.submissions, line.totalSubmissions, line.lines) = (11, 10, 12_000)
    #expect(displayWidth(line.rendered(width: width, .chinese)) <= width)
  }

  @Test func redrawsTenTimesASecond() {
    var pace = RedrawPace()
    let start = ContinuousClock.now
    let drawn = (0..<1000).filter { pace.allows(at: start + .milliseconds($0)) }
    #expect(drawn.count == 10)
  }
}
