import ArgumentParser
import BudgetEngine
import BudgetReport
import BudgetStore
import Foundation
import Logging
import PostgresClient

/// Where a command leaves how it went, for a monitor.
struct MetricsOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Leave how this went in a file of DIR, for the textfile collector of node_exporter. "
        + "Default: HUIZONG_METRICS, else nowhere.",
      valueName: "dir"),
    completion: .directory)
  var metrics: String?
}

extension MetricsOption {
  /// Where it is left, and what says so; nil for nowhere.
  func row(_ environment: [String: String]) -> SettingRow? {
    folder.map { folder in
      SettingRow("metrics", folder, from: metrics == nil ? "HUIZONG_METRICS" : "--metrics")
    }
  }

  /// Does the work of a command and leaves how it went, also where it fails.
  ///
  /// - Parameter command: Names the file and labels its samples.
  func recording(
    _ command: String, _ console: Console, _ work: () async throws -> Void
  ) async throws {
    try await recording(command, console, tell: { _, _, _ in }, work)
  }

  /// The same for a run, of which there is more to tell.
  func recording(
    run command: String, _ console: Console,
    _ work: () async throws -> (RunReceipt, on: ConnectionSettings)
  ) async throws -> RunReceipt {
    try await recording(
      command, console,
      tell: { result, metrics, elapsed in
        let (receipt, settings) = result
        let night = try await offThePool {
          try NightMetrics(receipt, on: try Connection(settings))
        }
        night.tell(&metrics, elapsed: elapsed)
      }, work
    ).0
  }

  private func recording<Result>(
    _ command: String, _ console: Console,
    tell: (Result, inout MetricsText, Duration) async throws -> Void,
    _ work: () async throws -> Result
  ) async throws -> Result {
    guard let folder else { return try await work() }
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let result = try await work()
      let elapsed = clock.now - start
      var news = MetricsText(command: command)
      // What was published stands, whatever a monitor hears of it.
      do {
        try await tell(result, &news, elapsed)
      } catch {
        console.warn(of: error)
      }
      leave(news, endingWith: 0, after: elapsed, in: folder, console)
      return result
    } catch {
      leave(
        MetricsText(command: command), endingWith: exitCode(of: error), after: clock.now - start,
        in: folder, console)
      throw error
    }
  }

  private func exitCode(of error: any Error) -> Int32 {
    switch error {
    case let exit as ExitCode: exit.rawValue
    case is ValidationError: ExitCode.validationFailure.rawValue
    default: Failure(error).exitCode
    }
  }

  private var folder: String? {
    let named = metrics ?? ProcessInfo.processInfo.environment["HUIZONG_METRICS"]
    return named.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Writes what there is to tell beside what an earlier run has told, one process after the other.
  ///
  /// The collector is another user's, whatever the mask of this one says.
  private func leave(
    _ news: MetricsText, endingWith exitCode: Int32, after elapsed: Duration, in folder: String,
    _ console: Console
  ) {
    let path = URL(filePath: folder).appending(path: "huizong-\(news.command).prom")
      .path(percentEncoded: false)
    let lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(lock) }
    _ = flock(lock, LOCK_EX)
    let earlier = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    var metrics = MetricsText(command: news.command, earlier: earlier)
    metrics.take(news)
    metrics.end(with: exitCode, after: elapsed)
    do {
      try writeFile(path) { draft in
        try Data(metrics.text.utf8).write(to: URL(filePath: draft))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: draft)
      }
    } catch {
      console.warn(of: error as? OutputError ?? OutputError(path: path, error))
    }
  }
}

extension MetricsText {
  /// How the command ended, now.
  fileprivate mutating func end(with exitCode: Int32, after elapsed: Duration) {
    let now = String(Int(Date().timeIntervalSince1970))
    set(.lastAttempt, now)
    if exitCode == 0 { set(.lastSuccess, now) }
    set(.exitCode, String(exitCode))
    set(.duration, secondsText(elapsed))
  }
}

extension Console {
  /// Tells of something that went wrong beside the work itself.
  fileprivate func warn(of error: any Error) {
    let text = lines(of: Failure(error)).joined(separator: " ")
    log.warning("\(Phrase("未能写出监控指标:\(text)", "no metrics: \(text)")(language))")
  }
}
