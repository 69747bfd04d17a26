#if Console
import BudgetConsole
import BudgetTestSupport
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import PostgresClient
import ServiceLifecycle
import Synchronization

/// A browser with its cookies, before a console over the database of the suite.
final class Browser: Sendable {
  /// An answer as the tests look at it.
  struct Page {
    let status: Int
    let headers: HTTPHeaders
    let text: String

    var location: String? { header("Location") }

    /// A header that comes once; nil where it does not.
    func header(_ name: String) -> String? {
      let values = headers[name]
      return values.count == 1 ? values[0] : nil
    }

    /// The value of a hidden field.
    func field(_ name: String) -> String? {
      let start = text.range(of: "name=\"\(name)\" value=\"")?.upperBound
      return start.map { String(text[$0...].prefix { $0 != "\"" }) }
    }
  }

  /// The console that it visits.
  let wire: Wire
  private let cookies = Mutex<[String: String]>([:])

  init(_ wire: Wire) { self.wire = wire }

  /// Runs a console at a port of its own and lets a test visit it.
  ///
  /// - Parameters:
  ///   - conninfo: Where the database is, if not that of the suite.
  ///   - log: What the console says to its operator; nothing is kept unless told otherwise.
  static func visit<Value: Sendable>(
    _ change: (inout ConsoleSettings) -> Void = { _ in },
    conninfo: String = TestDatabase.current.conninfo,
    log: any LogHandler = SwiftLogNoOpLogHandler(),
    _ body: @escaping @Sendable (Browser) async throws -> Value
  ) async throws -> Value {
    var settings = ConsoleSettings()
    settings.port = 0
    change(&settings)
    let database = ConnectionSettings(conninfo: conninfo)
    let (ports, running) = AsyncStream<Int>.makeStream()
    let service = Console(settings, { database }, Logger(label: "console") { _ in log })
      .service { port in running.yield(port) }
    let group = ServiceGroup(
      services: [service], logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        // Where it cannot listen, nobody waits for its port.
        defer { running.finish() }
        try await group.run()
      }
      for await port in ports {
        let result: Result<Value, any Error>
        do { result = .success(try await body(Browser(Wire(port: port)))) } catch {
          result = .failure(error)
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return try result.get()
      }
      try await tasks.waitForAll()
      throw ChannelError.eof
    }
  }

  /// Another browser before the same console.
  func another() -> Browser { Browser(wire) }

  func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Page {
    try await send(path, .GET, headers, nil)
  }

  func post(
    _ path: String, _ fields: [String: String], _ headers: [String: String] = [:]
  ) async throws -> Page {
    let body = fields.map { encoded($0.key) + "=" + encoded($0.value) }.joined(separator: "&")
    let type = ["Content-Type": "application/x-www-form-urlencoded"]
    return try await send(path, .POST, type.merging(headers) { $1 }, body)
  }

  /// Logs in and follows to the first page.
  func logIn(
    _ user: String, _ password: String = People.password, _ headers: [String: String] = [:]
  ) async throws -> Page {
    let form = try await get("/login", headers)
    let answer = try await post(
      "/login", ["key": form.field("key") ?? "", "user": user, "password": password], headers)
    return answer.status == 303 ? try await get(answer.location ?? "/", headers) : answer
  }

  /// The cookies that it would send.
  var jar: [String: String] { cookies.withLock { $0 } }

  func send(
    _ path: String, _ method: HTTPMethod, _ headers: [String: String], _ body: String?
  ) async throws -> Page {
    var fields = HTTPHeaders([("Host", "localhost:\(wire.port)"), ("Connection", "close")])
    let sent = jar.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
    if !sent.isEmpty { fields.add(name: "Cookie", value: sent) }
    if let body { fields.add(name: "Content-Length", value: "\(body.utf8.count)") }
    for (name, value) in headers { fields.replaceOrAdd(name: name, value: value) }
    let pieces = body.map { [ByteBuffer(string: $0)] } ?? []
    let response = try await wire.ask(method, path, fields, pieces)
    for set in response.head.headers["Set-Cookie"] {
      let pair = set.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
      cookies.withLock { $0[String(pair[0])] = pair.count > 1 ? String(pair[1]) : nil }
    }
    return Page(
      status: Int(response.head.status.code), headers: response.head.headers,
      text: response.body.map { String(buffer: $0) } ?? "")
  }
}

private func encoded(_ text: String) -> String {
  text.utf8.map { byte in
    let digits = String(byte, radix: 16, uppercase: true)
    return "%" + (digits.count == 1 ? "0" : "") + digits
  }.joined()
}
#endif
