/// One line that tells how far a run is, redrawn in place.
public struct ProgressLine: Sendable {
  /// What the run is doing, for people.
  public var stage: String
  /// Submissions done.
  public var submissions: Int
  /// Submissions in all; 0 while that is unknown.
  public var totalSubmissions: Int
  /// Lines done.
  public var lines: Int
  /// How long the stage has taken.
  public var elapsed: Duration

  /// The first state of a stage.
  public init(stage: String) {
    self.stage = stage
    (submissions, totalSubmissions, lines, elapsed) = (0, 0, 0, .zero)
  }

  /// How many blocks a full bar has.
  private static let barLength = 24

  /// The line, with `width` columns at most: a terminal would wrap a longer one and not take it
  /// back.
  public func rendered(width: Int, _ language: Language) -> String {
    var parts = [stage]
    if totalSubmissions > 0 {
      // Readers of page ranges count a submission on two pages twice.
      let submissions = min(submissions, totalSubmissions)
      let done = submissions * Self.barLength / totalSubmissions
      parts.append(
        String(repeating: "█", count: done)
          + String(repeating: "░", count: Self.barLength - done))
      parts.append("\(submissions)/\(totalSubmissions) " + Phrase("份报送", "submissions")(language))
    }
    if lines > 0 { parts.append(pace(language)) }
    return cut(parts.joined(separator: "  "), to: width)
  }

  private func pace(_ language: Language) -> String {
    let milliseconds =
      elapsed.components.seconds * 1000 + elapsed.components.attoseconds / 1_000_000_000_000_000
    let rate = lines * 1000 / max(1, Int(milliseconds))
    return NumberFormat.count(lines) + Phrase(" 行,", " lines, ")(language)
      + NumberFormat.count(rate) + Phrase(" 行/秒", " lines/s")(language)
  }
}
