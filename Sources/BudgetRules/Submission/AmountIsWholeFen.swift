import BudgetDomain

/// A010. Every amount is a whole number of fen within ±10^15 fen.
///
/// Severity: error; the amount is left out, the only kind of money that a run does not count.
/// Source: accounts are kept in yuan with two decimals (会计基础工作规范).
public struct AmountIsWholeFen: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "A010", .error, title: "金额不是整分或超出范围",
    english: "amount is not a whole number of fen, or out of range",
    source: "会计基础工作规范:金额以元为单位,保留两位小数")

  /// The rule has no settings.
  public init() {}

  /// Appends an anomaly for each amount that cannot be counted.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    for measure in Measure.allCases {
      let fen = submission.fen[measure]
      for (row, line) in submission.lines.enumerated()
      where fen[row] == SubmissionView.uncountable && line.amounts[measure].isStated {
        findings.append(anomaly(line, measure, in: submission))
      }
    }
  }

  private func anomaly(_ line: SubmittedLine, _ measure: Measure, in submission: SubmissionView)
    -> Anomaly
  {
    let printed = line.amounts[measure].number.map {
      "\($0) \(submission.header.amountUnit.chineseName)"
    }
    var place = submission.place(of: line, measure)
    place.occurrence = Int(line.lineNumber)
    var anomaly = Anomaly(
      Self.description, at: place,
      message: "\(submission.label(of: line)) \(measure.chineseName)"
        + "\(printed.map { "印作 \($0)" } ?? "不是可读的数"),无法按分计入,已列出未汇总。")
    anomaly.lineNumber = line.lineNumber
    anomaly.submissionID = submission.header.id
    anomaly.suggestion = "请按元、角、分重新填报。"
    return anomaly
  }
}
