import BudgetDomain

/// Rows of one table that are alike in code, fund, kind and all three amounts.
extension TableColumn {
  /// What makes two rows of one code alike.
  private struct Likeness: Hashable {
    let fund: FundType
    let kind: UInt8
    let amounts: BudgetFigures<Int64>
  }

  /// The groups of rows that count and are alike, by code, then by the first line; rows of
  /// nothing but zeros, or with amounts that cannot be read, are left out.
  func alikeRows() -> [(index: Int, lineNumbers: [Int32])] {
    var groups: [(index: Int, lineNumbers: [Int32])] = []
    forEachGroupOfOneCode { indices in groups += alike(among: indices) }
    return groups
  }

  private func alike(among indices: [Int]) -> [(index: Int, lineNumbers: [Int32])] {
    var groups: [Likeness: [Int]] = [:]
    for index in indices {
      let line = line(at: index)
      let amounts = amounts(at: index)
      let stated = Measure.allCases.filter { line.amounts[$0].isStated }.map { amounts[$0] }
      guard stated.contains(where: { $0 != 0 }), !stated.contains(SubmissionView.uncountable)
      else { continue }
      let likeness = Likeness(fund: line.columnFund, kind: line.columnKind, amounts: amounts)
      groups[likeness, default: []].append(index)
    }
    return groups.values.filter { $0.count > 1 }
      .map { rows in (rows[0], rows.map { line(at: $0).lineNumber }.sorted()) }
      .sorted { $0.1[0] < $1.1[0] }
  }

  private static func column(of line: SubmittedLine) -> Measure {
    if line.amounts.actual.isStated { return .actual }
    return line.amounts.final.isStated ? .finalBudget : .initialBudget
  }

  /// Calls `body` with the rows that count of each code that several of them have; a row that
  /// states several measures belongs to the column of the last.
  private func forEachGroupOfOneCode(_ body: (_ indices: [Int]) -> Void) {
    var group: [Int] = []
    var last: Int?
    for index in roles.orderedIndices {
      if let last, !roles.sameCode(last, index) {
        if group.count > 1 { body(group) }
        group.removeAll(keepingCapacity: true)
      }
      last = index
      if roles[index] == .own, Self.column(of: line(at: index)) == measure { group.append(index) }
    }
    if group.count > 1 { body(group) }
  }

  /// The three amounts of a row in fen; `uncountable` where one is none.
  private func amounts(at index: Int) -> BudgetFigures<Int64> {
    let row = Int(rows[index])
    return BudgetFigures(
      initial: submission.fen.initial[row], final: submission.fen.final[row],
      actual: submission.fen.actual[row])
  }
}
