import BudgetReport

/// A named value of a row, once for JSON and once for CSV.
struct TableField {
  let name: String
  let value: JSONValue

  /// The value as a field of a spreadsheet.
  var field: CSVTable.Field {
    switch value {
    case .null: .number(nil)
    case .bool(let truth): .number(truth ? "true" : "false")
    case .int(let number): .number(String(number))
    case .decimal(let digits): .number(digits)
    case .text(let text), .document(let text): .words(text)
    case .array, .object: preconditionFailure("\(name) is no single value")
    }
  }
}
