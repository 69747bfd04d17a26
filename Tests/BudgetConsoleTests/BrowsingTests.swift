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

  /// A list names units as they were published, as the page of one does, whatever they are called
  /// since; the gravest come first.
  @Test func renamedUnitsKeepThePublishedName() async throws {
    let renaming = "UPDATE reference.unit SET name = '%' WHERE unit_code = 'A1'"
    try await District.execute(renaming.replacing("%", with: "丙局"))
    try await Browser.visit { browser in
      _ = try await browser.logIn(People.admin)
      let list = try await browser.get("/anomalies?unit=A1").text
      let one = try #require(Self.links(list, "/anomalies/").first)
      for path in ["/anomalies", "/anomalies?words=%E7%94%B2%E5%B1%80%E6%9C%AC%E7%BA%A7", one] {
        let text = try await browser.get(path).text
        #expect(text.contains("A1 甲局本级") && !text.contains("丙局"), "\(path)")
      }
      let gone = try await browser.get("/anomalies?words=%E4%B8%99%E5%B1%80").text
      #expect(gone.contains("没有符合条件的异常"))
      let graveness = ["error", "review", "undetermined", "info"]
      let order = try await browser.get("/anomalies").text.matches(of: /class="sign (\w+)/)
        .compactMap { graveness.firstIndex(of: String($0.1)) }
      #expect(order.count > 1 && order == order.sorted(), "\(order)")
    }
    try await District.execute(renaming.replacing("%", with: "甲局本级"))
  }

  /// Figures have their units of measure, English pages English words where there are some, and
  /// what is in Chinese only is marked as that.
  @Test func anomaliesSpeakTheReadersLanguage() async throws {
    let ids = try await District.column(
      """
      SELECT anomaly_id::text
      FROM summary.anomaly
      WHERE figure = 'total.actual'
      ORDER BY unit_code
      """)
    try await Browser.visit { browser in
      _ = try await browser.logIn(People.analyst)
      let (yuan, wan) = ("/anomalies/\(ids[0])", "/anomalies/\(ids[1])")
      let chinese = try await browser.get(yuan).text
      #expect(chinese.contains("<dd>1,700 元</dd>"), "\(chinese)")
      #expect(chinese.contains("支出总计"))
      #expect(try await browser.get(wan).text.contains("<dd>0.9 万元</dd>"))
      #expect(try await browser.get(wan + "?lang=en").text.contains("<dd>0.9 × 10,000 yuan</dd>"))
      for path in [yuan, "/anomalies"] {
        let english = try await browser.get(path).text
        #expect(english.contains("total expenditure") && !english.contains("total.actual"))
        let told = english.matches(of: /<bdi lang="zh-Hans">[^<]*<\/bdi>/)
        #expect(!told.isEmpty, "\(path)")
        let rest = told.reduce(english) { $0.replacing($1.0, with: "") }
        #expect(!rest.contains("填报") && !rest.contains("合计"), "\(rest)")
      }
    }
  }

  @Test func aPageBeyondTheLastSaysSo() async throws {
    try await Browser.visit { browser in
      _ = try await browser.logIn(People.analyst)
      for (path, first) in [
        ("/anomalies?unit=B&", "/anomalies?unit=B"),
        ("/lines?year=2023&unit=B&", "/lines?year=2023&amp;unit=B"),
      ] {
        let page = try await browser.get(path + "page=9")
        #expect(page.status == 404 && page.text.contains("没有第 9 页"), "\(path)")
        #expect(page.text.contains("href=\"" + first), "\(page.text)")
      }
      #expect(try await browser.get("/anomalies?unit=Z").status == 200)
    }
  }

  /// Of many units none is listed: they are looked for by code or name.
  @Test func manyUnitsAreLookedFor() async throws {
    try await Browser.visit({ $0.listedUnits = 2 }) { browser in
      _ = try await browser.logIn(People.analyst)
      let page = try await browser.get("/years/2023?unit=A1&digits=7")
      #expect(page.text.contains("name=\"find\"") && !page.text.contains("<select id=\"f-unit\""))
      #expect(page.text.contains("<bdi>A1 甲局本级</bdi>") && page.field("unit") == "A1")
      let found = try await browser.get("/years/2023?find=%E7%94%B2%E5%B1%80&digits=7")
      #expect(found.text.contains("共 3 个") && found.text.contains("A2 甲局中心"))
      let links = Self.links(found.text, "/years/2023?unit=")
      #expect(links.contains { $0.hasPrefix("/years/2023?unit=A2&") && $0.contains("digits=7") })
      for (words, unit) in [("A", "A"), ("a2", "A2"), ("%E4%B8%AD%E5%BF%83", "A2")] {
        let one = try await browser.get("/years/2023?find=\(words)")
        #expect(one.location?.hasPrefix("/years/2023?unit=\(unit)&") == true, "\(words)")
      }
      let none = try await browser.get("/years/2023?find=%3Cb%3E")
      #expect(none.status == 200 && none.text.contains("共 0 个"))
    }
    try await Browser.visit({ $0.listedUnits = 4 }) { browser in
      _ = try await browser.logIn(People.analyst)
      let page = try await browser.get("/years/2023")
      #expect(page.text.contains("id=\"f-unit\"") && !page.text.contains("name=\"find\""))
    }
  }

  /// The lines of many units are asked for unit by unit.
  @Test func linesOfManyUnitsAreOfOneUnitEach() async throws {
    try await Browser.visit({ $0.unitsOfLines = 2 }) { browser in
      _ = try await browser.logIn(People.analyst)
      let whole = "year=2023&unit=%2A&subject=%2A&fund=%2A"
      let page = try await browser.get("/lines?\(whole)")
      #expect(page.location == "/cell?\(whole)&by=unit")
      let cell = try await browser.get("/cell?\(whole)").text
      #expect(Self.links(cell, "/lines?") == [] && cell.contains("请按单位往下查看"))
      let group = try await browser.get("/cell?year=2023&unit=A").text
      let lines = try #require(Self.links(group, "/lines?").first)
      #expect(Self.firstAmounts(try await browser.get(lines).text).last == 1_520_06)
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
