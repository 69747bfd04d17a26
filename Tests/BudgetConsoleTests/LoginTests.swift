#if Console
import BudgetTestSupport
import NIOHTTP1
import Testing

@testable import BudgetConsole

/// Who gets in, and how long they stay.
@Suite(.database, .serialized) struct LoginTests {
  init() async throws { try await Published.once() }

  @Test func rightPasswordOpensAndWrongOneDoesNot() async throws {
    try await Browser.visit { browser in
      let wrong = try await browser.logIn(People.admin, "geheim")
      #expect(wrong.status == 401)
      #expect(wrong.text.contains("用户或密码不对"))
      #expect(browser.jar["huizong_session"] == nil)
      let unknown = try await browser.logIn("huizong_console_nobody")
      #expect(unknown.status == 401 && unknown.text.contains("用户或密码不对"))
      let page = try await browser.logIn(People.admin)
      #expect(page.status == 200)
      #expect(page.text.contains("<bdi>\(People.admin)</bdi>"))
      #expect(browser.jar["huizong_session"]?.count == 64)
      #expect(!page.text.contains("geheim"))
    }
  }

  @Test func nobodySeesAnythingBeforeLogin() async throws {
    try await Browser.visit { browser in
      for path in ["/", "/years/2023", "/anomalies", "/anomalies/1", "/runs", "/runs/1/events"] {
        let page = try await browser.get(path)
        #expect(page.status == 303 && page.location == "/login", "\(path)")
        #expect(page.text == "")
      }
      let forged = try await browser.get("/", ["Cookie": "huizong_session=\(zeros)"])
      #expect(forged.location == "/login")
    }
  }

  @Test func whoMayReadNothingStaysOutside() async throws {
    try await Browser.visit { browser in
      let page = try await browser.logIn(People.stranger)
      #expect(page.status == 403)
      #expect(page.text.contains("没有读取汇总的权限"))
    }
  }

  /// The server knows the superuser by the socket: whatever password they type proves nothing.
  @Test func aPasswordThatWasNotAskedForProvesNothing() async throws {
    try await Browser.visit { browser in
      for user in ["huizong", People.proxied] {
        let page = try await browser.logIn(user, "anything")
        #expect(page.status == 403, "\(user)")
        #expect(page.text.contains("无法确认身份"))
        #expect(browser.jar["huizong_session"] == nil)
      }
    }
  }

  @Test func loginNeedsItsOwnForm() async throws {
    try await Browser.visit { browser in
      let fields = ["user": People.admin, "password": People.password]
      #expect(try await browser.post("/login", fields).status == 403)
      _ = try await browser.get("/login")
      #expect(try await browser.post("/login", fields).status == 403)
      let forged = try await browser.post(
        "/login", fields.merging(["key": zeros]) { $1 })
      #expect(forged.status == 403)
    }
  }

  @Test func cookieIsForNobodyElse() async throws {
    try await Browser.visit { browser in
      let form = try await browser.get("/login")
      let answer = try await browser.post(
        "/login",
        ["key": form.field("key") ?? "", "user": People.admin, "password": People.password])
      let set = answer.headers["Set-Cookie"].first { $0.hasPrefix("huizong_session") }
      #expect(set?.contains("HttpOnly") == true && set?.contains("SameSite=Strict") == true)
      #expect(set?.contains("Secure") == false, "the host is localhost")
    }
  }

  @Test func sessionsEnd() async throws {
    try await Browser.visit({ $0.idleTime = .milliseconds(400) }) { browser in
      #expect(try await browser.logIn(People.admin).status == 200)
      try await Task.sleep(for: .milliseconds(700))
      #expect(try await browser.get("/").location == "/login")
    }
    try await Browser.visit({ $0.lifetime = .milliseconds(900) }) { browser in
      #expect(try await browser.logIn(People.admin).status == 200)
      for _ in 0..<5 {
        try await Task.sleep(for: .milliseconds(250))
        _ = try await browser.get("/")
      }
      #expect(try await browser.get("/").location == "/login")
    }
    try await Browser.visit { browser in
      let page = try await browser.logIn(People.admin)
      let old = browser.jar["huizong_session"] ?? ""
      let key = page.field("key") ?? ""
      #expect(try await browser.post("/logout", ["key": key]).status == 303)
      let again = try await browser.get("/", ["Cookie": "huizong_session=\(old)"])
      #expect(again.location == "/login")
    }
  }

  @Test func placesAreCounted() async throws {
    try await Browser.visit({ $0.sessionLimit = 1 }) { browser in
      let first = try await browser.logIn(People.admin)
      let second = try await browser.another().logIn(People.analyst)
      #expect(first.status == 200 && second.status == 503)
    }
  }

  /// Somebody who takes many places takes their own: what was left alone longest ends.
  @Test func onePersonsPlacesAreCounted() async throws {
    try await Browser.visit({ $0.userSessionLimit = 2 }) { browser in
      let (first, second) = (browser.another(), browser.another())
      for one in [first, second] { #expect(try await one.logIn(People.admin).status == 200) }
      #expect(try await first.get("/").status == 200)
      let analyst = try await browser.logIn(People.analyst)
      let third = try await browser.another().logIn(People.admin)
      #expect(analyst.status == 200 && third.status == 200)
      #expect(try await second.get("/").location == "/login")
      #expect(try await first.get("/").status == 200)
      #expect(try await browser.get("/").status == 200)
    }
  }

  /// Over TLS the names begin with `__Host-`, and only those count.
  @Test func cookiesOfAnotherHostAreTiedToIt() async throws {
    try await Browser.visit { browser in
      let host = ["Host": "budget.example.org"]
      #expect(try await browser.logIn(People.admin, People.password, host).status == 200)
      #expect(browser.jar.keys.sorted() == ["__Host-huizong_session"])
      let form = try await browser.another().get("/login", host)
      let set = try #require(form.header("Set-Cookie"))
      #expect(set.hasPrefix("__Host-huizong_login=") && set.contains("Secure"))
      #expect(set.contains("Path=/") && !set.contains("Domain"))
      let key = browser.jar["__Host-huizong_session"] ?? ""
      let forged = ["Host": "budget.example.org", "Cookie": "huizong_session=\(key)"]
      #expect(try await browser.get("/", forged).location == "/login")
      #expect(try await browser.get("/", host).status == 200)
    }
  }

  private let zeros = String(repeating: "0", count: 64)
}
#endif
