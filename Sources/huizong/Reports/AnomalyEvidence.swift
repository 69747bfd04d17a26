import BudgetReport
import BudgetStore
import Foundation

extension PublishedAnomaly {
  /// The figures behind the verdict, one a line: what it is, as printed, in which line.
  ///
  /// - Parameter namesLines: Whether to say in which line, which most names say, too.
  /// - Throws: `DecodingError` when the evidence is no document of ours.
  func evidenceLines(_ language: Language, namesLines: Bool = true) throws -> [String] {
    let operands = try JSONDecoder().decode([PrintedOperand].self, from: Data(evidence.utf8))
    return operands.map { operand in
      let number = namesLines ? operand.line_no : nil
      let line = number.map { Phrase("(第 \($0) 行)", " (line \($0))")(language) }
      return operand.label + "  " + operand.printed + (line ?? "")
    }
  }
}

/// An operand of `evidence`, named as its keys are.
private struct PrintedOperand: Decodable {
  let label: String
  let printed: String
  let line_no: Int64?
}
