#if Console
import BudgetPage
import BudgetReport
import BudgetRules
import BudgetStore
import Foundation
import Hummingbird
import PostgresClient

/// One anomaly: the figures that do not agree, why, what was said of it, and the form to answer.
extension Browsing {
  func anomaly(_ id: Int64) async throws -> Answer {
    let row = try await session.connection.reading { connection in
      try reader.anomaly(id, on: connection)
    }
    guard let row else { throw Refusal.notFound }
    let frame = frame(
      title(of: row), .anomalies, at: ["anomalies", "\(id)"],
      path: [(say("异常", "Anomalies"), .anomalies)])
    let answers = try decoded([FiledAnswer].self, row.answers)
    let (evidence, measure) = (try row.operands(), try measure(of: row))
    return Answer(
      frame.html {
        standing(of: row)
        node(.p, .class("note")) { named(place(of: row)) }
        node(.p, .class("message")) { say.chinese(row.message, keeping: names(in: row)) }
        figures(row, in: measure)
        facts(row)
        if !evidence.isEmpty { figuresBehind(evidence) }
        history(row, answers)
        if mayAnswer(row) { AnswerForm(visit: visit, session: session, row: row).node }
      })
  }

  /// Whether the form is of any use: the database decides in the end.
  private func mayAnswer(_ row: PublishedAnomaly) -> Bool {
    session.rights.mayAnswer && row.status != "resolved"
  }

  /// The stated figure beside the interval, as words and drawn.
  private func figures(
    _ row: PublishedAnomaly, in measure: AnomalySection.Measure
  ) -> [Node] {
    guard let stated = row.stated else { return [] }
    let range = AnomalySection.Range(
      stated: stated, low: row.expectedLow, high: row.expectedHigh, difference: row.difference,
      measure: measure)
    let hasInterval = row.expectedLow != nil || row.expectedHigh != nil
    return [
      node(.dl, .class("figures")) {
        node(.div) {
          node(.dt) { say("填报数", "Stated") }
          node(.dd) { measure.text(stated, say) }
        }
        if hasInterval {
          node(.div) {
            node(.dt) { say("应在区间", "Expected") }
            node(.dd) { measure.interval(row.expectedLow, row.expectedHigh, say) }
          }
        }
        if let difference = row.difference {
          node(.div) {
            node(.dt) { say("相差", "Difference") }
            node(.dd) { measure.text(difference, say) }
          }
        }
      }
    ] + (range.drawing(say).map { [$0] } ?? [])
  }

  /// What its figures measure; a plain number where nobody knows.
  private func measure(of row: PublishedAnomaly) throws -> AnomalySection.Measure {
    switch try row.measure() {
    case .amount(let unit): .amount(unit)
    case .percent: .percent
    case .count, nil: .count
    }
  }

  private func facts(_ row: PublishedAnomaly) -> Node {
    let rule = rule(of: row)
    return node(.dl, .class("facts-list")) {
      if let cause = row.cause {
        node(.dt) { say("可能原因", "Likely cause") }
        node(.dd) { say(Vocabulary.cause(cause)) }
      }
      if let suggestion = row.suggestion {
        node(.dt) { say("建议", "Suggestion") }
        node(.dd) { say.chinese(suggestion, keeping: names(in: row)) }
      }
      if let submission = row.submissionID {
        node(.dt) { say("报送", "Submission") }
        node(.dd) { "\(submission)" }
      }
      if let source = rule?.source {
        node(.dt) { say("规则依据", "Source of the rule") }
        node(.dd) { say.chinese(source) }
      }
      node(.dt) { say("规则版本", "Version of the rule") }
      node(.dd) { "\(row.ruleVersion)" }
    }
  }

  private func figuresBehind(_ evidence: [PrintedOperand]) -> Node {
    node(.section) {
      node(.h2) { say("所据各数", "Figures behind it") }
      node(.div, .class("scroll"), .focusable, .role("region"), .label(say("所据各数", "Evidence"))) {
        node(.table, .class("plain")) {
          node(.thead) {
            node(.tr) {
              node(.th, .scope("col")) { say("位置", "Place") }
              node(.th, .scope("col")) { say("印出的数", "As printed") }
            }
          }
          node(.tbody) {
            for operand in evidence.prefix(500) {
              node(.tr) {
                node(.th, .scope("row")) {
                  say.chinese(operand.label, keeping: nil)
                  if let line = operand.lineNumber, !operand.label.contains("第\(line)行") {
                    node(.span, .class("note")) { say(" 第 \(line) 行", " line \(line)") }
                  }
                }
                node(.td) { say.chinese(operand.printed, keeping: nil) }
              }
            }
          }
        }
      }
    }
  }

  private func history(_ row: PublishedAnomaly, _ answers: [FiledAnswer]) -> Node {
    node(.section) {
      node(.h2) { say("经过", "History") }
      node(.ol, .class("history")) {
        node(.li) {
          node(.span, .class("note")) { minute(row.firstPublishedAt) }
          say("首次出现", "first published")
        }
        for answer in answers { node(.li) { words(of: answer) } }
        if row.status == "resolved", let time = row.lastPublishedAt {
          node(.li) {
            node(.span, .class("note")) { minute(time) }
            say("最后出现", "last published")
          }
        }
      }
    }
  }

  private func words(of answer: FiledAnswer) -> [Node] {
    let bounds = NumberFormat.interval(answer.low.map { "\($0)" }, answer.high.map { "\($0)" })
    let conditions = [
      answer.low == nil && answer.high == nil
        ? nil
        : answer.low == answer.high
          ? say("数为 \(bounds)", "while the figure is \(bounds)")
          : say("数在 \(bounds)", "while the figure is in \(bounds)"),
      answer.valid_until.map { say("有效至 \($0)", "valid until \($0)") },
      answer.lapse.map { say(Vocabulary.lapse($0)) },
    ].compactMap(\.self)
    return [
      node(.span, .class("note")) { minute(answer.answered_at) },
      .text(say(Vocabulary.answerKind(answer.kind)) + say(":", ": ")),
      named(answer.text),
      node(.span, .class("note")) {
        named(([answer.answered_by] + conditions).joined(separator: " · "))
      },
    ]
  }

  private func decoded<Value: Decodable>(_ type: Value.Type, _ document: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(document.utf8))
  }
}

/// An answer of `answers`, named as its keys are.
private struct FiledAnswer: Decodable, Sendable {
  let kind: String
  let text: String
  let answered_by: String
  let answered_at: String
  let valid_until: String?
  let low: Decimal?
  let high: Decimal?
  let lapse: String?
}
#endif
