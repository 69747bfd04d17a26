#if Console
import BudgetConsole
import BudgetReport
import BudgetTestSupport
import Foundation
import Testing

/// What people see: figures that add up on every page down to the lines, and only their own.
@Suite(.database, .serialized) struct BrowsingTests {
  init() async throws { try await Published.once() }

  @Test func yearsShowMoneyAndCautions() async throws {
    try await Browser.visit { browser in
      let page = try await browser.logIn(People.admin)
      #expect(page.text.contains("单位:元") || page.text.contains("单位：元"))
      #expect(page.text.contains(">5,520.06</td>"), "\(page.text)")
      #expect(page.text.contains("条错误待处理"))
      #expect(page.text.contains("href=\"/years/2023\""))
    }
  }

  /// From the district over group and unit to the lines: the parts of each page are its sum, and
  /// its sum is what is published; every link among them leads on.
  @Test func everyLevelAddsUp() async throws {
    try await Browser.visit { browser in
      _ = try await browser.logIn(People.analyst)
      var waiting = ["/cell?year=2023&unit=%2A&subject=%2A&fund=%2A"]
      var seen: Set<String> = []
      var depth = 0
      while let path = waiting.popLast() {
        guard seen.insert(path).inserted else { continue }
        var page = try await browser.get(path)
        // What cannot be divided that way leads to the way that fits.
        if page.status == 303 { page = try await browser.get(page.location ?? "") }
        #expect(page.status == 200, "\(path)")
        let amounts = Self.firstAmounts(page.text)
        let sum = try #require(amounts.last, "\(path)")
        #expect(amounts.dropLast().reduce(0, +) == sum, "\(path): \(amounts)")
        #expect(page.text.contains("分毫不差"), "\(path)")
        waiting += Self.links(page.text, "/cell?") + Self.links(page.text, "/lines?")
        depth += 1
      }
      // All units, subjects and funds of the small district.
      #expect(depth > 40)
      #expect(seen.contains { $0.hasPrefix("/lines?") })
    }
  }

  @Test func theTreeOfAYearAddsUpInBothUnits() async throws {
    try await Browser.visit { browser in
      _ = try await browser.logIn(People.analyst)
      for unit in ["yuan", "wan"] {
        let page = try await browser.get("/years/2023?digits=3&in=\(unit)")
        let amounts = Self.firstAmounts(page.text)
        #expect(amounts.count == 3)
        #expect(amounts.first == amounts.dropFirst().reduce(0, +), "\(unit): \(amounts)")
      }
      let deep = try await browser.get("/years/2023?digits=7")
      #expect(Self.firstAmounts(deep.text).count == 9)
      #expect(deep.text.contains("2010201 行政运行"))
    }
  }

