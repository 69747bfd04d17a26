import BudgetEngine
import BudgetReport
import Foundation
import Logging
import Synchronization

/// Tells on stderr how far a run is: a line redrawn on a terminal, else one log line a stage.
final class ProgressDisplay: Sendable {
  private struct State {
    var line: ProgressLine?
    var pace = RedrawPace()
    var stageStart = ContinuousClock.now
  }

  private let state = Mutex(State())
  private let console: Console

  init(_ console: Console) { self.console = console }

  /// Takes an event; any thread may call it.
  func observe(_ event: RunEvent) {
    state.withLock { state in
      switch event {
      case .started(let runID):
        if !console.redraws {
          console.log.info("\(Phrase("运行 \(runID) 开始", "run \(runID) started")(console.language))")
        }
      case .changes(let detection):
        // Marks that are not trusted cost a whole reading each night, so that is told everywhere.
        let phrase = Vocabulary.changeDetection(detection)(console.language)
        if !detection.doubts.isEmpty {
          console.log.warning("\(phrase)")
        } else if !console.redraws {
          console.log.info("\(phrase)")
        }
      case .stage(let stage):
        begin(stage, &state)
      case .progress(let submissions, let lines, let totalSubmissions):
        state.line?.submissions = submissions
        state.line?.totalSubmissions = totalSubmissions
        state.line?.lines = lines
        if console.redraws && state.pace.allows(at: .now) { draw(state) }
      case .pausing(let pause, let reason, let retry, let limit):
        end(&state)
        let reason = reason.split(separator: "\n").map { visible(String($0)) }
          .joined(separator: " ")
        let seconds = (pause + .milliseconds(500)).components.seconds
        let phrase = Phrase(
          "\(reason);\(seconds) 秒后第 \(retry) 次重试(最多 \(limit) 次)",
          "\(reason); try \(retry) of \(limit) in \(seconds) s")
        console.log.warning("\(phrase(console.language))")
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
    state.line = ProgressLine(stage: Vocabulary.stage(stage)(console.language))
    if console.redraws {
      draw(state)
    } else {
      console.log.info("\(Vocabulary.stage(stage)(console.language))")
    }
  }

  private func draw(_ state: State) {
    guard var line = state.line else { return }
    line.elapsed = .now - state.stageStart
    put("\r" + line.rendered(width: terminalWidth() - 1, console.language) + "\u{1B}[K")
  }

  private func end(_ state: inout State) {
    if console.redraws && state.line != nil { put("\r\u{1B}[K") }
    state.line = nil
  }

  private func put(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  private func terminalWidth() -> Int {
    var size = winsize()
    let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : 80
  }
}
