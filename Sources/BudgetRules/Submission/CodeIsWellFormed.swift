import BudgetDomain

/// C010. A functional code has 3, 5 or 7 digits, an economic code 3 or 5.
///
/// Severity: error; the money counts under the code's longest readable prefix, else under `?`.
/// Source: 政府收支分类科目, structure of codes.
public struct CodeIsWellFormed: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "C010", .error, title: "科目编码位数不对或无法识别",
    english: "subject code is malformed or missing", source: "政府收支分类科目:类3位、款5位、项7位")

  /// The rule has no settings.
  public init() {}

  /// Appends an anomaly for each code, as printed, that is none.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    var seen: Set<Place> = []
    for line in submission.lines where !isCode(line) {
      let place = submission.place(of: line)
      guard seen.insert(place).inserted else { continue }
      findings.append(anomaly(line, place, submission))
    }
  }

  private func isCode(_ line: SubmittedLine) -> Bool {
    switch line.section {
    case .functional: line.codeIsWellFormed
    case .economic: line.codeIsWellFormed && line.code.level != .item
    case .project, .income: true
    }
  }

  private func anomaly(_ line: SubmittedLine, _ place: Place, _ submission: SubmissionView)
    -> Anomaly
  {
    let written = submission.printedCode(of: line)
    let what =
      line.statesCode
      ? "编码“\(written)”不是有效的位数" : written.isEmpty ? "没有编码" : "只有名称“\(written)”而没有编码"
    var anomaly = Anomaly(
      Self.description, at: place,
      message: "第\(line.lineNumber)行\(what),金额暂计入 \(line.code)。")
    anomaly.lineNumber = line.lineNumber
    anomaly.submissionID = submission.header.id
    anomaly.suggestion = "请填写当年科目表中的编码。"
    return anomaly
  }
}
