import BudgetDomain
import BudgetReport
import BudgetStore
import BudgetWorkbook
import PostgresClient

/// What a unit has to answer: its open anomalies as questions, with room for the answers.
struct ReturnSheet {
  let frame: BookFrame

  /// Info is for the bureau; what is explained or accepted has its answer.
  private static let severities: Set = ["error", "review", "undetermined"]
  private static let statuses: Set = ["new", "open", "reopened"]

  /// - Returns: The sheet, not yet finished, and how many questions it has.
  func write(
    to workbook: Workbook, on connection: borrowing Connection
  ) throws -> (Sheet, count: Int) {
    let sheet = try Sheet(
      head, columns, frozenColumnCount: 1, isFiltered: false, isProtected: true, in: workbook)
    for year in frame.years.reversed() {
      let filter = AnomalyFilter(
        fiscalYear: year, unitCodes: try frame.unitCodes(in: year, on: connection))
      let kinds = try frame.submissionKinds(in: year, on: connection)
      for anomaly in try AnomalyReader.rows(filter, on: connection).rows
      where Self.severities.contains(anomaly.severity) && Self.statuses.contains(anomaly.status)
        && UnitQuestion.isOfUnit(anomaly)
      {
        try sheet.append(row(anomaly, kinds))
      }
    }
    let count = sheet.rowCount
    for label in signatures { try sheet.append(line(for: label)) }
    return (sheet, count)
  }

  private var head: SheetHead {
    frame.head(
      Phrase("待答复", "Questions"), Phrase("审核疑问答复表", "Questions on submitted figures"), .mixed,
      notes: [
        Phrase(
          "请在“答复”一栏逐条说明,或注明已更正重报,填妥后退回;编号请勿改动。"
            + "填报数与区间的计量单位见该栏,金额以元计。",
          "Please answer each line in the last column, or say that it was corrected and submitted"
            + " again, and send this back. A column says what figure and interval are counted in;"
            + " amounts are in yuan. Questions are in Chinese, as the units read them.")
      ])
  }

  private var columns: [SheetColumn] {
    let say = frame.say
    return [
      SheetColumn(say(Phrase("编号", "Id")), .whole),
      SheetColumn(say(Phrase("年度", "Year")), .whole),
      SheetColumn(say(Phrase("单位", "Unit")), .prose(width: 14)),
      SheetColumn(say(Phrase("报送", "Submission")), .prose(width: 12)),
      SheetColumn(say(Phrase("位置", "Place")), .prose(width: 16)),
      SheetColumn(say(Phrase("填报数", "Stated")), .plain),
      SheetColumn(say(Phrase("应在区间", "Expected")), .prose(width: 15)),
      SheetColumn(say(Phrase("计量单位", "Measured in")), .words),
      SheetColumn(say(Phrase("所据各数", "Figures behind it")), .prose(width: 30)),
      SheetColumn(say(Phrase("可能原因", "Likely cause")), .prose(width: 12)),
      SheetColumn(say(Phrase("问题", "Question")), .prose(width: 36)),
      SheetColumn(say(Phrase("答复", "Answer")), .answer(width: 36)),
    ]
  }

  private func row(
    _ anomaly: PublishedAnomaly, _ kinds: [Int64: String]
  ) throws -> SheetRow {
    let unit = [anomaly.unitCode, anomaly.unitName].compactMap(\.self).joined(separator: " ")
    let questions = try [
      anomaly.message, UnitQuestion.suggestion(of: anomaly), question(anomaly),
    ].compactMap { try $0.map { try frame.finding($0, of: anomaly) } }
    return SheetRow([
      .number(anomaly.anomalyID), .number(anomaly.fiscalYear), .text(unit),
      .lines(submission(of: anomaly, kinds)), .text(anomaly.placeText(frame.request.language)),
      .number(anomaly.stated), .text(interval(anomaly)),
      .text(try frame.unitOfMeasure(of: anomaly)),
      .lines(try anomaly.evidenceLines(frame.request.language, namesLines: false)),
      .text(anomaly.cause.map { frame.say(Vocabulary.cause($0)) }), .lines(questions), .empty,
    ])
  }

  /// Which submission the unit has to look up: its kind and number.
  private func submission(of anomaly: PublishedAnomaly, _ kinds: [Int64: String]) -> [String] {
    guard let number = anomaly.submissionID else { return [] }
    let kind = kinds[number].map { frame.say(Vocabulary.submissionKind($0)) }
    let named = frame.say(Phrase("编号 \(number)", "number \(number)"))
    return [kind, named].compactMap(\.self)
  }

  /// Between which numbers the figure would have to be, as far as there are such.
  private func interval(_ anomaly: PublishedAnomaly) -> String? {
    func shown(_ digits: String) -> String {
      ExactDecimal(digits)?.trimmed.text(groupingThousands: true) ?? digits
    }
    return switch (anomaly.expectedLow.map(shown), anomaly.expectedHigh.map(shown)) {
    case (let low?, let high?): low == high ? low : "\(low) ~ \(high)"
    case (let low?, nil): "≥ \(low)"
    case (nil, let high?): "≤ \(high)"
    case (nil, nil): nil
    }
  }

  /// What is asked beyond the suggestion, which mostly is a question itself.
  private func question(_ anomaly: PublishedAnomaly) -> String? {
    let phrase: Phrase? =
      switch (anomaly.status, anomaly.severity) {
      case ("reopened", _):
        Phrase("此前的说明已不适用,请重新说明。", "Your earlier answer no longer holds: please answer again.")
      case (_, "error"): Phrase("应更正哪一个数?", "Which figure has to be corrected?")
      default: anomaly.suggestion == nil ? Phrase("请说明原因。", "Please explain.") : nil
      }
    return phrase.map(frame.say)
  }

  /// Who answers, below the questions.
  private var signatures: [String] {
    [
      Phrase("填表人、电话", "Answered by, telephone"), Phrase("单位负责人", "Head of the unit"),
      Phrase("日期", "Date"),
    ].map(frame.say)
  }

  private func line(for label: String) -> SheetRow {
    var cells = [SheetCell](repeating: .empty, count: columns.count)
    cells[columns.count - 2] = .text(label)
    return SheetRow(cells, weight: .strong)
  }
}
