public import BudgetDomain

/// A030. The amounts of a year's submissions, each without its sign, add up within the bounds of
/// `Amount.largestYearFen`, and none has more rows than `SubmittedLine.mostOfSubmission`.
///
/// Where they do not, whole submissions are left out, the largest first, until the rest does: one
/// absurd book must not stop everybody's night, and its figures could not be published anyway.
/// Severity: error; nothing of the submission counts. Source: 财政总预算 of the whole country is
/// less than a thousandth of the bound.
public enum YearIsSummable {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "A030", .error, title: "报送过大,无法汇总", english: "submission is too large to add up",
    source: "金额以分为单位存储,全年各数绝对值之和不超过 64 位整数之半;一份报送至多一百万行")

  /// States that a submission was left out.
  ///
  /// - Parameter magnitudeFen: What its amounts add up to without their signs.
  public static func anomaly(
    _ header: SubmissionHeader, unitCode: String, magnitudeFen: Int128
  ) -> Anomaly {
    anomaly(
      header, unitCode,
      "各数绝对值之和达 \(magnitudeFen / 100) 元,与本年度其余报送相加超出可汇总的范围",
      suggestion: "请核对金额和金额单位后重新报送")
  }

  /// States that a submission was left out because of its rows.
  ///
  /// - Parameter lineCount: How many it has.
  public static func anomaly(
    _ header: SubmissionHeader, unitCode: String, lineCount: Int
  ) -> Anomaly {
    anomaly(
      header, unitCode,
      "共 \(lineCount) 行,超过一份报送至多 \(SubmittedLine.mostOfSubmission) 行的限度",
      suggestion: "请核对是否重复导入,按科目汇总后重新报送")
  }

  private static func anomaly(
    _ header: SubmissionHeader, _ unitCode: String, _ problem: String, suggestion: String
  ) -> Anomaly {
    var place = Place(year: header.year, unit: unitCode)
    place.kind = header.kind
    var anomaly = Anomaly(
      description, at: place, message: "报送 \(header.id) \(problem),整份未汇总。")
    anomaly.submissionID = header.id
    anomaly.suggestion = "\(suggestion);其余单位的汇总不受影响。"
    return anomaly
  }
}
