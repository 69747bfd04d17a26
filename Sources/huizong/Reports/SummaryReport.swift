import BudgetDomain
import BudgetReport
import BudgetStore

/// The main table for one unit and year, for people, spreadsheets and programs.
struct SummaryReport {
  let rows: [SummaryRow]
  /// Whether the rows are restated to the newest year.
  var isComparable = false
  /// Whether they are of several years.
  var hasYears = false

  /// A table for a terminal with its unit in the head, as in the published books.
  func table(
    in amountUnit: AmountUnit, of year: Int, _ console: Console
  ) -> String {
    let language = console.language
    let format = NumberFormat(amountUnit: amountUnit)
    var table = TextTable(columns(language))
    for row in rows {
      let comparability = row.comparison.map {
        [Self.comparability($0)(language), $0.family]
      }
      table.append(
        .init(
          (hasYears ? [String(row.fiscalYear)] : []) + [
            row.subjectCode, name(of: row, language), format.amount(row.initialBudget),
            format.amount(row.finalBudget), format.amount(row.actual),
            format.amount(row.priorActual), format.amount(row.change),
            NumberFormat.percent(row.changePercent), NumberFormat.percent(row.sharePercent),
            NumberFormat.percent(row.executionPercent),
          ] + eliminations.map { format.amount(row.eliminated[keyPath: $0.amount]) }
            + (comparability ?? []), tone: tone(of: row)))
    }
    let head = head(in: amountUnit, of: year, language)
    return head + "\n" + table.rendered(console.palette, width: console.width)
      + roundingNote(amountUnit, language) + staleNote(language)
  }

  private func tone(of row: SummaryRow) -> Palette.Tone? {
    let grades = [row.comparison?.comparability, row.comparison?.priorComparability]
    if grades.contains("broken") { return .bad }
    if grades.contains("estimated") { return .doubtful }
    return row.subjectLevel == 0 && !hasYears ? .strong : nil
  }

  /// How a figure compares and, where that is worse than exactly, the one that its change rests on.
  private static func comparability(_ row: ComparisonRow) -> Phrase {
    let own = Vocabulary.comparability(row.comparability)
    guard let prior = row.priorComparability, prior != "exact" else { return own }
    let before = Vocabulary.comparability(prior)
    return Phrase(
      "\(own(.chinese)),上年\(before(.chinese))", "\(own(.english)), prior \(before(.english))")
  }

  /// Says where years were restated by what held when they were run.
  private func staleNote(_ language: Language) -> String {
    let years = Set(rows.filter { $0.comparison?.isCurrent == false }.map(\.fiscalYear)).sorted()
    guard !years.isEmpty else { return "" }
    let named = years.map { String($0) }.joined(separator: ", ")
    return Phrase(
      "注意:\(named) 年度按较早的对照换算,全部年度运行后更新。\n",
      "Note: \(named) as restated by an earlier crosswalk; a run of all years renews them.\n")(
        language)
  }

  private func columns(_ language: Language) -> [TextTable.Column] {
    let year: [TextTable.Column] = hasYears ? [.words(Phrase("年度", "Year")(language))] : []
    let comparison: [TextTable.Column] =
      isComparable
      ? [
        .words(Phrase("可比性", "Comparable")(language)), .words(Phrase("所属族", "Family")(language)),
      ] : []
    let eliminations = eliminations.map { TextTable.Column.numbers($0.title(language)) }
    return year + Self.figures(language) + eliminations + comparison
  }

  /// The measures of which anything was eliminated; mostly none.
  private var eliminations: [(title: Phrase, amount: KeyPath<MeasureTexts, String?>)] {
    [
      (Phrase("抵销年初", "Elim. initial"), \MeasureTexts.initial),
      (Phrase("抵销全年", "Elim. final"), \MeasureTexts.final),
      (Phrase("抵销决算", "Elim. actual"), \MeasureTexts.actual),
    ].filter { _, amount in
      rows.contains { row in
        row.eliminated[keyPath: amount].map { $0 != "0.00" } ?? false
      }
    }
  }

  private static func figures(_ language: Language) -> [TextTable.Column] {
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
    let unit = first.map { Vocabulary.unit($0.unitCode, $0.unitName)(language) }
    let fund = first.map { Vocabulary.fund($0.fundType)(language) }
    let baseYear = first?.comparison?.baseYear
    let year =
      hasYears
      ? Phrase("各年度", "By fiscal year")(language)
      : Phrase("\(year) 年度", "Fiscal year \(year)")(language)
    let base = baseYear.map {
      Phrase("可比口径:\($0) 年度的科目和单位", "restated to the subjects and units of \($0)")(language)
    }
    let measure = Vocabulary.amounts(in: amountUnit)(language)
    return [year, base, unit, fund, measure].compactMap(\.self).joined(separator: "  ")
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
    let names = isComparable ? SummaryRow.comparableNames : SummaryRow.columnNames
    var table = CSVTable(header: rows.first?.fields.map(\.name) ?? names)
    for row in rows { table.append(row.fields.map(\.field)) }
    return table.text
  }

  /// One object a row with the columns of the view, amounts in yuan.
  var document: JSONValue { .array(rows.map { .object($0.fields.map { ($0.name, $0.value) }) }) }
}

extension SummaryRow {
  private static let commonNames = [
    "fiscal_year", "unit_code", "unit_name", "subject_code", "subject_name", "subject_level",
    "fund_type", "initial_budget", "final_budget", "actual", "basic_actual", "project_actual",
    "prior_actual", "change", "change_percent", "share_percent", "execution_percent",
    "eliminated_initial", "eliminated_final", "eliminated_actual",
  ]
  fileprivate static let columnNames =
    commonNames + [
      "execution_coverage_percent", "initial_complete", "final_complete", "unit_count",
      "line_count",
    ]
  fileprivate static let comparableNames =
    commonNames + ["comparability", "family", "base_year", "is_current", "prior_comparability"]

  fileprivate var fields: [TableField] {
    let common: [JSONValue] = [
      .int(fiscalYear), .text(unitCode), .text(unitName), .text(subjectCode),
      .text(subjectName), .int(subjectLevel), .text(fundType), .decimal(initialBudget),
      .decimal(finalBudget), .decimal(actual), .decimal(basicActual), .decimal(projectActual),
      .decimal(priorActual), .decimal(change), .decimal(changePercent), .decimal(sharePercent),
      .decimal(executionPercent), .decimal(eliminated.initial), .decimal(eliminated.final),
      .decimal(eliminated.actual),
    ]
    guard let comparison else {
      let rest: [JSONValue] = [
        .decimal(executionCoveragePercent), initialComplete.map { .bool($0) } ?? .null,
        finalComplete.map { .bool($0) } ?? .null, .int(unitCount), .int(lineCount),
      ]
      return zip(Self.columnNames, common + rest).map(TableField.init)
    }
    let rest: [JSONValue] = [
      .text(comparison.comparability), .text(comparison.family), .int(comparison.baseYear),
      .bool(comparison.isCurrent), .text(comparison.priorComparability),
    ]
    return zip(Self.comparableNames, common + rest).map(TableField.init)
  }
}
