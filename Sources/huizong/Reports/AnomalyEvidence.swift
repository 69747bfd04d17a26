import BudgetReport
import BudgetStore

extension PublishedAnomaly {
  /// The figures behind the verdict, one a line: what it is, as printed, in which line.
  ///
  /// - Parameter namesLines: Whether to say in which line, which most names say, too.
  /// - Throws: `DecodingError` when the evidence is no document of ours.
  func evidenceLines(_ language: Language, namesLines: Bool = true) throws -> [String] {
    try operands().map { operand in
      let number = namesLines ? operand.lineNumber : nil
      let line = number.map { Phrase("(第 \($0) 行)", " (line \($0))")(language) }
      return operand.label + "  " + operand.printed + (line ?? "")
    }
  }
}
