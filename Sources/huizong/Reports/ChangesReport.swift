import BudgetDomain
import BudgetReport
import BudgetStore

/// What changed between two publications, for people, spreadsheets and programs.
struct ChangesReport {
  let from: PublicationRow
  let to: PublicationRow
  let filter: ChangeFilter
  let list: ChangeList

  /// How many figures the rows are of.
  var shownCount: Int { Set(list.rows.map(\.number)).count }

  /// A table of the figures with a row for each cause, and one of the total by cause.
  func table(in amountUnit: AmountUnit, _ console: Console) -> String {
    let language = console.language
    let format = NumberFormat(amountUnit: amountUnit)
    var table = TextTable([
      .words(Phrase("年度", "Year")(language)), .words(Phrase("单位", "Unit")(language)),
      .words(Phrase("科目", "Subject")(language)), .words(Phrase("指标", "Measure")(language)),
      .numbers(Phrase("改动前", "Before")(language)), .numbers(Phrase("改动后", "After")(language)),
      .numbers(Phrase("变动", "Change")(language)), .words(Phrase("原因", "Cause")(language)),
    ])
    var last: Int64?
    for row in list.rows {
      let figure = [
        String(row.fiscalYear), Vocabulary.unit(row.unitCode, row.unitName)(language),
        subject(row.subjectCode, row.subjectName, language),
        Vocabulary.measure(row.measure)(language), format.amount(row.before),
        format.amount(row.after),
      ]
      // The further causes of a figure stand below its first one.
      table.append(
        .init(
          (row.number == last ? figure.map { _ in "" } : figure) + [
            format.amount(row.difference), Vocabulary.changeCause(row.cause)(language),
          ], tone: Vocabulary.tone(ofChangeCause: row.cause)))
      last = row.number
    }
    return head(amountUnit, language) + "\n" + table.rendered(console.palette, width: console.width)
      + "\n"
      + totals(format, console) + roundingNote(amountUnit, language)
  }

  private func totals(_ format: NumberFormat, _ console: Console) -> String {
    let language = console.language
    let measures = ["initial_budget", "final_budget", "actual"]
    var table = TextTable(
      [.words(totalled(language))]
        + measures.map { .numbers(Vocabulary.measure($0)(language)) })
    let causes = Set(list.totals.compactMap(\.cause)).sorted().map { String?.some($0) }
    for cause in causes + [nil] {
      let differences = measures.map { measure in
        list.totals.first { $0.cause == cause && $0.measure == measure }?.difference ?? "0.00"
      }
      let title = cause.map { Vocabulary.changeCause($0) } ?? Phrase("合计", "Sum")
      table.append(
        .init(
          [title(language)] + differences.map { format.amount($0) },
          tone: cause == nil ? .strong : nil))
    }
    return table.rendered(console.palette, width: console.width)
  }

  /// What the total is of.
  private func totalled(_ language: Language) -> String {
    let unit = filter.unitCode ?? "*"
    let subject = filter.subjectCode ?? "*"
    let unitName = list.rows.first { $0.unitCode == unit }?.unitName
    let subjectName = list.rows.first { $0.subjectCode == subject }?.subjectName
    return [
      Vocabulary.unit(unit, unitName)(language), self.subject(subject, subjectName, language),
    ]
    .joined(separator: " ")
  }

  private func head(_ amountUnit: AmountUnit, _ language: Language) -> String {
    let between = Phrase(
      "从发布 \(from.publicationID)(\(from.publishedAt))"
        + "到发布 \(to.publicationID)(\(to.publishedAt))",
      "From publication \(from.publicationID) (\(from.publishedAt)) "
        + "to \(to.publicationID) (\(to.publishedAt))")(language)
    let years =
      filter.fiscalYear.map { Phrase("\($0) 年度", "fiscal year \($0)") }
      ?? Phrase("各年度", "all years")
    let series = filter.isComparable ? Phrase("可比口径", "restated")(language) : nil
    return [
      between, years(language), series, Vocabulary.fund(filter.fundType)(language),
      Vocabulary.amounts(in: amountUnit)(language),
    ].compactMap(\.self).joined(separator: "  ")
  }

  private func subject(_ code: String, _ name: String?, _ language: Language) -> String {
    Vocabulary.subject(code, name, whole: Phrase("全部科目", "all subjects"))(language)
  }
}

extension ChangesReport {
  /// The changes with the columns of the function, amounts in yuan.
  var csv: String {
    var table = CSVTable(header: ChangeRow.names)
    for row in list.rows { table.append(row.fields.map(\.field)) }
    return table.text
  }

  /// The two publications, the total by cause, and the changes, amounts in yuan.
  var members: [(key: String, value: JSONValue)] {
    [
      ("from", from.document), ("to", to.document), ("figure_count", .int(list.cellCount)),
      (
        "totals",
        .array(
          list.totals.map { total in
            .object([
              ("measure", .text(total.measure)), ("cause", .text(total.cause)),
              ("difference", .decimal(total.difference)),
            ])
          })
      ),
      ("rows", .array(list.rows.map { .object($0.fields.map { ($0.name, $0.value) }) })),
    ]
  }
}

extension ChangeRow {
  fileprivate static let names = [
    "fiscal_year", "unit_code", "unit_name", "subject_code", "subject_name", "subject_level",
    "measure", "cause", "before", "after", "difference",
  ]

  fileprivate var fields: [TableField] {
    let values: [JSONValue] = [
      .int(fiscalYear), .text(unitCode), .text(unitName), .text(subjectCode), .text(subjectName),
      .int(subjectLevel), .text(measure), .text(cause), .decimal(before), .decimal(after),
      .decimal(difference),
    ]
    return zip(Self.names, values).map(TableField.init)
  }
}
