#if Console
import BudgetConsole
import BudgetTestSupport
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import PostgresClient
import Synchronization

/// A browser with its cookies, before a console over the database of the suite.
final class Browser: Sendable {
  /// An answer as the tests look at it.
  struct Page {
    let response: TestResponse
    let text: String

    var status: Int { response.status.code }
    var location: String? { response.headers[.location] }

    /// The value of a hidden field.
    func field(_ name: String) -> String? {
      let start = text.range(of: "name=\"\(name)\" value=\"")?.upperBound
      return start.map { String(text[$0...].prefix { $0 != "\"" }) }
    }
  }

  private let client: any TestClientProtocol
  private let cookies = Mutex<[String: String]>([:])

  init(_ client: any TestClientProtocol) { self.client = client }

  /// Runs a console and lets a test visit it.
  static func visit<Value: Sendable>(
    _ change: (inout ConsoleSettings) -> Void = { _ in },
    _ body: @escaping @Sendable (Browser) async throws -> Value
  ) async throws -> Value {
    var settings = ConsoleSettings()
    change(&settings)
    let database = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    var log = Logger(label: "console") { _ in SwiftLogNoOpLogHandler() }
    log.logLevel = .critical
    return try await Console(settings, { database }, log).service()
      .test(.live) { client in try await body(Browser(client)) }
  }

  /// Another browser before the same console.
  func another() -> Browser { Browser(client) }

  func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Page {
    try await send(path, .get, headers, nil)
  }

  func post(
    _ path: String, _ fields: [String: String], _ headers: [String: String] = [:]
  ) async throws -> Page {
    let body = fields.map { encoded($0.key) + "=" + encoded($0.value) }.joined(separator: "&")
    let type = ["Content-Type": "application/x-www-form-urlencoded"]
    return try await send(path, .post, type.merging(headers) { $1 }, body)
  }

  /// Logs in and follows to the first page.
  func logIn(_ user: String, _ password: String = People.password) async throws -> Page {
    let form = try await get("/login")
    let answer = try await post(
      "/login", ["key": form.field("key") ?? "", "user": user, "password": password])
    return answer.status == 303 ? try await get(answer.location ?? "/") : answer
  }

  /// The cookies that it would send.
  var jar: [String: String] { cookies.withLock { $0 } }

  func send(
    _ path: String, _ method: HTTPRequest.Method, _ headers: [String: String], _ body: String?
  ) async throws -> Page {
    var fields = HTTPFields()
    for (name, value) in headers {
      guard let name = HTTPField.Name(name) else { continue }
      fields[name] = value
    }
    let sent = jar.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
    if !sent.isEmpty { fields[.cookie] = sent }
    let response = try await client.execute(
      uri: path, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) })
    for set in response.headers[values: .setCookie] {
      let pair = set.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
      cookies.withLock { $0[String(pair[0])] = pair.count > 1 ? String(pair[1]) : nil }
    }
    return Page(response: response, text: String(buffer: response.body))
  }
}

private func encoded(_ text: String) -> String {
  text.utf8.map { byte in
    let digits = String(byte, radix: 16, uppercase: true)
    return "%" + (digits.count == 1 ? "0" : "") + digits
  }.joined()
}
#endif
