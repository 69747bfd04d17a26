public import Foundation

/// How often a test repeats itself: a little in an ordinary run, much in its part of
/// `jobs/test --long PART`, which sets `HUIZONG_LONG`.
public enum LongRun {
  /// The number of repetitions of a test that belongs to a part.
  public static func count(
    _ part: String, normally: Int, long: Int,
    settings: [String: String] = ProcessInfo.processInfo.environment
  ) -> Int {
    settings["HUIZONG_LONG"] == part ? long : normally
  }

  /// The steps of such a test, from 0.
  ///
  /// In its part the test tells now and then which step it begins, and notes each in a file of its
  /// own in `HUIZONG_LONG_STEPS`. With `HUIZONG_LONG_FROM` it begins where it was when it was
  /// stopped: what the step found that was under way was never told. What it collects to judge at
  /// its end goes through `keeping`.
  public static func steps(
    _ part: String, normally: Int, long: Int, test: String = #function,
    settings: [String: String] = ProcessInfo.processInfo.environment
  ) -> LongSteps {
    guard settings["HUIZONG_LONG"] == part, let folder = settings["HUIZONG_LONG_STEPS"] else {
      let count = count(part, normally: normally, long: long, settings: settings)
      return LongSteps(range: 0..<count, note: nil)
    }
    let note = URL(filePath: folder).appending(path: String(test.prefix { $0 != "(" }))
    let isGoingOn = settings["HUIZONG_LONG_FROM"] == "last"
    let noted = isGoingOn ? try? String(contentsOf: note, encoding: .utf8) : nil
    return LongSteps(range: min(noted.flatMap { Int($0) } ?? 0, long)..<long, note: note)
  }
}

/// Steps that are told and noted as they begin.
public struct LongSteps: Sequence, Sendable {
  fileprivate let range: Range<Int>
  /// Where the number of the step is kept that is under way; nil where nobody goes on with it.
  fileprivate let note: URL?

  /// The findings that were kept before the test was stopped, or by now.
  public var found: [String] {
    let text = foundNote.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  /// Tells and keeps what a step has found, so that it is not lost where the test is stopped.
  ///
  /// - Returns: The same.
  public func keeping(_ findings: [String]) -> [String] {
    guard let foundNote, !findings.isEmpty else { return findings }
    let told = findings.map { $0.replacing("\n", with: " ") }
    for finding in told { tell("\(foundNote.lastPathComponent): \(finding)") }
    let kept = (found + told).joined(separator: "\n")
    try? Data(kept.utf8).write(to: foundNote, options: .atomic)
    return findings
  }

  private var foundNote: URL? { note?.appendingPathExtension("found") }

  /// How many there are.
  public var count: Int { range.count }

  /// Every step, as it begins.
  public func makeIterator() -> AnyIterator<Int> {
    var rest = range
    var told: ContinuousClock.Instant?
    return AnyIterator {
      keep(rest.lowerBound)
      guard let step = rest.popFirst() else { return nil }
      guard let note else { return step }
      if told.map({ .now - $0 > .seconds(10) }) ?? true {
        told = .now
        tell("\(note.lastPathComponent): step \(step) of \(range.upperBound)")
      }
      return step
    }
  }

  private func keep(_ step: Int) {
    guard let note else { return }
    try? FileManager.default.createDirectory(
      at: note.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? Data("\(step)".utf8).write(to: note, options: .atomic)
  }
}
