#if Console
import BudgetPage
import BudgetReport
import BudgetStore
import Hummingbird
import PostgresClient

/// A figure taken apart: the next level, which adds up to it to the fen.
extension Browsing {
  /// More parts than any figure has children; the sums are of all of them.
  private static let partLimit = 2000

  func cell() async throws -> Answer {
    let cell = try CellLink(visit.query)
    let axis = visit.query["by"].flatMap { ["unit", "subject", "fund"].contains($0) ? $0 : nil }
    let divided: (explanation: CellExplanation?, isWide: Bool)
    do {
      divided = try await session.connection.reading { connection in
        _ = try expectPublished(cell.year, on: connection)
        let parts = try reader.parts(of: cell.name, along: axis, on: connection)
        return (
          parts, try reader.unitCount(below: cell.name, on: connection) > settings.unitsOfLines
        )
      }
    } catch let error as PostgresError where error.sqlState == "22023" && axis != nil {
      // It cannot be divided that way: a unit without units, for one.
      return Answer(leadingTo: cell.parts())
    }
    guard let found = divided.explanation else { throw Refusal.notFound }
    let frame = frame(
      title(of: cell, found), .years, at: ["cell"], cell.query(along: axis), path: path(to: cell))
    return Answer(
      frame.html {
        scope(of: cell, found)
        measures(found.published)
        axes(cell, chosen: axis)
        parts(found, cell)
        verdict(found)
        if divided.isWide {
          node(.p, .class("about")) {
            say(
              "报送行请按单位往下查看。",
              "The submitted lines are shown for its units: go down to one of them.")
          }
        } else {
          node(.p) {
            node(.a, .to(cell.lines())) {
              say("查看背后的全部报送行", "All submitted lines behind it")
            }
          }
        }
      })
  }

  func title(of cell: CellLink, _ found: CellExplanation) -> String {
    unitText(cell.unit, found.unitName) + " · " + subjectText(cell.subject, found.subjectName)
  }

  func scope(of cell: CellLink, _ found: CellExplanation) -> Node {
    node(.p, .class("scope")) {
      node(.span) { say("\(cell.year) 年度", "Fiscal year \(cell.year)") }
      node(.span) { say(Vocabulary.fund(cell.fund)) }
      node(.strong) { say("单位:元", "Unit: yuan") }
    }
  }

  /// The years, the year of the unit, and the subjects above.
  func path(to cell: CellLink) -> [(name: String, link: Link)] {
    var path: [(name: String, link: Link)] = [
      (say("年度", "Years"), Link.years),
      ("\(cell.year)", Link.year(cell.year, unit: cell.unit)),
    ]
    var above = cell
    for count in [0, 3, 5] where cell.subject != "*" && cell.subject.utf8.count > count {
      above.subject = count == 0 ? "*" : String(cell.subject.prefix(count))
      path.append((subjectText(above.subject, nil), above.parts()))
    }
    return path
  }

  private func measures(_ published: MeasureTexts) -> Node {
    node(.dl, .class("figures")) {
      for (name, amount) in [
        (say("决算数", "Actual"), published.actual),
        (say("年初预算数", "Initial budget"), published.initial),
        (say("全年预算数", "Final budget"), published.final),
      ] {
        node(.div) {
          node(.dt) { name }
          node(.dd) { yuan(amount) }
        }
      }
    }
  }

  /// Along what it can be taken apart; the database says where one does not fit.
  private func axes(_ cell: CellLink, chosen: String?) -> Node {
    let names: [(String?, String)] = [
      (nil, say("下一级", "next level")), ("unit", say("按单位", "by unit")),
      ("subject", say("按科目", "by subject")), ("fund", say("按资金", "by fund")),
    ]
    return node(.nav, .class("axes"), .label(say("分解方式", "Divided"))) {
      node(.ul) {
        for (axis, name) in names.filter({ fits($0.0, cell) }) {
          node(.li) {
            Node.element(
              .a, marked([.to(cell.parts(along: axis))], .current, if: axis == chosen),
              [.text(name)])
          }
        }
      }
    }
  }

  private func fits(_ axis: String?, _ cell: CellLink) -> Bool {
    switch axis {
    case "subject": cell.subject == "*" || cell.subject.utf8.count < 7 && cell.subject != "?"
    case "fund": cell.fund == "*"
    default: true
    }
  }

