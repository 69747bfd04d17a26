import BudgetDomain

/// A040. An amount below zero is a reduction (冲销) that the unit explains.
///
/// An explanation of the line, or of the figure's family, allows it. The amounts count as they
/// stand. One anomaly a submission for its lines, and one for each stated amount or count.
/// Sections show the same money, and measures the same purpose, so each has a sum of its own.
/// Severity: review. Source: 政府会计制度, 支出以红字冲销时须注明原因.
public struct NegativeIsExplained: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "A040", .review, version: 3, title: "负数金额未作说明",
    english: "negative amount without an explanation", source: "政府会计制度:红字冲销须注明原因")

  /// The most lines that a message names.
  private static let largestList = 20

  /// Lines and figures whose sign is known to be a slip, which asks for a correction and not for a
  /// reason.
  private let slips: (lines: Set<Int32>, figures: Set<String>)

  /// The rule has no settings.
  public init(besides lines: Set<Int32> = [], figures: Set<String> = []) {
    slips = (lines, figures)
  }

  /// Appends an anomaly where rows that count, and one for each figure that, are below zero.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    let isNegative = { (fen: Int64) in fen < 0 && fen != SubmissionView.uncountable }
    let hasRows = Measure.allCases.contains { submission.fen[$0].contains(where: isNegative) }
    for figure in submission.unexplainedNegatives(withTotals: !hasRows)
    where !slips.figures.contains(figure.text) {
      findings.append(anomaly(figure, in: submission))
    }
    guard hasRows else { return }
    let rows = submission.unexplainedNegativeRows(besides: slips.lines)
    guard !rows.lines.isEmpty else { return }
    findings.append(anomaly(rows, in: submission))
  }

  private func anomaly(_ name: FigureName, in submission: SubmissionView) -> Anomaly {
    let figure = submission.figure(name)
    var anomaly = Anomaly(
      Self.description, at: submission.place(ofFigure: name.text),
      message: "\(FigureLabel.chinese(for: name)) \(figure.map(Wording.printed) ?? "") 为负数,未作说明。")
    anomaly.submissionID = submission.header.id
    anomaly.stated = figure.map { Wording.number($0.value, $0.dimension) }
    anomaly.expectedLow = FindingNumber(0, over: 1)
    anomaly.suggestion = "如确为负数,请对该数作说明;否则请更正。"
    return anomaly
  }

  private func anomaly(_ rows: NegativeRows, in submission: SubmissionView) -> Anomaly {
    let lines = rows.lines.sorted()
    let list = lines.prefix(Self.largestList).map(String.init).joined(separator: "、")
    let more = lines.count > Self.largestList ? "等\(lines.count)" : ""
    let sums = rows.sums.map { sum in
      "\(sum.section.chineseName)\(sum.measure.chineseName)合计 "
        + Wording.amount(sum.fen, in: submission.header.amountUnit)
    }
    var anomaly = Anomaly(
      Self.description, at: submission.place,
      message: "第\(list)\(more)行有负数,未说明是否为冲销:\(sums.joined(separator: "、"))。")
    anomaly.lineNumber = lines.first
    anomaly.submissionID = submission.header.id
    anomaly.stated = rows.weightiest.map { FindingNumber($0, over: 100) }
    anomaly.expectedLow = FindingNumber(0, over: 1)
    anomaly.suggestion = "如为冲销以前支出,请对该行作说明;否则请更正。金额已照报送数汇总。"
    return anomaly
  }
}
