import BudgetReport
import BudgetStore

extension ExplanationReport {
  /// The parts with the columns of the function, amounts in yuan.
  var csv: String {
    let rows = (explanation?.parts ?? []).map { fields(of: $0) }
    var table = CSVTable(header: rows.first?.map(\.name) ?? names)
    for row in rows { table.append(row.map(\.field)) }
    return table.text
  }

  /// The parts, their sum, and the figure as published, amounts in yuan.
  var members: [(key: String, value: JSONValue)] {
    [
      ("unit_name", .text(explanation?.unitName)),
      ("subject_name", .text(explanation?.subjectName)),
      ("published", explanation?.published.document ?? .null),
      ("sum", explanation?.sum.document ?? .null),
      (
        "rows",
        .array(
          (explanation?.parts ?? []).map { part in
            .object(fields(of: part).map { ($0.name, $0.value) })
          })
      ),
    ]
  }

  private var names: [String] {
    let amounts = ["initial_budget", "final_budget", "actual"]
    let lines = [
      "counterparty", "submission_id", "submission_kind", "revision", "line_no", "printed_code",
      "expenditure_kind", "role", "stated_initial", "stated_final", "stated_actual",
      "amount_unit", "is_superseded",
    ]
    let shares = [
      "unit_share", "subject_share", "succession", "reported_initial", "reported_final",
      "reported_actual",
    ]
    let place = ["part", "unit_code", "unit_name", "subject_code", "subject_name", "fund_type"]
    switch request.way {
    case .parts: return place + ["counterparty", "submission_id", "line_no"] + amounts
    case .lines: return place + lines + amounts
    case .comparable: return place + ["to_subject"] + shares + amounts
    case .comparableLines: return place + ["to_unit", "to_subject"] + shares + lines + amounts
    }
  }

  private func fields(of part: ExplainedPart) -> [TableField] {
    let place: [JSONValue] = [
      .text(part.part), .text(part.unitCode), .text(part.unitName), .text(part.subjectCode),
      .text(part.subjectName), .text(part.fundType),
    ]
    let rest: [JSONValue]
    switch request.way {
    case .parts:
      rest = [.text(part.counterparty), .int(part.line?.submissionID), .int(part.line?.lineNumber)]
    case .lines: rest = [.text(part.counterparty)] + values(of: part.line)
    case .comparable: rest = values(of: part.restated)
    case .comparableLines:
      rest =
        [.text(part.restated?.unitCode)] + values(of: part.restated) + [.text(part.counterparty)]
        + values(of: part.line)
    }
    return zip(names, place + rest + part.amounts.values).map(TableField.init)
  }

  private func values(of line: ExplainedLine?) -> [JSONValue] {
    [
      .int(line?.submissionID), .text(line?.submissionKind), .int(line?.revision),
      .int(line?.lineNumber), .text(line?.printedCode), .text(line?.expenditureKind),
      .text(line?.role), .decimal(line?.stated.initial), .decimal(line?.stated.final),
      .decimal(line?.stated.actual), .text(line?.amountUnit),
      line?.isSuperseded.map { .bool($0) } ?? .null,
    ]
  }

  private func values(of restated: RestatedPart?) -> [JSONValue] {
    [
      .text(restated?.subjectCode), .text(restated?.unitShare), .text(restated?.subjectShare),
      .text(restated?.succession),
    ] + (restated?.reported.values ?? [.null, .null, .null])
  }
}

extension MeasureTexts {
  fileprivate var values: [JSONValue] { [.decimal(initial), .decimal(final), .decimal(actual)] }

  fileprivate var document: JSONValue {
    .object(
      Array(zip(["initial_budget", "final_budget", "actual"], values)).map { ($0.0, $0.1) })
  }
}
