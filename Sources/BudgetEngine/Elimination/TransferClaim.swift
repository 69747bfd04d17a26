import BudgetDomain
import BudgetRules

/// A counted row of a submission that names another unit: the money went there or, in the income
/// section, came from there. Amounts in fen; nil where the row states none that counts.
struct TransferClaim: Sendable {
  let isIncome: Bool
  let counterparty: UnitIndex
  let code: SubjectCode
  let fund: FundType
  let kind: ExpenditureKind
  let lineNumber: Int32
  let fen: BudgetFigures<Int64?>
}

extension LeafAccountant {
  /// Whether the submission whose totals were added up last names a unit of which nobody knows.
  func namesStranger(_ view: SubmissionView, among units: UnitDirectory) -> Bool {
    namingRows.contains { row, _ in
      view.texts[view.lines[row].counterparty].map { units.index(of: $0) == nil } ?? false
    }
  }

  /// What the submission whose totals were added up last says that it paid other units, or got
  /// from them. A group's own book says nothing: its amounts are in no sum.
  func claims(of view: SubmissionView, among units: UnitDirectory) -> [TransferClaim] {
    guard !namingRows.isEmpty, !view.isControlTotal else { return [] }
    return namingRows.compactMap { row, counted in
      let line = view.lines[row]
      guard let unit = view.texts[line.counterparty].flatMap(units.index(of:)),
        unit != view.header.unit
      else { return nil }
      func fen(_ measure: Measure, _ bit: StatedMeasures) -> Int64? {
        counted.contains(bit) ? view.fen[measure][row] : nil
      }
      return TransferClaim(
        isIncome: line.section == .income, counterparty: unit, code: line.code, fund: line.fund,
        kind: line.kind, lineNumber: line.lineNumber,
        fen: BudgetFigures(
          initial: fen(.initialBudget, .initial), final: fen(.finalBudget, .final),
          actual: fen(.actual, .actual)))
    }
  }
}
