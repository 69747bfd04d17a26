public import BudgetDomain

/// U080. No two units hand in the same rows.
///
/// Units differ in every table; rows that are equal to the last digit were copied, or belong to
/// one unit that hands them in twice. A group and its only unit are not asked. Both books count.
/// Severity: review. Source: 部门决算编报, 各单位分别编报.
public enum SubmissionIsNoCopy {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "U080", .review, title: "与其他单位报送的明细完全相同",
    english: "identical submissions of two units", source: "部门决算编报:各单位分别据实编报")

  /// Fewer equal rows may be chance.
  public static let leastLineCount = 5

  /// States that a submission has the rows of another unit's.
  public static func anomaly(
    _ header: SubmissionHeader, unitCode: String, equals other: SubmissionHeader,
    of otherCode: String, lineCount: Int
  ) -> Anomaly {
    var place = Place(year: header.year, unit: unitCode)
    place.kind = header.kind
    var anomaly = Anomaly(
      description, at: place,
      message: "报送 \(header.id) 的 \(lineCount) 行明细与单位 \(otherCode) 的报送 \(other.id) 完全相同。")
    anomaly.submissionID = header.id
    anomaly.suggestion = "请核对是否误报了其他单位的数据,或同一单位重复编报。"
    return anomaly
  }
}
