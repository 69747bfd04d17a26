import BudgetDomain
import BudgetReport
import BudgetRules
import BudgetStore
import BudgetWorkbook
import PostgresClient

/// The anomalies of all years, the last year and the weightiest first, with the figures behind.
struct AnomalySheet {
  let frame: BookFrame

  static let content = Phrase(
    "每条异常:填报数与应在区间、可能原因、建议、所据各数、处理状态",
    "Every anomaly: stated figure and interval, likely cause, suggestion, evidence, status")

  func write(to workbook: Workbook, on connection: borrowing Connection) throws -> Sheet {
    let sheet = try Sheet(
      frame.head(
        Phrase("异常清单", "Anomalies"), Phrase("审核异常清单", "Anomalies"), .mixed,
        notes: [
          Phrase(
            "金额以元计,百分比与计数为原数,见“计量单位”一栏。"
              + "区间由其他各数的舍入范围推算;空白的界限表示没有界限。",
            "Amounts in yuan, percentages and counts as printed, as the column says. The interval"
              + " follows from the rounding of the other figures; an empty end is open."
              + " Findings are kept in Chinese, as the units read them.")
        ]),
      columns, frozenColumnCount: 6, in: workbook)
    let titles = Dictionary(
      RuleCatalogue.descriptions.map { ($0.code.text, $0.englishTitle) }
    ) { $1 }
    for year in frame.years.reversed() {
      let filter = AnomalyFilter(
        fiscalYear: year, unitCodes: try frame.unitCodes(in: year, on: connection))
      let kinds = try frame.submissionKinds(in: year, on: connection)
      for anomaly in try AnomalyReader.rows(filter, on: connection).rows {
        let kind = anomaly.submissionID.flatMap { kinds[$0] }
        try sheet.append(row(anomaly, titles, kind))
      }
    }
    return sheet
  }

  private var columns: [SheetColumn] {
    let say = frame.say
    return [
      SheetColumn(say(Phrase("编号", "Id")), .whole),
      SheetColumn(say(Phrase("程度", "Severity")), .words),
      SheetColumn(say(Phrase("状态", "Status")), .words),
      SheetColumn(say(Phrase("年度", "Year")), .whole),
      SheetColumn(say(Phrase("单位代码", "Unit code")), .words),
      SheetColumn(say(Phrase("单位名称", "Unit")), .prose(width: 20)),
      SheetColumn(say(Phrase("规则", "Rule")), .words),
      SheetColumn(say(Phrase("规则名称", "Title")), .prose(width: 22)),
      SheetColumn(say(Phrase("报送类型", "Submission")), .words),
      SheetColumn(say(Phrase("报送编号", "Number")), .whole),
      SheetColumn(say(Phrase("位置", "Place")), .prose(width: 20)),
      SheetColumn(say(Phrase("计量单位", "Measured in")), .words),
      SheetColumn(say(Phrase("填报数", "Stated")), .plain),
      SheetColumn(say(Phrase("应不小于", "At least")), .plain),
      SheetColumn(say(Phrase("应不大于", "At most")), .plain),
      SheetColumn(say(Phrase("相差", "Difference")), .plain),
      SheetColumn(say(Phrase("可能原因", "Likely cause")), .words),
      SheetColumn(say(Phrase("情况", "Finding")), .prose(width: 44)),
      SheetColumn(say(Phrase("建议", "Suggestion")), .prose(width: 30)),
      SheetColumn(say(Phrase("所据各数", "Evidence")), .prose(width: 40)),
      SheetColumn(say(Phrase("首次发布", "First seen")), .words),
    ]
  }

  private func row(
    _ anomaly: PublishedAnomaly, _ titles: [String: String], _ kind: String?
  ) throws -> SheetRow {
    let tone = Self.tone(ofSeverity: anomaly.severity)
    let title =
      switch frame.request.language {
      case .chinese: anomaly.title
      case .english: titles[anomaly.ruleCode] ?? anomaly.title
      }
    return SheetRow([
      .number(anomaly.anomalyID),
      .text(frame.say(Vocabulary.severity(anomaly.severity)), tone: tone),
      .text(
        frame.say(Vocabulary.anomalyStatus(anomaly.status)),
        tone: Self.tone(ofStatus: anomaly.status)),
      .number(anomaly.fiscalYear), .text(anomaly.unitCode == "*" ? nil : anomaly.unitCode),
      .text(anomaly.unitCode == "*" ? frame.unitName("*") : anomaly.unitName),
      .text(anomaly.ruleCode), .text(title),
      .text(kind.map { frame.say(Vocabulary.submissionKind($0)) }),
      .number(anomaly.submissionID), .text(anomaly.placeText(frame.request.language)),
      .text(try frame.unitOfMeasure(of: anomaly)),
      .number(anomaly.stated, tone: anomaly.stated == nil ? nil : tone),
      .number(anomaly.expectedLow), .number(anomaly.expectedHigh), .number(anomaly.difference),
      .text(anomaly.cause.map { frame.say(Vocabulary.cause($0)) }),
      .text(try frame.finding(anomaly.message, of: anomaly)),
      .text(try anomaly.suggestion.map { try frame.finding($0, of: anomaly) }),
      .lines(
        try anomaly.evidenceLines(frame.request.language, namesLines: false)),
      .text(String(anomaly.firstPublishedAt.prefix(10))),
    ])
  }

  private static func tone(ofSeverity name: String) -> SheetCell.Tone? {
    switch name {
    case "error": .bad
    case "review": .doubtful
    case "undetermined": .open
    default: .faint
    }
  }

  private static func tone(ofStatus name: String) -> SheetCell.Tone? {
    switch name {
    case "reopened": .bad
    case "explained", "accepted": .faint
    default: nil
    }
  }
}

extension BookFrame {
  /// The kind of each submission of a year that counts, or was tried last.
  func submissionKinds(
    in year: Int, on connection: borrowing Connection
  ) throws(PostgresError) -> [Int64: String] {
    let rows = try CoverageReader.rows(
      fiscalYear: year, unitCodes: nil, states: CoverageState.allCases.map(\.rawValue),
      on: connection)
    var kinds: [Int64: String] = [:]
    for row in rows {
      if let submission = row.submissionID { kinds[submission] = row.kind }
    }
    return kinds
  }

  /// What the stated figure and its interval are counted in.
  func unitOfMeasure(of anomaly: PublishedAnomaly) throws -> String? {
    guard anomaly.stated != nil else { return nil }
    switch try anomaly.measure() {
    case .percent: return "%"
    case .amount: return say(Phrase("元", "yuan"))
    case nil: return anomaly.section == nil ? nil : say(Phrase("元", "yuan"))
    case .count: return anomaly.countedIn.map(say)
    }
  }
}

extension PublishedAnomaly {
  /// What a count is of, as far as its name says.
  fileprivate var countedIn: Phrase? {
    guard let figure else { return nil }
    let parts = figure.split(separator: ".")
    if parts.first == "staff" || parts.last == "persons" { return Phrase("人", "persons") }
    if parts.first == "vehicle" { return Phrase("辆", "vehicles") }
    if parts.last == "groups" { return Phrase("个", "groups") }
    if parts.last == "batches" { return Phrase("批", "batches") }
    return nil
  }
}
