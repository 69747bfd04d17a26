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
        Phrase("异常清单", "Anomalies"), Phrase("审核异常清单", "Anomalies"), .single,
        notes: [
          Phrase(
            "金额以元计,百分比与计数为原数。区间由其他各数的舍入范围推算;空白的界限表示没有界限。",
            "Amounts in yuan, percentages and counts as printed. The interval follows from the"
              + " rounding of the other figures; an empty end is open.")
        ]),
      columns, frozenColumnCount: 6, in: workbook)
    let titles = Dictionary(
      RuleCatalogue.descriptions.map { ($0.code.text, $0.englishTitle) }
    ) { $1 }
    for year in frame.years.reversed() {
      let filter = AnomalyFilter(
        fiscalYear: year, unitCodes: try frame.unitCodes(in: year, on: connection))
      for anomaly in try AnomalyReader.rows(filter, on: connection).rows {
        try sheet.append(row(anomaly, titles))
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
      SheetColumn(say(Phrase("位置", "Place")), .prose(width: 20)),
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

  private func row(_ anomaly: PublishedAnomaly, _ titles: [String: String]) throws -> SheetRow {
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
      .text(anomaly.ruleCode), .text(title), .text(frame.place(of: anomaly)),
      .number(anomaly.stated, tone: anomaly.stated == nil ? nil : tone),
      .number(anomaly.expectedLow), .number(anomaly.expectedHigh), .number(anomaly.difference),
      .text(anomaly.cause.map { frame.say(Vocabulary.cause($0)) }), .text(anomaly.message),
      .text(anomaly.suggestion), .lines(try anomaly.evidenceLines(frame.request.language)),
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
  /// Where in its unit's year an anomaly stands: figure or section, code, line.
  func place(of anomaly: PublishedAnomaly) -> String {
    let section = anomaly.section.map { say(Vocabulary.section($0)) }
    let line = anomaly.lineNumber.map { say(Phrase("第 \($0) 行", "line \($0)")) }
    return [anomaly.figure ?? section, anomaly.subjectCode, line].compactMap(\.self)
      .joined(separator: " ")
  }
}
