#if Console
import BudgetDomain
import BudgetReport
import BudgetStore

/// The subjects of a year in the order of print, each measure rounded over the whole tree: what
/// stands below a subject adds up to it as printed.
struct YearTable {
  struct Line {
    let row: SummaryRow
    /// How far below the total it stands.
    let depth: Int
    /// In steps, as are the others; nil is not stated.
    let actual: Int64?
    let initial: Int64?
    let final: Int64?
    let prior: Int64?
  }

  let lines: [Line]

  init(_ rows: [SummaryRow], _ step: PrintStep) {
    let actual = Self.printed(rows, step, \.actual)
    let initial = Self.printed(rows, step, \.initialBudget)
    let final = Self.printed(rows, step, \.finalBudget)
    let prior = Self.printed(rows, step, \.priorActual)
    let placed = rows.compactMap { row in SubjectCode(row.subjectCode).map { (code: $0, row: row) }
    }
    lines = placed.sorted { $0.code < $1.code }.map { code, row in
      Line(
        row: row, depth: Int(code.level.rawValue), actual: actual[code], initial: initial[code],
        final: final[code], prior: prior[code])
    }
  }

  /// One measure of all rows, in steps.
  private static func printed(
    _ rows: [SummaryRow], _ step: PrintStep, _ measure: (SummaryRow) -> String?
  ) -> [SubjectCode: Int64] {
    var exact: [SubjectCode: Int64] = [:]
    for row in rows {
      guard let code = SubjectCode(row.subjectCode) else { continue }
      exact[code] = measure(row).flatMap { ExactDecimal($0)?.hundredths }
    }
    let printed = PrintedSubjects(exact, step: step).amounts
    return exact.isEmpty ? [:] : printed.filter { exact[$0.key] != nil }
  }
}
#endif
