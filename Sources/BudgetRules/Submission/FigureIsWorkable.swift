import BudgetDomain

/// A020. A stated figure is a number that relations can be worked with.
///
/// Amounts in whole fen within ±10^15 fen, percentages with at most six decimals, counts with at
/// most two. Severity: error; the figure is not used and not published.
/// Source: accounts are kept in yuan with two decimals (会计基础工作规范).
public struct FigureIsWorkable: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "A020", .error, title: "文字数无法使用", english: "stated figure cannot be used",
    source: "会计基础工作规范:金额以元为单位,保留两位小数")

  /// The rule has no settings.
  public init() {}

  /// Appends an anomaly for each figure that cannot be used.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    guard submission.statesFigures else { return }
    for name in submission.figureNames {
      guard let figure = submission.figure(name.text), !figure.isWorkable else { continue }
      var place = submission.place
      place.figure = name.text
      var anomaly = Anomaly(
        Self.description, at: place,
        message: "\(figure.label)印作 \(Wording.printed(figure)),位数或大小超出可用范围,未采用。")
      anomaly.submissionID = submission.header.id
      findings.append(anomaly)
    }
  }
}
