import BudgetReport
import Testing

@Suite struct ProgressLineTests {
  private static func reading(
    _ done: Int, of total: Int, lines: Int, after seconds: Int
  ) -> ProgressLine {
    var line = ProgressLine(stage: "审核", number: 2, of: 5)
    line.advance(to: .submissions(done, of: total, lines: lines))
    line.elapsed = .seconds(seconds)
    return line
  }

  @Test(
    arguments: [
      (
        139, .chinese,
        "2/5 审核 [====================>                   ]  50%  "
          + " 83,205/166,410 份报送   5,000,000 行    416,666 行/秒  约剩 12 秒"
      ),
      (
        139, .english,
        "2/5 审核 [====================>                   ]  50%  "
          + " 83,205/166,410 submissions   5,000,000 lines    416,666 lines/s  ~12 s left"
      ),
      (
        79, .chinese,
        "2/5 审核 [========>       ]  50%   83,205/166,410    416,666 行/秒  约剩 12 秒"
      ),
      (
        79, .english,
        "2/5 审核 [=======>      ]  50%   83,205/166,410    416,666 lines/s  ~12 s left"
      ),
      (60, .chinese, "2/5 审核 [=======>      ]  50%   83,205/166,410  约剩 12 秒"),
      (40, .chinese, "2/5 审核 [=====>     ]  50%  约剩 12 秒"),
      (30, .english, "2/5 审核 [=======>      ]  50%"), (12, .english, "2/5 审核"),
    ] as [(Int, Language, String)])
  func fitsAnyWidth(width: Int, language: Language, shown: String) {
    let line = Self.reading(83_205, of: 166_410, lines: 5_000_000, after: 12)
    #expect(line.rendered(width: width, language) == shown)
  }

  @Test(arguments: Language.allCases)
  func neverWraps(language: Language) {
    for width in 0...200 {
      for done in [0, 1, 999, 1_000, 1_001] {
        let line = Self.reading(done, of: 1_000, lines: 123_456_789, after: 5_000)
        #expect(displayWidth(line.rendered(width: width, language)) <= width)
      }
    }
  }

  /// A line whose parts jump about cannot be read.
  @Test func partsKeepTheirPlaces() {
    let places = (0...999).map { done in
      let shown = Self.reading(done, of: 999, lines: done * 60, after: 1).rendered(
        width: 139, .chinese)
      return shown.split(separator: "份").first?.count
    }
    #expect(Set(places).count == 1)
  }

  /// Some terminals give blocks and shades two columns.
  @Test func drawsNothingOfDoubtfulWidth() {
    let shown = Self.reading(7, of: 10, lines: 600, after: 3).rendered(width: 139, .chinese)
    #expect(shown.unicodeScalars.allSatisfy { $0.isASCII || ("一"..."龥").contains($0) })
  }

  @Test func aFullBarIsNotYetTheEnd() {
    let shown = Self.reading(10, of: 10, lines: 600, after: 75).rendered(width: 79, .chinese)
    #expect(shown.hasSuffix("已用 1 分 15 秒"))
    #expect(shown.contains("=] 100%"))
  }

  @Test func stepsAreNoSubmissions() {
    var line = ProgressLine(stage: "publish", number: 5, of: 5)
    line.advance(to: .steps(30, of: 90))
    line.elapsed = .seconds(10)
    #expect(
      line.rendered(width: 79, .english)
        == "5/5 publish [=============>                          ]  33%  ~20 s left")
  }

  /// A bar that goes back is not believed.
  @Test func whatWasOvertakenIsPassedOver() {
    var line = ProgressLine(stage: "publish", number: 5, of: 5)
    for steps in [30, 60, 50, 45] { line.advance(to: .steps(steps, of: 90)) }
    #expect(line.rendered(width: 79, .english).contains(" 66%"))
    line.advance(to: .steps(61, of: 90))
    #expect(line.rendered(width: 79, .english).contains(" 67%"))
  }

  @Test func withoutCountsTimeGoesBy() {
    var line = ProgressLine(stage: "load", number: 1, of: 5)
    line.elapsed = .milliseconds(3_900)
    #expect(line.rendered(width: 79, .english) == "1/5 load  3 s so far")
    #expect(line.rendered(width: 10, .english) == "1/5 load")
  }

  @Test func logsSayTheSame() {
    let line = Self.reading(5, of: 10, lines: 12_000, after: 60)
    #expect(line.told(.chinese) == "审核:已完成 50%,5/10 份报送,12,000 行,200 行/秒,约剩 1 分钟")
    #expect(
      line.told(.english)
        == "审核: 50% done, 5/10 submissions, 12,000 lines, 200 lines/s, ~1 min left"
    )
  }
}
