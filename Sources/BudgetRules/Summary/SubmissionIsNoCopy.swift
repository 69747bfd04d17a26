public import BudgetDomain

/// U080. No unit hands in the rows of another, of this year or the last, nor its own of last year.
///
/// Units and years differ in every table; rows that are equal to the last digit were copied, or
/// belong to one unit that hands them in twice. A group and its only unit are not asked. Books of
/// few rows or few digits may be equal by chance, so they are not either. Both books count.
/// Severity: review. Source: 部门决算编报, 各单位分别编报.
public enum SubmissionIsNoCopy {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "U080", .review, version: 2, title: "与其他单位或上年报送的明细完全相同",
    english: "identical submissions of two units or years", source: "部门决算编报:各单位分别据实编报")

  /// Fewer equal rows may be chance.
  public static let leastLineCount = 5

  /// So many digits are equal by chance once in 10^12 books.
  public static let leastDigitCount = 12

  /// Whether rows say enough for another book with the same to be a copy: enough rows, and enough
  /// digits in amounts that differ, zeros at either end not counted.
  public static func isTelling(_ lines: [SubmittedLine]) -> Bool {
    guard lines.count >= leastLineCount else { return false }
    var seen: [UInt64] = []
    var digitCount = 0
    for line in lines {
      for measure in Measure.allCases {
        guard let number = line.amounts[measure].number, number.unscaled != 0 else { continue }
        var digits = number.unscaled.magnitude
        while digits % 10 == 0 { digits /= 10 }
        guard !seen.contains(digits) else { continue }
        seen.append(digits)
        while digits > 0 { (digits, digitCount) = (digits / 10, digitCount + 1) }
        if digitCount >= leastDigitCount { return true }
      }
    }
    return false
  }

  /// States that a submission has the rows of another one, of this year or the year before.
  public static func anomaly(
    _ header: SubmissionHeader, unitCode: String, equals other: SubmissionHeader,
    of otherCode: String, lineCount: Int
  ) -> Anomaly {
    var place = Place(year: header.year, unit: unitCode)
    place.kind = header.kind
    let isOwn = other.unit == header.unit
    let whose =
      (isOwn ? "本单位" : "单位 \(otherCode) ")
      + (other.year == header.year ? "" : "\(other.year.number) 年度")
    var anomaly = Anomaly(
      description, at: place,
      message: "报送 \(header.id) 的 \(lineCount) 行明细与\(whose)的报送 \(other.id) 完全相同。")
    anomaly.submissionID = header.id
    anomaly.suggestion =
      isOwn ? "请核对是否误将上年数据重新报送。" : "请核对是否误报了其他单位的数据,或同一单位重复编报。"
    return anomaly
  }
}
