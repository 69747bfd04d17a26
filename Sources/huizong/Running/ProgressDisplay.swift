import BudgetEngine
import BudgetReport
import Dispatch
import Logging
import Synchronization

/// Tells on stderr how far a run is: a line redrawn on a terminal; else one log line a stage, and
/// one more each half minute that a stage takes.
///
/// A clock draws, and events only leave their numbers: however fast they come, a line is drawn
/// eight times a second, and while none come, the time that goes by shows that the run is alive.
final class ProgressDisplay: Sendable {
  private static let redrawPause = DispatchTimeInterval.milliseconds(125)
  private static let logPause = DispatchTimeInterval.seconds(30)

  private struct State {
    var line: ProgressLine?
    var stageStart = ContinuousClock.now
  }

  private let state = Mutex(State())
  private let console: Console

  init(_ console: Console) {
    self.console = console
    tickLater()
  }

  /// Ticks after a pause, and again after each, as long as the display lives.
  private func tickLater() {
    let pause = console.redraws ? Self.redrawPause : Self.logPause
    DispatchQueue.global(qos: .userInitiated).asyncAfter(deadline: .now() + pause) { [weak self] in
      self?.tick()
      self?.tickLater()
    }
  }

  /// Takes an event; any thread may call it.
  func observe(_ event: RunEvent) {
    state.withLock { state in
      switch event {
      case .started(let runID):
        if !console.redraws { log(Phrase("运行 \(runID) 开始", "run \(runID) started")) }
      case .changes(let detection):
        // Marks that are not trusted cost a whole reading each night, so that is told everywhere.
        let phrase = Vocabulary.changeDetection(detection)
        if !detection.doubts.isEmpty {
          warn(phrase(console.language))
        } else if !console.redraws {
          log(phrase)
        }
      case .stage(let stage):
        begin(stage, &state)
      case .progress(let submissions, let lines, let totalSubmissions):
        state.line?.advance(to: .submissions(submissions, of: totalSubmissions, lines: lines))
      case .written(let steps, let total):
        state.line?.advance(to: .steps(steps, of: total))
      case .lost(let reason):
        state.line = nil
        warn(
          Phrase("\(inOneLine(reason));正在收尾", "\(inOneLine(reason)); clearing up")(
            console.language))
      case .pausing(let pause, let reason, let retry, let limit):
        state.line = nil
        let reason = inOneLine(reason)
        let seconds = (pause + .milliseconds(500)).components.seconds
        let phrase = Phrase(
          "\(reason);\(seconds) 秒后第 \(retry) 次重试(最多 \(limit) 次)",
          "\(reason); try \(retry) of \(limit) in \(seconds) s")
        warn(phrase(console.language))
      case .finished:
        end(&state)
      }
    }
  }

  /// Takes the line away, also when the run failed.
  func clear() {
    state.withLock { end(&$0) }
  }

  private func begin(_ stage: RunStage, _ state: inout State) {
    state.stageStart = .now
    state.line = ProgressLine(
      stage: Vocabulary.stage(stage)(console.language),
      number: (RunStage.allCases.firstIndex(of: stage) ?? 0) + 1,
      of: RunStage.allCases.count)
    if !console.redraws { log(Vocabulary.stage(stage)) }
  }

  private func end(_ state: inout State) {
    state.line = nil
    console.statusLine.erase()
  }

  /// Shows how far the run is now.
  private func tick() {
    state.withLock { state in
      guard var line = state.line else { return }
      line.elapsed = .now - state.stageStart
      if console.redraws {
        console.statusLine.show { line.rendered(width: $0, console.language) }
      } else {
        console.log.info("\(line.told(console.language))")
      }
    }
  }

  private func inOneLine(_ text: String) -> String {
    text.split(separator: "\n").map { visible(String($0)) }.joined(separator: " ")
  }

  private func log(_ phrase: Phrase) { console.log.info("\(phrase(console.language))") }

  /// A person at a terminal sees the sentence alone; a log has it with its time.
  private func warn(_ text: String) {
    guard console.redraws else {
      console.log.warning("\(text)")
      return
    }
    console.note(Phrase("警告:", "warning: ")(console.language) + text)
  }
}
