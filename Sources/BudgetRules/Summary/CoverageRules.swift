public import BudgetDomain

/// The rules about who handed in what; coverage decides, these only state.
public enum CoverageRules {
  /// U010. A unit that submits stands in the tree of the year.
  ///
  /// Severity: error; its money is excluded from the summary. Source: 部门决算编报范围.
  public static let unknownUnit = RuleDescription(
    "U010", .error, title: "报送单位不在本年度单位目录中",
    english: "submitting unit is not in the year's unit tree", source: "部门决算编报范围:全部预算单位")

  /// U020. Every unit that has to hands in its final account or self-evaluation.
  ///
  /// Severity: review. Source: 部门决算编报时限.
  public static let missingSubmission = RuleDescription(
    "U020", .review, title: "应报未报", english: "expected submission is missing",
    source: "部门决算编报范围和时限")

  /// U030. A unit, year and kind have one submission of each revision.
  ///
  /// Only a bureau's own view can break this; the greater submission id counts.
  /// Severity: error. Source: contract of `intake.submission`.
  public static let equalRevisions = RuleDescription(
    "U030", .error, title: "同一单位、年度、类型有相同版次的报送", english: "equal revisions of one submission",
    source: "报送登记:单位、年度、类型、版次唯一")

  /// U050. The unit above a unit stands in the tree of the year.
  ///
  /// Severity: review; the unit is taken as one right under the district. Source: 单位目录.
  public static let orphanUnit = RuleDescription(
    "U050", .review, title: "上级单位不在本年度单位目录中", english: "parent unit is not in the year's tree",
    source: "单位目录:上级单位须在同年度有效")

  /// U060. Kind, status and amount unit of a submission are words of the closed lists.
  ///
  /// Only a bureau's own view can break this; the submission does not count.
  /// Severity: error. Source: contract of `intake.submission`.
  public static let unreadableSubmission = RuleDescription(
    "U060", .error, title: "报送登记无法识别", english: "head of a submission cannot be read",
    source: "报送登记:类型、状态、金额单位各有规定用词")

  /// U070. A submission is handed in by the day that it is due.
  ///
  /// Severity: info; it counts. Source: 部门决算编报时限.
  public static let lateSubmission = RuleDescription(
    "U070", .info, title: "逾期报送", english: "submission is late", source: "部门决算编报时限")

  /// U100. A submission that counts states something: a row, or a figure.
  ///
  /// One whose rows were lost while they were loaded looks like this, and the unit is missing from
  /// every sum though it handed in.
  /// Severity: error. Source: 部门决算应当全面、完整.
  public static let emptySubmission = RuleDescription(
    "U100", .error, title: "报送没有内容", english: "submission that counts states nothing",
    source: "部门决算编报要求:全面、完整,没有收支的也须按零填列")

  /// States one of these anomalies.
  public static func anomaly(
    _ rule: RuleDescription, at place: Place, message: String, submission: Int64? = nil,
    suggestion: String? = nil
  ) -> Anomaly {
    var anomaly = Anomaly(rule, at: place, message: message)
    anomaly.submissionID = submission
    anomaly.suggestion = suggestion
    return anomaly
  }
}
