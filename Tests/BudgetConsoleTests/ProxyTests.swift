#if Console
import BudgetTestSupport
import Testing

@testable import BudgetConsole

/// A proxy that says who somebody is: believed where it was named, and nowhere else.
@Suite(.database, .serialized) struct ProxyTests {
  private static let header = "X-Remote-User"
  private static let local = Set(["127.0.0.1", "::1"].compactMap { NetworkAddress($0) })

  init() async throws { try await Published.once() }

  @Test func namedProxyIsBelieved() async throws {
    try await Browser.visit({ name(proxies: Self.local, in: &$0) }) { browser in
      let page = try await browser.get("/", [Self.header: People.proxied])
      #expect(page.status == 200, "\(page.text)")
      #expect(page.text.contains("<bdi>\(People.proxied)</bdi>"))
      // The cookie alone is nobody: every request has to come with the header.
      #expect(try await browser.get("/").status == 403)
      // There is nothing to log in with, or out of.
      #expect(!page.text.contains("action=\"/logout\""))
    }
  }

  @Test func anotherAddressIsNot() async throws {
    try await Browser.visit({
      name(proxies: Set([NetworkAddress("192.0.2.7")].compactMap(\.self)), in: &$0)
    }) { browser in
      for path in ["/", "/login", "/anomalies"] {
        let page = try await browser.get(path, [Self.header: People.proxied])
        #expect(page.status == 403 && page.text.contains("请从单位的代理服务器访问"))
      }
      #expect(browser.jar.isEmpty)
    }
  }

  /// The database decides whom the console may be: the superuser it may, the others it may not.
  @Test func databaseLetsInWhomItWants() async throws {
    try await Browser.visit({ name(proxies: Self.local, in: &$0) }) { browser in
      for name in [People.admin, "nobody at all", "a\u{202E}b", String(repeating: "x", count: 64)] {
        let page = try await browser.get("/", [Self.header: name])
        #expect(page.status == 403, "\(name)")
      }
      #expect(browser.jar.isEmpty)
    }
  }

  /// A page from elsewhere whose name was made to lead to this machine comes under that name.
  @Test func aNameThatWasNotGivenIsUnknown() {
    var settings = ConsoleSettings()
    settings.hostNames = ["budget.example.org"]
    for host in ["localhost", "127.0.0.1", "[::1]", "budget.example.org", "Budget.Example.Org"] {
      #expect(settings.isKnown(host: host), "\(host)")
    }
    for host in ["", "evil.example", "budget.example.org.evil.example", "127.0.0.1.evil.example"] {
      #expect(!settings.isKnown(host: host), "\(host)")
    }
  }

  @Test func aForeignNameIsRefusedOverHTTP() async throws {
    let change: (inout ConsoleSettings) -> Void = {
      name(proxies: Self.local, in: &$0)
      $0.hostNames = ["budget.example.org"]
    }
    try await Browser.visit(change) { browser in
      for host in ["evil.example", "budget.example.org.evil.example", "127.0.0.1.evil.example:80"] {
        let page = try await browser.get("/", ["Host": host, Self.header: People.proxied])
        #expect(page.status == 421 && page.text.contains("请用控制台的网址访问"), "\(host)")
      }
      #expect(browser.jar.isEmpty)
      for host in ["budget.example.org", "Budget.Example.Org:443"] {
        let page = try await browser.get("/", ["Host": host, Self.header: People.proxied])
        #expect(page.status == 200, "\(host)")
      }
    }
  }

  /// Without the gate, the header is a header like any other.
  @Test func headerIsNothingUnlessAskedFor() async throws {
    try await Browser.visit { browser in
      let page = try await browser.get("/", [Self.header: People.proxied])
      #expect(page.location == "/login")
    }
  }

  private func name(proxies: Set<NetworkAddress>, in settings: inout ConsoleSettings) {
    settings.gate = .header(Self.header)
    settings.proxies = proxies
  }
}
#endif
