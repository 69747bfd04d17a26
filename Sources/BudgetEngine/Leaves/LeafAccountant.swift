import BudgetDomain
import BudgetRules

/// Adds up what a submission's rows book on each code and fund.
struct LeafAccountant {
  private var entries: [(key: UInt64, row: Int32)] = []
  /// The counted rows of the submission seen last that name another unit; most name none.
  private(set) var namingRows: [(row: Int, counted: StatedMeasures)] = []

  /// The totals of the rows that count, ascending by axis, code and fund.
  ///
  /// - Parameter projectNumber: The worker's number of a project's code or name.
  mutating func totals(
    of view: SubmissionView, projectNumber: (String) -> UInt32
  ) -> [LeafTotal] {
    let counted = countedMeasures(of: view)
    entries.removeAll(keepingCapacity: true)
    namingRows.removeAll(keepingCapacity: true)
    for row in view.lines.indices where !counted[row].isEmpty {
      let line = view.lines[row]
      let code: UInt32 =
        switch line.section {
        case .functional, .economic: line.code.rank
        case .income: UInt32(line.income.rawValue)
        case .project: projectNumber(view.texts[line.label] ?? "")
        }
      let key =
        UInt64(Axis(line.section).rawValue) << 40 | UInt64(code) << 8
        | UInt64(line.fund.rawValue)
      entries.append((key, Int32(row)))
      let isSide = line.section == .functional || line.section == .income
      if isSide, line.counterparty != LineTexts.none { namingRows.append((row, counted[row])) }
    }
    entries.sort { ($0.key, $0.row) < ($1.key, $1.row) }
    var totals: [LeafTotal] = []
    var lastKey: UInt64?
    for entry in entries {
      let row = Int(entry.row)
      if entry.key != lastKey {
        let line = view.lines[row]
        totals.append(
          LeafTotal(
            axis: Axis(line.section), code: UInt32(truncatingIfNeeded: entry.key >> 8),
            fund: line.fund))
        lastKey = entry.key
      }
      totals[totals.count - 1].add(row, counted[row], of: view)
    }
    return totals
  }

  /// By row: the measures that count, being stated by a row that is an amount of its own in a
  /// table that is money, and readable.
  private func countedMeasures(of view: SubmissionView) -> [StatedMeasures] {
    var counted = [StatedMeasures](repeating: [], count: view.lines.count)
    for table in view.tables where table.isMoney {
      for (measure, bit) in [
        (Measure.initialBudget, StatedMeasures.initial), (.finalBudget, .final), (.actual, .actual),
      ] {
        let fen = view.fen[measure]
        let roles = table.roles[measure]
        for (index, row) in table.rows[measure].enumerated()
        where roles[index] == .own && fen[Int(row)] != SubmissionView.uncountable {
          counted[Int(row)].insert(bit)
        }
      }
    }
    return counted
  }
}

extension LeafTotal {
  /// Adds the counted measures of one row.
  fileprivate mutating func add(_ row: Int, _ counted: StatedMeasures, of view: SubmissionView) {
    lineCount += 1
    if counted.contains(.initial) {
      initial += view.fen.initial[row]
      initialLineCount += 1
    }
    if counted.contains(.final) { final += view.fen.final[row] }
    if counted.contains(.actual) { addActual(view.fen.actual[row], view.lines[row].kind) }
    if !counted.isDisjoint(with: [.final, .actual]) { executionLineCount += 1 }
    stated.formUnion(counted)
  }

  private mutating func addActual(_ fen: Int64, _ kind: ExpenditureKind) {
    actual += fen
    switch kind {
    case .basic:
      basic += fen
      stated.insert(.basic)
    case .project:
      project += fen
      stated.insert(.project)
    case .unstated, .remittedUp, .operating, .subsidyDown:
      break
    }
  }
}
