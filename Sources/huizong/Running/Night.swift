import BudgetEngine
import BudgetStore
import Foundation
import PostgresClient

/// One run with its progress shown and its signals heard.
struct Night {
  let settings: ConnectionSettings
  let console: Console
  var retry = RunRetry()

  /// One worker a core.
  static var defaultWorkerCount: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// How many connections a night has open at most: two a worker while it writes years, the one
  /// that publishes, the one with the lock, and that of a watch.
  static func connectionCount(_ workers: Int) -> Int64 { 2 * Int64(workers) + 3 }

  /// The name of this machine. The corresponding C function is `gethostname`.
  static var hostName: String {
    var name = [UInt8](repeating: 0, count: 256)
    let isKnown = name.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        characters.baseAddress.map { gethostname($0, characters.count - 1) == 0 } ?? false
      }
    }
    return isKnown ? String(decoding: name.prefix { $0 != 0 }, as: UTF8.self) : "localhost"
  }

  /// Runs to the end, or to the next place where it can stop cleanly after a signal.
  func run(_ request: RunRequest) async throws -> RunReceipt {
    let signals = StopSignals(console)
    defer { withExtendedLifetime(signals) {} }
    return try await runHeeded(request)
  }

  /// The same within a program that turns signals into the wish to stop by itself.
  func runHeeded(_ request: RunRequest) async throws -> RunReceipt {
    let (console, progress) = (console, ProgressDisplay(console))
    defer { progress.clear() }
    let job = NightJob(settings, retry: retry) { event in
      console.place.observe(event)
      progress.observe(event)
    }
    return try await offThePool { try job.run(request) }
  }
}
