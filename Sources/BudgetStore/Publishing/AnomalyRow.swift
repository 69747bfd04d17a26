internal import BudgetDomain

/// One anomaly as the columns of `store.anomaly`.
struct AnomalyRow {
  let columns: [String?]

  init(_ anomaly: Anomaly) {
    let place = anomaly.place
    columns = [
      anomaly.rule.text, place.key, anomaly.severity.name, place.unit, place.code, place.figure,
      place.section?.name, anomaly.lineNumber.map(String.init),
      anomaly.submissionID.map(String.init), anomaly.title, anomaly.message,
      anomaly.stated?.description, anomaly.expectedLow?.description,
      anomaly.expectedHigh?.description, anomaly.difference?.description,
      anomaly.cause?.rawValue, anomaly.suggestion, Self.json(anomaly.evidence),
      String(anomaly.ruleVersion), anomaly.actualCorrectionFen.map(String.init),
    ]
  }

  /// The values that the publication's digest covers: all but the submission's number.
  var values: [String?] { Array(columns[..<8] + columns[9...]) }

  /// The row in CSV: text in quotes, null empty.
  var csv: String { columns.map { $0.map(Self.field) ?? "" }.joined(separator: ",") + "\n" }

  /// A quote is doubled wherever the server sees one: also before a combining mark, with which it
  /// makes one character.
  private static func field(_ text: String) -> String {
    var field = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { field += "\"" }
      field.unicodeScalars.append(scalar)
    }
    return field + "\""
  }

  private static func json(_ evidence: [Operand]) -> String {
    let operands = evidence.map { operand in
      var members = [
        "\"label\":" + quoted(operand.label), "\"printed\":" + quoted(operand.printed),
        "\"low\":\(operand.low)", "\"high\":\(operand.high)",
      ]
      if let line = operand.lineNumber { members.append("\"line_no\":\(line)") }
      if let measure = operand.measure { members.append("\"measure\":" + quoted(measure.name)) }
      if let figure = operand.figure { members.append("\"figure\":" + quoted(figure)) }
      return "{" + members.joined(separator: ",") + "}"
    }
    return "[" + operands.joined(separator: ",") + "]"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{0}": quoted += "\u{FFFD}"
      case "\u{1}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
