public import Testing

/// The database of the suite that is running; `@Suite(.database)` makes it and drops it.
public struct TestDatabase: Sendable {
  /// The name on the test server.
  public let name: String
  /// How to connect to it as its superuser.
  public let conninfo: String

  @TaskLocal fileprivate static var bound: TestDatabase?

  /// The database of the suite around the running test.
  ///
  /// It does not reach exit tests and threads of Dispatch: take the connection string before.
  public static var current: TestDatabase {
    guard let bound else { preconditionFailure("the suite lacks the trait .database") }
    return bound
  }
}

/// What a suite's database holds at first.
public enum TestTemplate: Sendable {
  /// Nothing.
  case empty
  /// The schema and its seeds.
  case migrated
}

/// Gives each suite a database of its own, so that suites can run side by side.
public struct DatabaseTrait: SuiteTrait, TestScoping {
  let template: TestTemplate

  /// One database for the suite, not one for every test in it.
  public var isRecursive: Bool { false }

  /// Binds `TestDatabase.current` while the suite runs.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    await SuiteQueue.shared.enter()
    defer { Task { await SuiteQueue.shared.leave() } }
    let database = try await TestCluster.shared.makeDatabase(template)
    do {
      try await TestDatabase.$bound.withValue(database, operation: body)
    } catch {
      try? await TestCluster.shared.drop(database)
      throw error
    }
    try await TestCluster.shared.drop(database)
  }
}

/// Lets a few suites at a time at the server: all at once want more connections than it has, and
/// each takes so long that patience runs out which has nothing to do with what is tested.
private actor SuiteQueue {
  static let shared = SuiteQueue()

  private var freePlaces = 8
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func enter() async {
    guard freePlaces == 0 else {
      freePlaces -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func leave() {
    if waiting.isEmpty {
      freePlaces += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}

extension Trait where Self == DatabaseTrait {
  /// A migrated database for the suite.
  public static var database: DatabaseTrait { DatabaseTrait(template: .migrated) }

  /// A database for the suite that holds what `template` says.
  public static func database(_ template: TestTemplate) -> DatabaseTrait {
    DatabaseTrait(template: template)
  }
}
