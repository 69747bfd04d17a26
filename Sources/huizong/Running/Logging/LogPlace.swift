import BudgetEngine
import Synchronization

/// Where the run is that a log speaks of: its number and its stage, once they are known.
final class LogPlace: Sendable {
  private let current = Mutex<(runID: Int64?, stage: RunStage?)>((nil, nil))

  var runID: Int64? { current.withLock(\.runID) }
  var stage: RunStage? { current.withLock(\.stage) }

  /// Takes an event; any thread may call it.
  func observe(_ event: RunEvent) {
    current.withLock { place in
      switch event {
      case .started(let runID): place = (runID, nil)
      case .stage(let stage): place.stage = stage
      case .finished: place = (nil, nil)
      // What is tried again has its number until it begins as another run.
      case .changes, .progress, .written, .lost, .pausing: break
      }
    }
  }
}
