import ArgumentParser
import BudgetReport
import BudgetStore
import Foundation
import PostgresClient

/// Explains or accepts an anomaly.
struct AnswerCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Explains or accepts an anomaly, within an interval and until a day.",
    discussion: """
      解释或认可一条异常,限定区间和期限。

      The same as the function control.answer_anomaly, with an audit record. A unit
      explains its own anomalies; an administrator accepts those of units to which
      they do not belong. The answer holds for the figure as it is stated now,
      unless --low, --high or --any-figure say more; a later answer of the same
      kind takes its place. When the figure leaves the interval, the day has passed
      or the rule changes, the anomaly reopens by itself.

      示例 Examples:
        # 解释 / explain
        huizong answer 17 --explain "培训费减少,因线下培训改为线上"
        # 认可到某日 / accept until a day
        huizong answer 17 --accept "已核对原始凭证" --valid-until 2026-12-31
        # 认可一个区间 / accept a range
        huizong answer 17 --accept "汇率折算差额" --low -0.05 --high 0.05
      """)

  @Argument(help: "The number of the anomaly.")
  var id: Int64

  @Option(name: .long, help: "Why it is as it is, in 5 to 2000 characters.")
  var explain: String?

  @Option(name: .long, help: "Why it may stay so, in 5 to 2000 characters.")
  var accept: String?

  @Option(name: .long, help: "The last day on which the answer holds, YYYY-MM-DD.")
  var validUntil: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: "The least figure for which the answer holds: yuan, percent or a count.")
  var low: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: "The greatest figure for which the answer holds.")
  var high: String?

  @Flag(name: .long, help: "The answer holds whatever the figure becomes.")
  var anyFigure = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (explain == nil) != (accept == nil) else {
      throw ValidationError("Give either --explain or --accept.")
    }
    // The bounds of the table's constraint answer_says_something, which counts code points.
    let said = answer.text.trimmingCharacters(in: .whitespaces).unicodeScalars.count
    guard (5...2000).contains(said) else {
      throw ValidationError("An answer takes 5 to 2000 characters.")
    }
    if let validUntil, !isCalendarDay(validUntil) {
      throw ValidationError("--valid-until takes a day as YYYY-MM-DD.")
    }
    for bound in [low, high].compactMap(\.self)
    where bound.wholeMatch(of: /-?[0-9]{1,18}(\.[0-9]{1,4})?/) == nil {
      throw ValidationError("\(bound) is no number of up to 18 digits and 4 decimals.")
    }
    if anyFigure, low != nil || high != nil {
      throw ValidationError("--any-figure excludes --low and --high.")
    }
  }

  func perform(_ console: Console) async throws {
    let answer = answer
    let number = try await database.connected { connection in
      try AnswerDesk.answer(answer, on: connection)
    }
    if output.json {
      return try console.write(
        "answer",
        [
          ("answer_id", .int(number)), ("anomaly_id", .int(id)),
          ("kind", .text(answer.kind.rawValue)),
        ])
    }
    try console.write("\(number)\n")
    console.note(Phrase("对异常 \(id) 的答复已登记", "the answer to anomaly \(id) is on file"))
  }

  private var answer: AnomalyAnswer {
    let interval: AnomalyAnswer.Interval =
      if anyFigure { .anyFigure } else if low == nil, high == nil { .statedFigure } else {
        .between(low, high)
      }
    return AnomalyAnswer(
      anomalyID: id, kind: accept == nil ? .explain : .accept, text: accept ?? explain ?? "",
      validUntil: validUntil, interval: interval)
  }
}