  private func parts(_ found: CellExplanation, _ cell: CellLink) -> Node {
    node(.div, .class("scroll"), .focusable, .role("region"), .label(say("组成", "Parts"))) {
      node(.table, .class("plain parts")) {
        node(.thead) {
          node(.tr) {
            node(.th, .scope("col")) { say("组成", "Part") }
            node(.th, .scope("col")) { say("决算数", "Actual") }
            node(.th, .scope("col"), .class("wide")) { say("年初预算数", "Initial budget") }
            node(.th, .scope("col"), .class("wide")) { say("全年预算数", "Final budget") }
          }
        }
        node(.tbody) { for part in found.parts.prefix(Self.partLimit) { row(part, cell) } }
        node(.tfoot) { sum(say("各项合计", "Sum of the parts"), found.sum) }
      }
      if found.parts.count > Self.partLimit {
        node(.p, .class("about")) {
          say(
            "只列出前 \(Self.partLimit) 项,合计包括全部 \(found.parts.count) 项。",
            "The first \(Self.partLimit) are listed; the sum is of all \(found.parts.count).")
        }
      }
    }
  }

  func sum(_ name: String, _ amounts: MeasureTexts) -> Node {
    node(.tr) {
      node(.th, .scope("row")) { name }
      node(.td) { yuan(amounts.actual) }
      node(.td, .class("wide")) { yuan(amounts.initial) }
      node(.td, .class("wide")) { yuan(amounts.final) }
    }
  }

  private func row(_ part: ExplainedPart, _ cell: CellLink) -> Node {
    node(.tr) {
      node(.th, .scope("row")) { name(of: part, in: cell) }
      node(.td) { yuan(part.amounts.actual) }
      node(.td, .class("wide")) { yuan(part.amounts.initial) }
      node(.td, .class("wide")) { yuan(part.amounts.final) }
    }
  }

  /// What a part is, with the way to what makes it.
  private func name(of part: ExplainedPart, in cell: CellLink) -> [Node] {
    var below = cell
    switch part.part {
    case "unit":
      below.unit = part.unitCode ?? cell.unit
      return [link(unitText(part.unitCode, part.unitName), below.parts())]
    case "subject":
      below.subject = part.subjectCode ?? cell.subject
      return [link(subjectText(part.subjectCode, part.subjectName), below.parts())]
    case "fund":
      below.fund = part.fundType ?? cell.fund
      return [link(say(Vocabulary.fund(below.fund)), below.parts())]
    case "elimination":
      let pair = [unitText(part.unitCode, part.unitName), part.counterparty ?? ""]
      return [
        .text(say(Vocabulary.part(part.part)) + " "),
        named(shortened(pair.joined(separator: " → "), to: 120)),
      ]
    case "line":
      return [named(lineText(part))]
    default:
      let subject = subjectText(part.subjectCode, part.subjectName)
      return [.text(say(Vocabulary.part(part.part)) + " "), named(subject)]
    }
  }

  private func lineText(_ part: ExplainedPart) -> String {
    let place = part.line.map { line in
      say(
        "报送 \(line.submissionID ?? 0) 第 \(line.lineNumber ?? 0) 行",
        "submission \(line.submissionID ?? 0), line \(line.lineNumber ?? 0)")
    }
    return [place, subjectText(part.subjectCode, part.subjectName)].compactMap(\.self)
      .joined(separator: " · ")
  }

  private func link(_ text: String, _ link: Link) -> Node {
    node(.a, .to(link)) { named(text) }
  }

  /// Whether the parts are all of it.
  func verdict(_ found: CellExplanation) -> Node {
    let isWhole =
      found.sum.actual == found.published.actual && found.sum.initial == found.published.initial
      && found.sum.final == found.published.final
    return node(.p, .class(isWhole ? "verdict" : "verdict bad")) {
      isWhole
        ? say("各项合计与发布数一致,分毫不差。", "The parts add up to the published figures, to the fen.")
        : say(
          "各项合计与发布数不一致,请用 huizong verify 核对。",
          "The parts do not add up to the published figures: run huizong verify.")
    }
  }
}
#endif
