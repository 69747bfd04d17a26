#if Console
import BudgetTestSupport
import InMemoryLogging
import Logging
import Testing

@testable import BudgetConsole

/// Whoever guesses passwords is stopped, and nobody else is.
@Suite(.database, .serialized) struct GuessingTests {
  private static let now = ContinuousClock.now

  init() async throws { try await Published.once() }

  @Test func aUserIsGuessedAFewTimesOnly() {
    var limit = LoginLimit()
    let (here, there) = (origin("a", "192.0.2.7"), origin("a", "192.0.2.8"))
    for _ in 0..<LoginLimit.userLimit { _ = note(&limit, here) }
    #expect(!admits(limit, here))
    // The person themselves comes from elsewhere, and others from there.
    #expect(admits(limit, there) && admits(limit, origin("b", "192.0.2.7")))
    var later = limit
    let isForgotten = later.admits(here, at: Self.now + LoginLimit.memory + .seconds(1))
    #expect(isForgotten)
  }

  /// Guesses from many addresses are stopped as well, later.
  @Test func aUserIsGuessedFromManyPlaces() {
    var limit = LoginLimit()
    for number in 0..<LoginLimit.wideUserLimit {
      _ = note(&limit, origin("a", "192.0.2.\(number)"))
    }
    #expect(!admits(limit, origin("a", "198.51.100.1")))
    #expect(admits(limit, origin("b", "198.51.100.1")))
  }

  /// Of IPv6 whoever has one address has very many.
  @Test(arguments: [("192.0.2.7", "192.0.2.7"), ("2001:db8::7", "2001:db8::ffff:1")])
  func anAddressThatGuessesIsShutOut(first: String, second: String) {
    var limit = LoginLimit()
    for number in 0..<LoginLimit.addressLimit { _ = note(&limit, origin("\(number)", first)) }
    #expect(!admits(limit, origin("x", second)))
    for other in ["192.0.2.8", "2001:db8:0:1::7", "127.0.0.1"] {
      #expect(admits(limit, origin("x", other)), "\(other)")
    }
  }

  /// Everybody comes from this machine where a proxy was not named: that shuts nobody out.
  @Test func manyFailuresSlowAndNothingElse() {
    var limit = LoginLimit()
    #expect(limit.wait == .zero)
    for number in 0..<LoginLimit.slowingCount * 2 {
      _ = note(&limit, origin("\(number)", "127.0.0.1"))
    }
    #expect(admits(limit, origin("x", "127.0.0.1")) && admits(limit, origin("x", nil)))
    #expect(limit.wait == .seconds(2))
    for number in 0..<LoginLimit.rememberedCount { _ = note(&limit, origin("n\(number)", nil)) }
    #expect(admits(limit, origin("x", nil)) && limit.wait == LoginLimit.longestWait)
  }

  /// An attempt that met a full house is no failure; the guesses beside it still are.
  @Test func anAttemptIsForgottenAlone() {
    var limit = LoginLimit()
    let here = origin("a", nil)
    for _ in 1..<LoginLimit.userLimit { _ = note(&limit, here) }
    let full = note(&limit, here)
    #expect(!admits(limit, here))
    limit.forget(full)
    #expect(admits(limit, here))
    _ = note(&limit, here)
    #expect(!admits(limit, here))
    // Whoever comes in elsewhere has not made these.
    limit.forget(origin("a", "192.0.2.7"))
    #expect(!admits(limit, here))
    limit.forget(here)
    #expect(admits(limit, here))
  }

  @Test func guessingIsStopped() async throws {
    try await Browser.visit { browser in
      for _ in 0..<5 { #expect(try await browser.logIn(People.analyst, "x").status == 401) }
      let refused = try await browser.logIn(People.analyst)
      #expect(refused.status == 429)
      // Somebody else is not kept out by it.
      #expect(try await browser.logIn(People.admin).status == 200)
    }
  }

  /// A named proxy says who guesses; nobody else is believed.
  @Test func aProxySaysWhoGuesses() async throws {
    let proxy = try #require(NetworkAddress("127.0.0.1"))
    try await Browser.visit({ $0.proxies = [proxy] }) { browser in
      let guesser = ["X-Forwarded-For": "192.0.2.1, 198.51.100.9"]
      for _ in 0..<5 {
        #expect(try await browser.logIn(People.analyst, "x", guesser).status == 401)
      }
      let refused = try await browser.logIn(People.analyst, People.password, guesser)
      #expect(refused.status == 429)
      // Behind a second proxy of ours the visitor stands before it.
      let behind = ["X-Forwarded-For": "198.51.100.9:4711, 127.0.0.1"]
      let still = try await browser.logIn(People.analyst, People.password, behind)
      #expect(still.status == 429)
      // What a browser says of itself stands before what the proxy adds.
      let other = ["X-Forwarded-For": "198.51.100.9, 192.0.2.1"]
      #expect(try await browser.logIn(People.analyst, People.password, other).status == 200)
    }
    try await Browser.visit { browser in
      for number in 0..<5 {
        let liar = ["X-Forwarded-For": "192.0.2.\(number)"]
        #expect(try await browser.logIn(People.analyst, "x", liar).status == 401)
      }
      let liar = ["X-Forwarded-For": "192.0.2.77"]
      let refused = try await browser.logIn(People.analyst, People.password, liar)
      #expect(refused.status == 429)
    }
  }

  /// A name forges no line of the log, and the password stands in none.
  @Test func hostileNamesForgeNoLine() async throws {
    let log = InMemoryLogHandler()
    let names = ["a\nconsole: login user=root", "\u{1B}[2Jx", "a\u{202E}b", "a\u{2028}b"]
    try await Browser.visit(log: log) { browser in
      for name in names { #expect(try await browser.logIn(name, "geheim-x").status == 401) }
      for _ in 0...5 { _ = try await browser.logIn("b\r\nx", "geheim-x") }
      #expect(try await browser.logIn(People.admin).status == 200)
    }
    let said = log.entries.filter { "\($0.message)".hasPrefix("console: ") }
    #expect(said.count > names.count + 5)
    for entry in said {
      let words = ["\(entry.message)"] + entry.metadata.values.map { "\($0)" }
      for word in words {
        let isPlain = word.unicodeScalars.allSatisfy {
          !$0.properties.isDefaultIgnorableCodePoint && $0.properties.generalCategory != .control
            && !["\u{2028}", "\u{2029}"].contains($0)
        }
        #expect(isPlain && !word.contains("geheim"), "\(word.debugDescription)")
      }
    }
    #expect(said.contains { $0.metadata["user"] == "a\\nconsole: login user=root" }, "\(said)")
  }

  private func origin(_ user: String, _ address: String?) -> LoginLimit.Origin {
    LoginLimit.Origin(user: user, address: address.flatMap { NetworkAddress($0) })
  }

  private func note(_ limit: inout LoginLimit, _ origin: LoginLimit.Origin) -> LoginLimit.Attempt {
    limit.note(origin, at: Self.now)
  }

  private func admits(_ limit: LoginLimit, _ origin: LoginLimit.Origin) -> Bool {
    var limit = limit
    return limit.admits(origin, at: Self.now)
  }
}
#endif
