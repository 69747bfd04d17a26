#if Console
import BudgetPage
import BudgetReport
import BudgetStore
import Hummingbird
import PostgresClient

/// The submitted lines behind a figure, down to what was printed.
extension Browsing {
  private static let pageSize = 200
  func lines() async throws -> Answer {
    let cell = try CellLink(visit.query)
    let page = visit.query.page
    let (isWide, found) = try await session.connection.reading { connection in
      _ = try expectPublished(cell.year, on: connection)
      if try reader.unitCount(below: cell.name, on: connection) > settings.unitsOfLines {
        return (true, nil as (explanation: CellExplanation, total: Int)?)
      }
      let found = try reader.lines(
        behind: cell.name, limit: Self.pageSize, offset: (page - 1) * Self.pageSize,
        on: connection)
      return (false, found)
    }
    guard !isWide else { return Answer(leadingTo: cell.parts(along: "unit")) }
    let path = path(to: cell) + [(subjectText(cell.subject, nil), cell.parts())]
    guard let (explanation, total) = found else {
      guard page > 1 else { throw Refusal.notFound }
      return pastTheEnd(say("报送行", "Lines"), .years, page: page, path: path, first: cell.lines())
    }
    let frame = frame(
      title(of: cell, explanation), .years, at: ["lines"], cell.query(page: page), path: path)
    return Answer(
      frame.html {
        scope(of: cell, explanation)
        node(.p, .class("about")) {
          say(
            "共 \(say.count(total)) 行。合计是全部各页的;是其他行的合计或其中数的行不重复计入。",
            "\(say.count(total)) \(total == 1 ? "line" : "lines")."
              + " The sum is of all pages; lines that are printed totals or"
              + " parts of others are not added.")
        }
        table(explanation)
        verdict(explanation)
        pager(page: page, size: Self.pageSize, total: total, say) { cell.lines(page: $0) }
      })
  }

  private func table(_ found: CellExplanation) -> Node {
    node(.div, .class("scroll"), .focusable, .role("region"), .label(say("报送行", "Lines"))) {
      node(.table, .class("plain parts")) {
        node(.thead) {
          node(.tr) {
            node(.th, .scope("col")) { say("报送行", "Line") }
            node(.th, .scope("col")) { say("决算数", "Actual") }
            node(.th, .scope("col"), .class("wide")) { say("年初预算数", "Initial budget") }
            node(.th, .scope("col"), .class("wide")) { say("全年预算数", "Final budget") }
            node(.th, .scope("col")) { say("原填", "As printed") }
          }
        }
        node(.tbody) { for part in found.parts { row(part) } }
        node(.tfoot) { sum(say("全部各行合计", "Sum of all lines"), found.sum) }
      }
    }
  }

  private func row(_ part: ExplainedPart) -> Node {
    let isCounted = part.line?.role == nil || part.line?.role == "counted"
    return node(.tr, .class(isCounted ? "counted" : "uncounted")) {
      node(.th, .scope("row")) {
        named(unitText(part.unitCode, part.unitName))
        node(.span, .class("note")) { named(place(of: part)) }
      }
      node(.td) { yuan(part.amounts.actual) }
      node(.td, .class("wide")) { yuan(part.amounts.initial) }
      node(.td, .class("wide")) { yuan(part.amounts.final) }
      node(.td, .class("printed")) { printed(part) }
    }
  }

  /// Submission, line, printed code and name, and what kind of line it is.
  private func place(of part: ExplainedPart) -> String {
    guard let line = part.line else { return say(Vocabulary.part(part.part)) }
    let kind = line.submissionKind.map { say(Vocabulary.submissionKind($0)) }
    let submission = say(
      "报送 \(line.submissionID ?? 0) 第 \(line.lineNumber ?? 0) 行",
      "submission \(line.submissionID ?? 0), line \(line.lineNumber ?? 0)")
    let printed = [line.printedCode, part.subjectName].compactMap(\.self).joined(separator: " ")
    let role =
      switch line.role {
      case "total": say("合计行,不重复计入", "a printed total, not added")
      case "part": say("其中数,不重复计入", "a printed part, not added")
      case "left_out": say("未计入", "left out")
      default: line.expenditureKind.map { say(Vocabulary.expenditureKind($0)) } ?? ""
      }
    return [submission, kind, shortened(printed, to: 80), role].compactMap(\.self)
      .filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// The actual as it was printed, in the unit of its submission.
  private func printed(_ part: ExplainedPart) -> String {
    guard let line = part.line, let actual = line.stated.actual else {
      return NumberFormat.notStated
    }
    let unit =
      switch line.amountUnit {
      case "thousand_yuan": say("千元", "thousand yuan")
      case "wan_yuan": say("万元", "× 10,000 yuan")
      case "yi_yuan": say("亿元", "× 100 million yuan")
      default: say("元", "yuan")
      }
    return minus(actual) + " " + unit
  }
}
#endif
