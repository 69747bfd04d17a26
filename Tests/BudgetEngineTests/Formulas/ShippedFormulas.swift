import BudgetDomain
import Foundation
import Testing

@testable import BudgetEngine
@testable import BudgetRules

/// The formulas of `sql/seeds`, as a bureau imports them.
enum ShippedFormulas {
  /// As they are written.
  static let rows: [FormulaRow] = {
    (try? records(of: "sql/seeds/formula_rule.csv").dropFirst().map(row)) ?? []
  }()

  static let rules: [FormulaRule] = { (try? rows.map { try FormulaRule($0) }) ?? [] }()

  private static func row(_ fields: [String]) throws -> FormulaRow {
    FormulaRow(
      code: RuleCode(fields[0]),
      validity: Validity(from: try #require(Int(fields[1])), to: Int(fields[2])),
      title: fields[3], severity: Severity.allCases.first { $0.name == fields[4] },
      scope: fields[5], formula: fields[6], note: fields[7])
  }

  /// The records of a file, fields with commas being quoted.
  private static func records(of path: String) throws -> [[String]] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
    return text.split(separator: "\n").map { line in
      line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .reduce(into: [""]) { fields, part in
          let pieces =
            part.offset.isMultiple(of: 2)
            ? part.element.split(separator: ",", omittingEmptySubsequences: false)
            : [part.element]
          fields[fields.count - 1] += pieces[0]
          fields += pieces.dropFirst().map(String.init)
        }
    }
  }
}
