#if Console
import BudgetConsole
import BudgetTestSupport
import Testing

/// What people file: answers and requests, by the functions of the database and in their own name.
@Suite(.database, .serialized) struct FormTests {
  init() async throws { try await Published.once() }

  @Test func nothingIsFiledWithoutTheKeyOfTheForm() async throws {
    try await Browser.visit { browser in
      let page = try await browser.logIn(People.admin)
      let key = try #require(page.field("key"))
      let reversed = String(key.reversed())
      let id = try await anomaly(of: "A1")
      for wrong in [nil, "", reversed, key + "0", key.uppercased() + "x"] {
        var fields = ["year": "2023", "reason": "somebody wants to know"]
        fields["key"] = wrong
        #expect(try await browser.post("/reruns", fields).status == 403)
        fields = ["kind": "accept", "text": "all is well with it"]
        fields["key"] = wrong
        #expect(try await browser.post("/anomalies/\(id)/answer", fields).status == 403)
        let key = wrong ?? ""
        #expect(try await browser.post("/logout", ["key": key]).status == 403)
      }
      // Another person's key is not theirs.
      let other = browser.another()
      let theirs = try #require(try await other.logIn(People.analyst).field("key"))
      #expect(try await browser.post("/logout", ["key": theirs]).status == 403)
      #expect(try await browser.get("/").status == 200)
      #expect(try await District.column("SELECT 1::text FROM control.rerun_request") == [])
      #expect(try await District.column("SELECT 1::text FROM control.anomaly_answer") == [])
    }
  }

  @Test func anAdministratorAcceptsAndAUnitExplains() async throws {
    let id = try await anomaly(of: "A1")
    try await Browser.visit { browser in
      let words = "已核实 <script>x</script> 属实"
      _ = try await browser.logIn(People.unit)
      let form = try await browser.get("/anomalies/\(id)")
      #expect(form.text.contains("1,700") && form.text.contains("1,500.03"), "\(form.text)")
      let fields = ["key": form.field("key") ?? "", "kind": "explain", "text": words]
      #expect(
        try await browser.post("/anomalies/\(id)/answer", fields).location == "/anomalies/\(id)")
      #expect(try await browser.get("/anomalies/\(id)").text.contains("已说明"))
      // A unit accepts nothing, and does not speak for others.
      let accepts = try await browser.post(
        "/anomalies/\(id)/answer", fields.merging(["kind": "accept"]) { $1 })
      #expect(accepts.status == 403)
      let foreign = try await anomaly(of: "B")
      #expect(try await browser.post("/anomalies/\(foreign)/answer", fields).status == 403)

      let admin = browser.another()
      _ = try await admin.logIn(People.admin)
      let page = try await admin.get("/anomalies/\(id)")
      #expect(page.text.contains("已核实 &lt;script&gt;x&lt;/script&gt; 属实"))
      let bad = try await admin.post(
        "/anomalies/\(id)/answer",
        [
          "key": page.field("key") ?? "", "kind": "accept", "text": words, "range": "between",
          "low": "1,800",
        ])
      #expect(bad.status == 422 && bad.text.contains("区间不含现在的填报数"))
      let accepted = try await admin.post(
        "/anomalies/\(id)/answer",
        [
          "key": page.field("key") ?? "", "kind": "accept", "text": words, "range": "between",
          "low": "1,600", "until": "2999-12-31",
        ])
      #expect(accepted.status == 303, "\(accepted.text)")
      let shown = try await admin.get("/anomalies/\(id)").text
      #expect(shown.contains("已认可") && shown.contains("2999-12-31"))
      // And in their own names.
      let names = try await District.column(
        "SELECT answered_by FROM control.anomaly_answer ORDER BY answer_id")
      #expect(names == [People.unit, People.admin])
    }
  }

  @Test func aYearIsAskedForInOnesOwnName() async throws {
    try await Browser.visit { browser in
      _ = try await browser.logIn(People.admin)
      let form = try await browser.get("/runs")
      let key = form.field("key") ?? ""
      let short = try await browser.post("/reruns", ["key": key, "year": "2023", "reason": "x"])
      #expect(short.status == 400)
      let reason = "补报 '; DROP TABLE control.run; --"
      let asked = try await browser.post("/reruns", ["key": key, "year": "2023", "reason": reason])
      #expect(asked.location == "/runs")
      let page = try await browser.get("/runs")
      #expect(page.text.contains("待处理") && page.text.contains("DROP TABLE"))
      #expect(
        try await District.column(
          "SELECT concat_ws('|', fiscal_year, reason, requested_by) FROM control.rerun_request")
          == ["2023|\(reason)|\(People.admin)"])
      let analyst = browser.another()
      let theirs = try await analyst.logIn(People.analyst)
      let refused = try await analyst.post(
        "/reruns", ["key": theirs.field("key") ?? "", "year": "2023", "reason": reason])
      #expect(refused.status == 403)
    }
  }

  private func anomaly(of unit: String) async throws -> String {
    let found = try await District.column(
      """
      SELECT anomaly_id::text
      FROM summary.anomaly
      WHERE unit_code = '\(unit)'
        AND figure = 'total.actual'
      """)
    return try #require(found.first)
  }
}
#endif
