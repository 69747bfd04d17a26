import BudgetEngine
import BudgetReport
import BudgetStore
import Logging
import PostgresClient
import ServiceLifecycle

/// Serves requests for years as they are filed, until its group shuts down.
///
/// It outlives the database: whatever fails is told, and tried again after a pause.
struct RequestWatch: Service {
  /// Where the database is now: a private server may have another socket after each start.
  let database: @Sendable () async throws -> ConnectionSettings
  /// What a night is asked to do.
  let request: RunRequest
  let console: Console
  /// Where each night leaves how it went.
  let metrics: MetricsOption
  /// Tells what became of a night.
  let tell: @Sendable (RunReceipt) throws -> Void
  private let waker: Waker

  init(
    _ database: @escaping @Sendable () async throws -> ConnectionSettings, _ request: RunRequest,
    _ console: Console, _ metrics: MetricsOption,
    tell: @escaping @Sendable (RunReceipt) throws -> Void
  ) throws {
    self.database = database
    self.request = request
    self.console = console
    self.metrics = metrics
    self.tell = tell
    waker = try Waker()
  }

  /// Watches until the shutdown.
  ///
  /// - Throws: `RunInterrupted` when a signal stops a night; what the operator must mend before the
  ///   first night can begin; `OutputError`.
  func run() async throws {
    try await withGracefulShutdownHandler {
      var course = Course()
      while !Task.isShuttingDownGracefully {
        do {
          try await serve(&course)
        } catch let error as RunInterrupted {
          throw error
        } catch let error as OutputError {
          throw error
        } catch {
          guard !Task.isShuttingDownGracefully else { return }
          // Until a night was possible, only a database that is not up yet is worth waiting for.
          guard course.hasBegun || Failure(error).exitCode == 69 else { throw error }
          await rest(after: error, &course)
        }
      }
    } onGracefulShutdown: {
      waker.wake()
    }
  }

  /// Serves with one connection that listens, as long as it lives.
  private func serve(_ course: inout Course) async throws {
    let (waker, settings) = (waker, try await database())
    let listener = try await offThePool { try RequestListener(settings, unless: waker) }
    say(Phrase("等待重算申请", "waiting for rerun requests"))
    var isHeldUp = false
    while !Task.isShuttingDownGracefully {
      let demand = try await offThePool { try listener.demand() }
      if demand == .heldUp && !isHeldUp {
        say(Phrase("另一个运行正在进行,等它结束", "another run is active; waiting for its end"))
      }
      isHeldUp = demand == .heldUp
      switch demand {
      case .heldUp:
        try await offThePool { try listener.wait(atMost: Self.glance) }
      case .nothing where course.hasBegun:
        try await offThePool { try listener.wait(atMost: Self.safetyNet) }
        course.pause = Course.firstPause
      case .nothing, .ready:
        // The first night clears away what a watch that died has left, and shows that its role may.
        try await serveOnce(settings, &course)
      }
    }
  }

  /// Runs a night; one that fails is told, and leaves the watch as it is.
  private func serveOnce(
    _ settings: ConnectionSettings, _ course: inout Course
  ) async throws {
    let receipt: RunReceipt
    do {
      receipt = try await metrics.recording(run: "rerun", console) {
        (try await Night(settings: settings, console: console).runHeeded(request), settings)
      }
    } catch let error as RunInterrupted {
      throw error
    } catch let error as StoreError where error.kind == .busy {
      // Another run was quicker; whether it serves the request shows at its end.
      return await rest(Self.glance)
    } catch {
      let failure = Failure(error)
      guard course.hasBegun || ![64, 77, 78].contains(failure.exitCode) else { throw error }
      course.hasBegun = true
      console.report(failure)
      return await rest(course.nextPause())
    }
    if case .nothingRequested = receipt.outcome, course.hasBegun {
      // Another run has answered meanwhile, or somebody waits whom no run may serve now.
      await rest(Self.glance)
    }
    course.hasBegun = true
    course.pause = Course.firstPause
    try tell(receipt)
  }
}

/// How the watch waits.
extension RequestWatch {
  /// How often it looks unasked, should a notification be lost.
  private static let safetyNet = Duration.seconds(30)
  /// How often it looks for the end of another run, of which nobody tells.
  private static let glance = Duration.seconds(1)

  /// What the watch knows about its course so far.
  private struct Course {
    static let firstPause = Duration.seconds(1)
    static let longestPause = Duration.seconds(60)

    /// Whether a night was possible.
    var hasBegun = false
    var pause = firstPause

    /// The pause after a failure, each twice as long as the one before.
    mutating func nextPause() -> Duration {
      defer { pause = min(pause * 2, Self.longestPause) }
      return pause
    }
  }

  /// Tells of a lost or missing database, and pauses.
  private func rest(after error: any Error, _ course: inout Course) async {
    let pause = course.nextPause()
    let message = console.lines(of: Failure(error)).joined(separator: " ")
    let seconds = pause.components.seconds
    let phrase = Phrase("\(message);\(seconds) 秒后重试", "\(message); next try in \(seconds) s")
    console.log.warning("\(phrase(console.language))")
    await rest(pause)
  }

  /// Pauses, deaf to requests; the shutdown ends it.
  private func rest(_ pause: Duration) async {
    _ = try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
  }

  private func say(_ phrase: Phrase) { console.log.info("\(phrase(console.language))") }
}
