#if Console
import BudgetTestSupport
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import Testing

@testable import BudgetConsole

/// The guards of every answer, and the bounds of every question.
@Suite(.database, .serialized) struct GuardTests {
  init() async throws { try await Published.once() }

  @Test func everyAnswerIsGuarded() async throws {
    try await Browser.visit { browser in
      let outside = ["/login", "/style.css", "/live.js", "/favicon.ico", "/", "/nothing", "/%FF"]
      for path in outside { Self.expectGuards(try await browser.get(path), path) }
      Self.expectGuards(try await browser.post("/login", [:]), "POST /login")
      Self.expectGuards(try await browser.send("/", .PUT, [:], nil), "PUT /")
      _ = try await browser.logIn(People.admin)
      let inside = [
        "/", "/years/2023", "/cell?year=2023&unit=%2A", "/lines?year=2023&unit=%2A",
        "/anomalies", "/anomalies/1", "/runs", "/runs/1", "/runs/1/events", "/nothing",
        "/years/1900", "/anomalies/999999", "/login",
      ]
      for path in inside { Self.expectGuards(try await browser.get(path), path) }
      Self.expectGuards(try await browser.post("/reruns", [:]), "POST /reruns")
    }
  }

  /// Pages have no script but the one that shows a run, no style of their own, no place elsewhere.
  @Test func pagesBringNothingFromElsewhere() async throws {
    try await Browser.visit { browser in
      _ = try await browser.logIn(People.admin)
      for path in ["/", "/years/2023", "/anomalies", "/anomalies/1", "/runs", "/runs/1"] {
        let text = try await browser.get(path).text
        for foreign in ["<script", "<style", " style=", " onclick", "http:", "https:", "//"] {
          #expect(!text.contains(foreign), "\(path): \(foreign)")
        }
      }
      #expect(try await browser.get("/style.css").text.contains(".top {"))
      #expect(try await browser.get("/live.js").text.contains("EventSource"))
    }
  }

  @Test func questionsAreBounded() async throws {
    try await Browser.visit { browser in
      let form = try await browser.get("/login")
      let long = String(repeating: "x", count: 40_000)
      let fields = ["key": form.field("key") ?? "", "user": "x", "password": long]
      #expect(try await browser.post("/login", fields).status == 413)
      #expect(try await browser.get("/" + String(repeating: "x", count: 2000)).status == 404)
      let other = try await browser.post("/login", fields, ["Content-Type": "text/plain"])
      #expect(other.status == 400)
      #expect(try await browser.send("/", .DELETE, [:], nil).status == 405)
      let head = try await browser.send("/login", .HEAD, [:], nil)
      #expect(head.status == 200 && head.text == "")
    }
  }

  /// Another name than this machine's: cookies go over TLS only.
  @Test(arguments: [
    ("localhost:8080", false), ("127.0.0.1:8080", false), ("[::1]:8080", false),
    ("localhost", false), ("budget.example", true), ("10.0.0.1:8080", true), ("", true),
    ("127.evil.example", true),
  ])
  func cookiesNeedTLSElsewhere(host: String, isSecure: Bool) throws {
    let head = HTTPRequest(method: .get, scheme: "http", authority: host, path: "/login")
    let visit = try Visit(Request(head: head, body: RequestBody(buffer: ByteBuffer())))
    #expect(visit.isSecure == isSecure)
  }

  /// A body that trickles in, or that nobody reads, is cut off; so is half a request.
  @Test func whatTricklesInHoldsNoConnection() async throws {
    let change: (inout ConsoleSettings) -> Void = {
      $0.bodyTime = .milliseconds(500)
      $0.silence = .milliseconds(700)
    }
    try await Browser.visit(change) { browser in
      func head(_ method: String) -> String {
        "\(method) /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200\r\n"
          + "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
      }
      let drops = Array(repeating: "a", count: 200)
      let cases: [(pieces: [String], said: String)] = [
        ([head("POST")] + drops, ""), ([head("GET")] + drops, "HTTP/1.1 200 OK\r\n"),
        (["GET /login HTTP/1.1\r\nHost: localhost\r\n"] + drops.map { "X-\($0): 1\r\n" }, ""),
        ([], ""),
      ]
      for (pieces, said) in cases {
        // All of it would take twenty seconds.
        let answer = try await browser.wire.send(pieces, pause: .milliseconds(100))
        #expect(answer.time < .seconds(5), "\(pieces.first ?? "") \(answer.time)")
        #expect(
          answer.text.hasPrefix(said) && answer.text.isEmpty == said.isEmpty, "\(answer.text)")
      }
    }
    // What comes in time is answered, in however many pieces.
    try await Browser.visit { browser in
      let whole = [
        "POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 4\r\n",
        "Content-Type: application/x-www-form-urlencoded\r\n\r\na=", "bc",
      ]
      let answer = try await browser.wire.send(whole, pause: .milliseconds(50))
      #expect(answer.text.hasPrefix("HTTP/1.1 403 Forbidden\r\n"), "\(answer.text)")
    }
  }

  @Test func listensOnThisMachineOnly() {
    let settings = ConsoleSettings()
    #expect(settings.host == "127.0.0.1" && settings.port == 8080)
    #expect(settings.gate == .password)
    #expect(settings.isLoopback)
    var open = settings
    for host in ["0.0.0.0", "::", "10.0.0.1", "budget.example"] {
      open.host = host
      #expect(!open.isLoopback, "\(host)")
    }
  }

  private static func expectGuards(_ page: Browser.Page, _ path: String) {
    let policy = page.header("Content-Security-Policy") ?? ""
    #expect(policy.hasPrefix("default-src 'none'; style-src 'self';"), "\(path): \(policy)")
    for part in ["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"] {
      #expect(policy.contains(part), "\(path): \(policy)")
    }
    #expect(!policy.contains("unsafe") && !policy.contains("script"), "\(path): \(policy)")
    #expect(page.header("X-Content-Type-Options") == "nosniff", "\(path)")
    #expect(page.header("X-Frame-Options") == "DENY", "\(path)")
    #expect(page.header("Referrer-Policy") == "no-referrer", "\(path)")
    #expect(page.header("Cache-Control") == "no-store", "\(path)")
    #expect(page.headers["Server"] == [], "\(path)")
  }
}
#endif
