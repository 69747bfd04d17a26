public import BudgetDomain

/// U110. What is found in one submission by itself can be listed: at most a thousand anomalies are.
///
/// A book with more is no book with a thousand slips: its rows were exported twice, moved, or are
/// another table's. Slips that are explained, whose corrections count elsewhere and which stand for
/// others, are listed first, then errors, then the rest; how many of each rule are not is said.
/// Severity: review; the submission counts as it does with fewer. Source: the bureau's own lists,
/// which somebody has to read.
public enum FindingsAreFew {
  /// How many anomalies of one submission are listed at most, without this one.
  public static let mostListed = 1_000

  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "U110", .review, title: "异常过多,未全部列出", english: "too many anomalies to list",
    source: "一份报送至多列出 \(mostListed) 条异常")

  /// The anomalies that are listed: where not all are, explained slips first, then errors.
  ///
  /// - Parameters:
  ///   - anomalies: All that were kept.
  ///   - unlisted: By rule: how many more were found.
  public static func listed(
    _ anomalies: [Anomaly], besides unlisted: [RuleCode: Int] = [:], of submission: SubmissionView
  ) -> [Anomaly] {
    listed(anomalies, besides: unlisted, of: submission.header, at: submission.place)
  }

  /// The same of anomalies that stand beside those of the submission by itself.
  ///
  /// - Parameter place: Where it is said that not all are listed.
  public static func listed(
    _ anomalies: [Anomaly], besides unlisted: [RuleCode: Int] = [:], of header: SubmissionHeader,
    at place: Place
  ) -> [Anomaly] {
    guard anomalies.count > mostListed || !unlisted.isEmpty else { return anomalies }
    let ranks = anomalies.map { anomaly in
      let isExplained = anomaly.cause != nil || anomaly.actualCorrectionFen != nil
      return isExplained ? 0 : 1 + anomaly.severity.rawValue
    }
    let order = anomalies.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    var counts = unlisted
    for place in order.dropFirst(mostListed) { counts[anomalies[place].rule, default: 0] += 1 }
    let listed = order.prefix(mostListed).map { anomalies[$0] }
    let words = counts.sorted { ($1.value, $0.key.text) < ($0.value, $1.key.text) }
      .map { "\($0.key.text) \($0.value) 条" }.joined(separator: "、")
    let more = counts.values.reduce(0, +)
    var anomaly = Anomaly(
      description, at: place,
      message: "报送 \(header.id) 共有异常 \(listed.count + more) 条,列出 \(listed.count) 条,"
        + "未列出的:\(words)。")
    anomaly.submissionID = header.id
    anomaly.suggestion = "请核对是否重复导入、错行或填错表,更正后重新报送。"
    return listed + [anomaly]
  }
}
