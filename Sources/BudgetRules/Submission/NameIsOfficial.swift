import BudgetDomain

/// C060. A row states its code, or at least the subject's name as the list has it.
///
/// A row without a code is booked by the spelling that stands for one in `subject_alias`; the
/// bureau may want to see where. One anomaly a submission.
/// Severity: info. Source: 政府收支分类科目, names of subjects.
public struct NameIsOfficial: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "C060", .info, title: "科目按别名识别", english: "subject is known by an alias only",
    source: "政府收支分类科目:科目名称")

  /// The most rows that a message names.
  private static let largestList = 10

  /// The rule has no settings.
  public init() {}

  /// Appends an anomaly where rows were booked by an alias.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    var hits: [SubmittedLine] = []
    for line in submission.lines where !line.statesCode && line.codeIsWellFormed {
      if line.section == .functional, line.label != LineTexts.none { hits.append(line) }
    }
    guard let first = hits.first else { return }
    let list = hits.prefix(Self.largestList).map { line in
      "第\(line.lineNumber)行“\(submission.texts[line.label] ?? "")”→ \(line.code)"
    }
    let more = hits.count > list.count ? "等\(hits.count)行" : ""
    var place = submission.place
    place.section = .functional
    var anomaly = Anomaly(
      Self.description, at: place,
      message: "未填编码,按别名归入科目:\(list.joined(separator: "、"))\(more)。")
    anomaly.lineNumber = first.lineNumber
    anomaly.submissionID = submission.header.id
    anomaly.suggestion = "请填报科目编码。"
    findings.append(anomaly)
  }
}
