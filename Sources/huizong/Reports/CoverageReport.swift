import BudgetDomain
import BudgetReport
import BudgetStore

/// Who handed in what, for people, spreadsheets and programs.
struct CoverageReport {
  let rows: [CoverageRow]
  let counts: [CoverageCount]

  /// How many submissions of each year and kind stand how.
  func countTable(_ console: Console) -> String {
    let language = console.language
    let states = CoverageState.allCases.map(\.rawValue)
    var table = TextTable(
      [
        .numbers(Phrase("年度", "Year")(language)), .words(Phrase("类型", "Kind")(language)),
      ] + states.map { .numbers(Vocabulary.coverageState($0)(language)) })
    var seen: [String] = []
    for count in counts where !seen.contains("\(count.fiscalYear) \(count.kind)") {
      seen.append("\(count.fiscalYear) \(count.kind)")
      let numbers = states.map { state in
        counts.first {
          $0.fiscalYear == count.fiscalYear && $0.kind == count.kind && $0.state == state
        }.map { String($0.count) } ?? ""
      }
      table.append(
        .init(
          [String(count.fiscalYear), Vocabulary.submissionKind(count.kind)(language)] + numbers))
    }
    return table.rendered(console.palette, width: console.width)
  }

  /// The rows, one a submission.
  func table(_ console: Console) -> String {
    let language = console.language
    var table = TextTable([
      .numbers(Phrase("年度", "Year")(language)), .words(Phrase("单位", "Unit")(language)),
      .words(Phrase("名称", "Name")(language)), .words(Phrase("类型", "Kind")(language)),
      .words(Phrase("状态", "State")(language)), .words(Phrase("说明", "Reason")(language)),
    ])
    for row in rows {
      table.append(
        .init([
          String(row.fiscalYear), row.unitCode, row.unitName ?? "",
          Vocabulary.submissionKind(row.kind)(language),
          Vocabulary.coverageState(row.state)(language), row.reason ?? "",
        ]))
    }
    return table.rendered(console.palette, width: console.width)
  }

  /// The columns of the view.
  var csv: String {
    var table = CSVTable(header: CoverageRow.columnNames)
    for row in rows { table.append(row.fields.map(\.field)) }
    return table.text
  }

  /// One object a row with the columns of the view.
  var document: JSONValue { .array(rows.map { .object($0.fields.map { ($0.name, $0.value) }) }) }

  /// One object a year, kind and state.
  var countDocument: JSONValue {
    .array(
      counts.map {
        .object([
          ("fiscal_year", .int($0.fiscalYear)), ("kind", .text($0.kind)),
          ("state", .text($0.state)), ("count", .int($0.count)),
        ])
      })
  }
}

extension CoverageRow {
  fileprivate static let columnNames = [
    "fiscal_year", "unit_code", "unit_name", "kind", "state", "submission_id", "reason",
  ]

  fileprivate var fields: [TableField] {
    zip(
      Self.columnNames,
      [
        .int(fiscalYear), .text(unitCode), .text(unitName), .text(kind), .text(state),
        .int(submissionID), .text(reason),
      ]
    ).map(TableField.init)
  }
}
