import BudgetDomain

/// C040. Section, fund, expenditure kind and income kind are words of the closed lists.
///
/// Only a bureau's own view can break this. The row counts as if it stated no fund or kind, but is
/// nobody's printed total for that; a row of an unknown section is left out. One word is listed
/// once a submission, with its rows: a view that was mapped wrongly has it in millions of them.
/// Severity: error. Source: contract of `intake.line`.
public struct WordIsListed: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "C040", .error, title: "用词不在规定之列", english: "word is in no list",
    source: "报送明细:部分、资金性质、支出性质、收入种类各有规定用词")

  /// The most rows that a message names.
  private static let largestList = 20

  /// The rule has no settings.
  public init() {}

  /// Appends an anomaly for each unknown word.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    guard !submission.unknownWords.isEmpty else { return }
    var order: [Place] = []
    var words: [Place: [UnknownWord]] = [:]
    for word in submission.unknownWords.sorted(by: { $0.lineNumber < $1.lineNumber }) {
      var place = submission.place
      place.section = word.section
      place.column = "\(word.column.rawValue)=\(word.word)"
      if words[place] == nil { order.append(place) }
      words[place, default: []].append(word)
    }
    for place in order { findings.append(anomaly(words[place] ?? [], place, submission)) }
  }

  private func anomaly(_ words: [UnknownWord], _ place: Place, _ submission: SubmissionView)
    -> Anomaly
  {
    let lines = words.prefix(Self.largestList).map { String($0.lineNumber) }
    let more = words.count > lines.count ? "等\(words.count)" : ""
    let column = words.first?.column ?? .section
    let effect = column == .section ? "未汇总" : "按未填汇总"
    var anomaly = Anomaly(
      Self.description, at: place,
      message: "第\(lines.joined(separator: "、"))\(more)行 \(column.rawValue) "
        + "为“\(words.first?.word ?? "")”,不在规定之列,\(effect)。")
    anomaly.lineNumber = words.first?.lineNumber
    anomaly.submissionID = submission.header.id
    anomaly.suggestion = "请改用规定的用词,或更正视图的对照。"
    return anomaly
  }
}