  @Test func aUnitSeesItsOwnOnly() async throws {
    try await Browser.visit { browser in
      let years = try await browser.logIn(People.unit)
      #expect(years.status == 200 && years.text.contains("2023"))
      #expect(!years.text.contains("5,520.06"))
      let year = try await browser.get("/years/2023")
      #expect(year.text.contains(">1,500.03</td>"), "\(year.text)")
      #expect(!year.text.contains("甲局中心"))
      #expect(!year.text.contains("/runs"))
      for unit in ["%2A", "A", "A2", "B"] {
        let page = try await browser.get("/years/2023?unit=\(unit)")
        #expect(page.status == 200 && Self.firstAmounts(page.text) == [], "\(unit)")
        for kind in ["cell", "lines"] {
          let cell = try await browser.get("/\(kind)?year=2023&unit=\(unit)")
          #expect(cell.status == 404, "\(kind) \(unit)")
        }
      }
      let own = try await browser.get("/lines?year=2023&unit=A1")
      #expect(Self.firstAmounts(own.text) == [1_000_01, 500_02, 1_500_03])
      let list = try await browser.get("/anomalies")
      #expect(list.text.contains("A1") && !list.text.contains("乙"))
      #expect(try await browser.get("/runs").status == 403)
      let others = try await District.column(
        "SELECT anomaly_id::text FROM summary.anomaly WHERE unit_code <> 'A1'")
      #expect(!others.isEmpty)
      for id in others { #expect(try await browser.get("/anomalies/\(id)").status == 404) }
    }
  }

  @Test func anomaliesAreFoundByWhatIsAsked() async throws {
    let all = try await District.column(
      "SELECT concat_ws(' ', anomaly_id, unit_code, severity, rule_code) FROM summary.anomaly")
    try await Browser.visit { browser in
      _ = try await browser.logIn(People.analyst)
      for (asked, word) in [
        ("", ""), ("unit=B", " B "), ("severity=error", " error "), ("unit=A2", " A2 "),
      ] {
        let page = try await browser.get("/anomalies?\(asked)")
        let wanted = all.filter { word.isEmpty || $0.contains(word) }
          .compactMap { $0.split(separator: " ").first.map { "/anomalies/\($0)" } }
        #expect(Set(Self.links(page.text, "/anomalies/")) == Set(wanted), "\(asked)")
      }
      let nothing = try await browser.get("/anomalies?words=%27%3B%20DROP%20TABLE%20x%3B--")
      #expect(nothing.status == 200 && nothing.text.contains("没有符合条件的异常"))
    }
  }

  /// Names that are markup, quotes and turns of direction are read as they are and do nothing.
  @Test func hostileNamesDoNothing() async throws {
    try await Browser.visit { browser in
      _ = try await browser.logIn(People.admin)
      let unit = "year=2023&unit=B"
      for path in [
        "/years/2023", "/years/2023?unit=B&digits=7", "/cell?\(unit)", "/lines?\(unit)",
        "/anomalies", "/anomalies?words=%3Cscript%3E", "/anomalies?unit=%22%3E%3Cscript%3E",
        "/cell?\(unit)&subject=%3Cscript%3E", "/years/%3Cscript%3E", "/login?lang=%22%3E",
      ] {
        let text = try await browser.get(path).text
        for evil in ["<script>", "<img", "<b>", "\u{202E}", "\u{07}"] {
          #expect(!text.contains(evil), "\(path): \(evil.debugDescription)")
        }
      }
      let shown = try await browser.get("/cell?\(unit)").text
      let name = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;amp;\\u{202E}乙\\u{7}"
      #expect(shown.contains(name))
    }
  }

  @Test func speaksTheReadersLanguage() async throws {
    try await Browser.visit { browser in
      #expect(try await browser.get("/login").text.contains("<html lang=\"zh-Hans\""))
      let asked = try await browser.get("/login", ["Accept-Language": "en-GB,en;q=0.8,zh;q=0.5"])
      #expect(asked.text.contains("<html lang=\"en\""))
      _ = try await browser.get("/login?lang=en")
      let page = try await browser.logIn(People.admin)
      #expect(page.text.contains("<html lang=\"en\"") && page.text.contains(">Years</a>"))
      #expect(!page.text.contains("年度"))
    }
  }

  @Test func whatIsNotThereIsNotFound() async throws {
    try await Browser.visit { browser in
      _ = try await browser.logIn(People.admin)
      for path in [
        "/nothing", "/years/1949", "/years/02023", "/years/2023/more", "/cell", "/cell?year=2023",
        "/cell?year=2023&unit=Z", "/anomalies/0", "/anomalies/x", "/anomalies/999999999",
        "/runs/999999999", "/runs/1/nothing", "/%FF", "/cell?year=2023&unit=A%00",
      ] {
        #expect(try await browser.get(path).status == 404, "\(path)")
      }
      // A way that does not fit leads to the one that does.
      let page = try await browser.get("/cell?year=2023&unit=A1&by=unit")
      #expect(page.status == 303)
    }
  }

  /// The first amount of every row of the page's table, in fen: the actual.
  private static func firstAmounts(_ text: String) -> [Int64] {
    text.matches(of: /<\/th><td>([^<]*)<\/td>/).compactMap { match in
      let digits = match.1.filter { $0.isASCII && $0.isNumber }
      return Int64(digits).map { match.1.contains("\u{2212}") ? -$0 : $0 }
    }
  }

  private static func links(_ text: String, _ prefix: String) -> [String] {
    text.matches(of: /href="([^"]*)"/).map { String($0.1.replacing("&amp;", with: "&")) }
      .filter { $0.hasPrefix(prefix) && !$0.contains("lang=") }
  }
}
#endif
