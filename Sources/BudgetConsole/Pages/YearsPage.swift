#if Console
import BudgetPage
import BudgetReport
import BudgetStore
import Hummingbird
import PostgresClient

/// The years that are published: their money, and what a reader has to know before trusting it.
extension Browsing {
  private struct YearLine: Sendable {
    let year: Int
    var total: SummaryRow?
    var isClosed = false
    var coverage: [CoverageCount] = []
    var anomalies: [YearAnomalies] = []
  }

  func years() async throws -> Answer {
    let (head, lines) = try await session.connection.reading { connection in
      guard let head = try reader.publication(on: connection) else {
        return (nil as PublishedHead?, [YearLine]())
      }
      return (head, try yearLines(head, on: connection))
    }
    let frame = frame(say("年度", "Years"), .years, at: [])
    return Answer(
      frame.html {
        if let head {
          node(.p, .class("scope")) {
            node(.span) { publicationText(head) }
            node(.strong) { say("单位:元", "Unit: yuan") }
          }
          table(lines)
        } else {
          node(.p) { say("还没有发布过汇总。", "Nothing has been published yet.") }
        }
      })
  }

  private func yearLines(
    _ head: PublishedHead, on connection: borrowing Connection
  ) throws -> [YearLine] {
    guard let first = head.fiscalYears.first, let last = head.fiscalYears.last else { return [] }
    let totals =
      reader.scope == .everything
      ? try reader.subjects(
        fiscalYears: first...last, unitCode: "*", fundType: "*", levels: [0], on: connection)
      : []
    let coverage = try reader.coverage(on: connection)
    let anomalies = try reader.anomalyCounts(on: connection)
    let closed =
      session.rights.readsControl ? try ClosingDesk.closed(on: connection).map(\.fiscalYear) : []
    return head.fiscalYears.reversed().map { year in
      YearLine(
        year: year, total: totals.first { $0.fiscalYear == year && $0.subjectCode == "*" },
        isClosed: closed.contains(Int64(year)),
        coverage: coverage.filter { $0.fiscalYear == year },
        anomalies: anomalies.filter { $0.fiscalYear == year })
    }
  }

  private func table(_ lines: [YearLine]) -> Node {
    let showsMoney = reader.scope == .everything
    return node(.div, .class("scroll"), .focusable, .role("region"), .label(say("年度", "Years"))) {
      node(.table, .class("plain years")) {
        node(.thead) {
          node(.tr) {
            node(.th, .scope("col")) { say("年度", "Year") }
            if showsMoney {
              node(.th, .scope("col")) { say("决算数", "Actual") }
              node(.th, .scope("col"), .class("wide")) { say("比上年", "Change") }
            }
            node(.th, .scope("col"), .class("words")) { say("须注意", "Cautions") }
          }
        }
        node(.tbody) { for line in lines { row(line, showsMoney) } }
      }
    }
  }

  private func row(_ line: YearLine, _ showsMoney: Bool) -> Node {
    node(.tr) {
      node(.th, .scope("row")) {
        node(.a, .to(.year(line.year))) { "\(line.year)" }
        if line.isClosed { node(.span, .class("note")) { say("已结账", "closed") } }
      }
      if showsMoney {
        node(.td) { yuan(line.total?.actual) }
        node(.td, .class("wide")) { say.percentChange(line.total?.changePercent) }
      }
      node(.td, .class("words")) { cautions(line) }
    }
  }

  private func cautions(_ line: YearLine) -> [Node] {
    var found: [Node] = []
    let errors = line.anomalies.filter { $0.severity == "error" }.reduce(0) { $0 + $1.waiting }
    if errors > 0 {
      let link = Link(["anomalies"], [("year", "\(line.year)"), ("severity", "error")])
      found.append(
        node(.li) {
          node(.a, .to(link)) {
            say(
              "\(say.count(errors)) 条错误待处理",
              errors == 1
                ? "1 error waits for an answer" : "\(say.count(errors)) errors wait for an answer")
          }
        })
    }
    let reviews = line.anomalies.filter { $0.severity == "review" }.reduce(0) { $0 + $1.waiting }
    if reviews > 0 {
      let link = Link(["anomalies"], [("year", "\(line.year)"), ("severity", "review")])
      found.append(
        node(.li) {
          node(.a, .to(link)) {
            say("\(say.count(reviews)) 条需核实", "\(say.count(reviews)) to review")
          }
        })
    }
    for state in ["missing", "late", "returned", "draft", "excluded"] {
      let count = line.coverage.filter { $0.state == state }.reduce(0) { $0 + Int($1.count) }
      guard count > 0 else { continue }
      let name = say(Vocabulary.coverageState(state))
      found.append(
        node(.li) {
          say(
            "报送\(name) \(say.count(count)) 份",
            "\(say.count(count)) \(count == 1 ? "submission" : "submissions") \(name)")
        })
    }
    return found.isEmpty ? [.text(say("无", "none"))] : [node(.ul, .class("cautions")) { found }]
  }
}
#endif
