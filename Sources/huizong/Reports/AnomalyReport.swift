import BudgetDomain
import BudgetReport
import BudgetRules
import BudgetStore

/// The list of anomalies, for people, spreadsheets and programs.
struct AnomalyReport {
  let rows: [PublishedAnomaly]

  /// A table for a terminal: both figures, the interval, and below each row what is wrong.
  func table(_ console: Console) -> String {
    let language = console.language
    var table = TextTable([
      .numbers(Phrase("编号", "Id")(language)), .words(Phrase("程度", "Severity")(language)),
      .words(Phrase("状态", "Status")(language)),
      .words(Phrase("规则", "Rule")(language)), .numbers(Phrase("年度", "Year")(language)),
      .words(Phrase("单位", "Unit")(language)), .words(Phrase("位置", "Place")(language)),
      .numbers(Phrase("填报数", "Stated")(language)),
      .numbers(Phrase("应在区间", "Expected")(language)),
      .numbers(Phrase("相差", "Difference")(language)),
    ])
    for row in rows {
      table.append(
        .init(
          [
            String(row.anomalyID), Vocabulary.severity(row.severity)(language),
            Vocabulary.anomalyStatus(row.status)(language), row.ruleCode,
            String(row.fiscalYear), row.unitText, row.placeText(language),
            NumberFormat.plain(row.stated),
            NumberFormat.interval(row.expectedLow, row.expectedHigh),
            NumberFormat.plain(row.difference),
          ], note: row.message, tone: Vocabulary.tone(ofSeverity: row.severity)))
    }
    return table.rendered(console.palette, width: console.width)
  }

  /// Every anomaly in full.
  func pages(_ console: Console) throws -> String {
    try rows.map { try AnomalyPage(row: $0).text(console) }.joined(separator: "\n")
  }
}

extension PublishedAnomaly {
  /// The unit's code and name.
  var unitText: String { [unitCode, unitName].compactMap(\.self).joined(separator: " ") }

  /// Where in the unit's year it stands: figure or section, code, line.
  func placeText(_ language: Language) -> String {
    let figure = figure.map { figure in
      let name = FigureName(figure)
      return Phrase(FigureLabel.chinese(for: name), FigureLabel.english(for: name))(language)
    }
    let section = section.map { Vocabulary.section($0)(language) }
    let line = lineNumber.map { Phrase("第 \($0) 行", "line \($0)")(language) }
    return [figure ?? section, subjectCode, line].compactMap(\.self).joined(separator: " ")
  }
}

extension AnomalyReport {
  /// The columns of the view.
  var csv: String {
    var table = CSVTable(header: PublishedAnomaly.columnNames)
    for row in rows { table.append(row.fields.map(\.field)) }
    return table.text
  }

  /// One object a row with the columns of the view.
  var document: JSONValue { .array(rows.map { .object($0.fields.map { ($0.name, $0.value) }) }) }
}

extension PublishedAnomaly {
  fileprivate static let columnNames = [
    "anomaly_id", "rule_code", "severity", "fiscal_year", "unit_code", "unit_name",
    "subject_code", "figure", "section", "line_no", "submission_id", "title", "message",
    "stated", "expected_low", "expected_high", "difference", "cause", "suggestion", "status",
    "first_published_at", "evidence", "rule_version", "first_publication_id",
    "last_publication_id", "last_published_at", "answers",
  ]

  fileprivate var fields: [TableField] {
    zip(
      Self.columnNames,
      [
        .int(anomalyID), .text(ruleCode), .text(severity), .int(fiscalYear), .text(unitCode),
        .text(unitName), .text(subjectCode), .text(figure), .text(section), .int(lineNumber),
        .int(submissionID), .text(title), .text(message), .decimal(stated),
        .decimal(expectedLow), .decimal(expectedHigh), .decimal(difference), .text(cause),
        .text(suggestion), .text(status), .text(firstPublishedAt), .document(evidence),
        .int(ruleVersion), .int(firstPublicationID), .int(lastPublicationID),
        .text(lastPublishedAt), .document(answers),
      ]
    ).map(TableField.init)
  }
}
