import BudgetDomain

/// T030. No amount is entered twice.
///
/// Rows alike in section, code, fund and kind whose amounts are all equal and not all zero may be
/// one row entered twice. Each is an amount of its own all the same, and counts. One anomaly for
/// each such group of rows, however far apart they stand.
/// Severity: review. Source: 部门决算报表, 明细不重不漏.
public struct RowIsEnteredOnce: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "T030", .review, title: "明细行可能重复", english: "row may be entered twice",
    source: "部门决算报表:明细不重不漏")

  /// The most lines that a message names.
  private static let largestList = 20

  /// The rule has no settings.
  public init() {}

  /// Appends an anomaly for each group of rows that are alike.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    var places = EqualPlaces()
    for table in submission.tables where table.isMoney {
      for measure in Measure.allCases where table.roles[measure].hasTwins {
        let column = TableColumn(submission, table, measure)
        for (index, lineNumbers) in column.alikeRows() {
          var place = submission.place(of: column.line(at: index))
          if let within = table.within { place.code = "\(within)/\(place.code ?? "")" }
          findings.append(
            anomaly(column.figure(at: index), lineNumbers, at: places.numbered(place), submission))
        }
      }
    }
  }

  private func anomaly(
    _ figure: PrintedFigure?, _ lineNumbers: [Int32], at place: Place, _ submission: SubmissionView
  ) -> Anomaly {
    let list = lineNumbers.prefix(Self.largestList).map(String.init).joined(separator: "、")
    let more = lineNumbers.count > Self.largestList ? "等\(lineNumbers.count)" : ""
    var anomaly = Anomaly(
      Self.description, at: place,
      message: "第\(list)\(more)行科目、资金性质、支出性质和各项金额均相同"
        + (figure.map { "(\(Wording.printed($0)))" } ?? "") + ",各自计入汇总,可能重复填报。")
    anomaly.lineNumber = lineNumbers.first
    anomaly.submissionID = submission.header.id
    anomaly.stated = figure.map { Wording.number($0.value, $0.dimension) }
    anomaly.suggestion = "请核对是否为同一笔支出;如为不同支出,请说明。"
    return anomaly
  }
}
