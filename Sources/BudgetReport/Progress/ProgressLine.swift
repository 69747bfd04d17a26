/// One line that tells how far a stage of a run is: redrawn in place on a terminal, a sentence in a
/// log.
///
/// All that it draws is ASCII but for Chinese characters: the blocks and shades that bars are often
/// made of take one column on some terminals and two on those set up for Chinese.
public struct ProgressLine: Sendable {
  /// How much of the stage is done.
  public enum Work: Sendable {
    /// Nobody counts it.
    case uncounted
    /// Submissions and their lines have been read.
    case submissions(Int, of: Int, lines: Int)
    /// Equal steps that mean nothing to people.
    case steps(Int, of: Int)
  }

  /// What the run is doing, for people.
  public let stage: String
  /// Which of the run's stages that is, from 1.
  public let number: Int
  /// How many stages a run has.
  public let stageCount: Int
  /// How much of it is done.
  public private(set) var work = Work.uncounted
  /// How long the stage has taken.
  public var elapsed = Duration.zero

  /// The first state of a stage.
  public init(stage: String, number: Int, of stageCount: Int) {
    self.stage = stage
    self.number = number
    self.stageCount = stageCount
  }

  /// Takes how much is done now; what has been overtaken on the way is passed over, since several
  /// workers tell at a time.
  public mutating func advance(to work: Work) {
    switch (self.work, work) {
    case (.submissions(let last, _, _), .submissions(let done, _, _)) where done < last: break
    case (.steps(let last, _), .steps(let done, _)) where done < last: break
    default: self.work = work
    }
  }

  /// The line, with `width` columns at most: a terminal would wrap a longer one and not take it
  /// back.
  ///
  /// Where it is too narrow, what matters least gives way first; at equal counts of digits the
  /// parts stay where they are from one drawing to the next.
  public func rendered(width: Int, _ language: Language) -> String {
    let head = "\(number)/\(stageCount) \(stage)"
    for concession in Concession.allCases {
      let parts = parts(after: concession, language)
      let rest = parts.isEmpty ? "" : "  " + parts.joined(separator: "  ")
      guard let share else {
        if displayWidth(head + rest) <= width { return head + rest }
        continue
      }
      let percent = " " + filled("\(share)", to: 3) + "%"
      // A digit less of the time shall not make the bar longer.
      let time = concession < .time ? displayWidth(parts.last ?? "") : Self.usualTime
      let free =
        width - displayWidth(head + percent + rest) - 3
        - max(0, Self.usualTime - time)
      guard free >= Self.shortestBar else { continue }
      return head + " " + bar(min(free, Self.longestBar)) + percent + rest
    }
    return cut(head, to: max(0, width))
  }

  /// The line as a sentence of a log.
  public func told(_ language: Language) -> String {
    let percent = share.map { Phrase("已完成 \($0)%", "\($0)% done")(language) }
    let parts = [percent] + parts(after: .nothing, language).map(Optional.some)
    return stage + Phrase(":", ": ")(language)
      + parts.compactMap { $0.map(trimmed) }.joined(separator: Phrase(",", ", ")(language))
  }
}

extension ProgressLine {
  private static let shortestBar = 10
  private static let longestBar = 40
  /// How many columns the time takes mostly.
  private static let usualTime = 11

  /// What is left out on a narrow terminal; each takes those before it along.
  private enum Concession: Int, CaseIterable, Comparable {
    case nothing, lines, wordOfSubmissions, rate, submissions, time

    static func < (left: Concession, right: Concession) -> Bool { left.rawValue < right.rawValue }
  }

  /// What is done and what there is to do.
  private var counts: (done: Int, total: Int)? {
    let (done, total) =
      switch work {
      case .uncounted: (0, 0)
      case .submissions(let done, let total, _), .steps(let done, let total): (done, total)
      }
    // Readers of page ranges count a submission on two pages twice.
    return total > 0 ? (min(done, total), total) : nil
  }

  /// In percent, rounded down: 100 is all of it.
  private var share: Int? {
    counts.map { Int(Int128($0.done) * 100 / Int128($0.total)) }
  }

  private func bar(_ length: Int) -> String {
    let full = counts.map { Int(Int128($0.done) * Int128(length) / Int128($0.total)) } ?? 0
    let tip = full < length ? ">" : ""
    return "[" + String(repeating: "=", count: full) + tip
      + String(repeating: " ", count: length - full - tip.count) + "]"
  }

  private func parts(after concession: Concession, _ language: Language) -> [String] {
    var parts: [String] = []
    if case .submissions(_, _, let lines) = work, let counts {
      let total = NumberFormat.count(counts.total)
      let done = filled(NumberFormat.count(counts.done), to: total.utf8.count)
      let word =
        concession < .wordOfSubmissions ? Phrase(" 份报送", " submissions")(language) : ""
      if concession < .submissions { parts.append("\(done)/\(total)\(word)") }
      if concession < .lines {
        parts.append(
          filled(NumberFormat.count(lines), to: 10) + Phrase(" 行", " lines")(language))
      }
      if concession < .rate { parts.append(rate(of: lines, language)) }
    }
    if concession < .time { parts.append(time(language)) }
    return parts
  }

  /// Lines a second since the stage began.
  private func rate(of lines: Int, _ language: Language) -> String {
    let milliseconds = Int128(max(1, elapsed / .milliseconds(1)))
    let rate = Int(Int128(lines) * 1000 / milliseconds)
    return filled(NumberFormat.count(rate), to: 9) + Phrase(" 行/秒", " lines/s")(language)
  }

  /// The time left, else the time taken.
  private func time(_ language: Language) -> String {
    if let counts,
      let left = TimeLeft.estimated(done: counts.done, of: counts.total, after: elapsed)
    {
      let text = TimeLeft.text(left)
      return Phrase("约剩 \(text(.chinese))", "~\(text(.english)) left")(language)
    }
    let seconds = elapsed.components.seconds
    let text =
      seconds < 60
      ? Phrase("\(seconds) 秒", "\(seconds) s")
      : Phrase("\(seconds / 60) 分 \(seconds % 60) 秒", "\(seconds / 60) min \(seconds % 60) s")
    return Phrase("已用 \(text(.chinese))", "\(text(.english)) so far")(language)
  }

  /// A number with blanks before it.
  private func filled(_ number: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - number.utf8.count)) + number
  }

  private func trimmed(_ text: String) -> String { String(text.drop { $0 == " " }) }
}
