import BudgetDomain
import BudgetReport
import BudgetStore

/// The main table for one unit and year, for people, spreadsheets and programs.
struct SummaryReport {
  let rows: [SummaryRow]

  /// A table for a terminal with its unit in the head, as in the published books.
  func table(
    in amountUnit: AmountUnit, of year: Int, _ console: Console
  ) -> String {
    let language = console.language
    let format = NumberFormat(amountUnit: amountUnit)
    var table = TextTable(Self.columns(language))
    for row in rows {
      table.append(
        .init(
          [
            row.subjectCode, name(of: row, language), format.amount(row.initialBudget),
            format.amount(row.finalBudget), format.amount(row.actual),
            format.amount(row.priorActual), format.amount(row.change),
            NumberFormat.percent(row.changePercent), NumberFormat.percent(row.sharePercent),
            NumberFormat.percent(row.executionPercent),
          ], tone: row.subjectLevel == 0 ? .strong : nil))
    }
    return head(in: amountUnit, of: year, language) + "\n" + table.rendered(console.palette)
  }

  private static func columns(_ language: Language) -> [TextTable.Column] {
    [
      .words(Phrase("科目编码", "Subject")(language)), .words(Phrase("科目名称", "Name")(language)),
      .numbers(Phrase("年初预算", "Initial")(language)),
      .numbers(Phrase("全年预算", "Final")(language)), .numbers(Phrase("决算数", "Actual")(language)),
      .numbers(Phrase("上年决算", "Prior")(language)), .numbers(Phrase("增减", "Change")(language)),
      .numbers(Phrase("增减%", "Change %")(language)), .numbers(Phrase("占比%", "Share %")(language)),
      .numbers(Phrase("执行率%", "Executed %")(language)),
    ]
  }

  private func head(in amountUnit: AmountUnit, of year: Int, _ language: Language) -> String {
    let first = rows.first
    let unit = first.map { row in
      row.unitCode == "*"
        ? Phrase("全区", "whole district")(language)
        : visible("\(row.unitCode) \(row.unitName ?? "")")
    }
    let fund = first.map { Vocabulary.fund($0.fundType)(language) }
    let year = Phrase("\(year) 年度", "Fiscal year \(year)")(language)
    let measure = Phrase(
      "单位:\(amountUnit.chineseName)", "Unit: \(amountUnit == .yuan ? "yuan" : "10,000 yuan")")(
        language)
    return [year, unit, fund, measure].compactMap(\.self).joined(separator: "  ")
  }

  private func name(of row: SummaryRow, _ language: Language) -> String {
    switch row.subjectCode {
    case "*": Phrase("合计", "Total")(language)
    case "?": Phrase("无法识别的科目", "Unreadable codes")(language)
    default: row.subjectName ?? Phrase("(未列名)", "(not listed)")(language)
    }
  }
}

extension SummaryReport {
  /// The columns of the view, amounts in yuan.
  var csv: String {
    var table = CSVTable(header: rows.first?.fields.map(\.name) ?? SummaryRow.columnNames)
    for row in rows { table.append(row.fields.map(\.field)) }
    return table.text
  }

  /// One object a row with the columns of the view, amounts in yuan.
  var document: JSONValue { .array(rows.map { .object($0.fields.map { ($0.name, $0.value) }) }) }
}

extension SummaryRow {
  fileprivate static let columnNames = [
    "fiscal_year", "unit_code", "unit_name", "subject_code", "subject_name", "subject_level",
    "fund_type", "initial_budget", "final_budget", "actual", "basic_actual", "project_actual",
    "prior_actual", "change", "change_percent", "share_percent", "execution_percent",
    "execution_coverage_percent", "initial_complete", "final_complete", "unit_count",
    "line_count",
  ]

  fileprivate var fields: [TableField] {
    zip(
      Self.columnNames,
      [
        .int(fiscalYear), .text(unitCode), .text(unitName), .text(subjectCode),
        .text(subjectName), .int(subjectLevel), .text(fundType), .decimal(initialBudget),
        .decimal(finalBudget), .decimal(actual), .decimal(basicActual), .decimal(projectActual),
        .decimal(priorActual), .decimal(change), .decimal(changePercent), .decimal(sharePercent),
        .decimal(executionPercent), .decimal(executionCoveragePercent),
        initialComplete.map { .bool($0) } ?? .null, finalComplete.map { .bool($0) } ?? .null,
        .int(unitCount), .int(lineCount),
      ]
    ).map(TableField.init)
  }
}
