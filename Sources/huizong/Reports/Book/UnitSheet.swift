import BudgetDomain
import BudgetReport
import BudgetStore
import BudgetWorkbook

/// The year's totals by unit: each group, below it what was taken out of its sum, then its units.
struct UnitSheet {
  let frame: BookFrame
  let figures: YearFigures
  let gaps: CoverageGaps

  static let content = Phrase(
    "按部门、单位:年初预算、全年预算、决算、上年、增减、执行率;部门之下列示内部抵销",
    "By unit: budgets, actual, prior year, change, execution; eliminations below each group")

  func write(to workbook: Workbook) throws -> Sheet {
    let sheet = try Sheet(
      frame.head(
        Phrase("单位汇总", "By unit"), Phrase("支出决算汇总表(按单位)", "Expenditure by unit"),
        .yearly,
        notes: [frame.addsUp, BookFrame.changeIsOfPrinted, gaps.note].compactMap(\.self)),
      columns, frozenColumnCount: 2, in: workbook)
    for place in frame.outline.entries.indices {
      guard let cell = figures.units[place][.all] else { continue }
      try sheet.append(row(place, cell))
      for rest in restRows(of: place) { try sheet.append(rest) }
    }
    return sheet
  }

  private var columns: [SheetColumn] {
    let say = frame.say
    return [
      SheetColumn(say(Phrase("单位代码", "Code")), .words),
      SheetColumn(say(Phrase("单位名称", "Unit")), .outline),
      SheetColumn(say(Phrase("年初预算数", "Initial budget")), .amount),
      SheetColumn(say(Phrase("全年预算数", "Final budget")), .amount),
      SheetColumn(say(Phrase("决算数", "Actual")), .amount),
      SheetColumn(say(Phrase("上年决算数", "Prior actual")), .amount),
      SheetColumn(say(Phrase("增减额", "Change")), .amount),
      SheetColumn(say(Phrase("增减(%)", "Change %")), .percent),
      SheetColumn(say(Phrase("执行率(%)", "Executed %")), .percent),
    ]
  }

  private func row(_ place: Int, _ cell: UnitCell) -> SheetRow {
    let measures = figures.printed
    let entry = frame.outline.entries[place]
    let spent = printed(measures.actual.units[place].total, unless: cell.amounts.actual)
    let before = figures.unitPriors[place].steps
    let isMarked = gaps.affects(unit: entry.code)
    return SheetRow(
      [
        .text(entry.code == "*" ? nil : entry.code), .text(frame.unitName(entry.code)),
        .amount(printed(measures.initial.units[place].total, unless: cell.amounts.initial)),
        .amount(printed(measures.final.units[place].total, unless: cell.amounts.final)),
        .amount(spent), .amount(before), .amount(difference(spent, before)).marked(isMarked),
        .number(cell.changePercent).marked(isMarked), .number(cell.executionPercent),
      ], level: entry.depth, weight: frame.weight(ofUnit: place))
  }

  /// What a group has beside its units.
  private func restRows(of place: Int) -> [SheetRow] {
    let measures = figures.printed
    let units = [measures.initial, measures.final, measures.actual].map { $0.units[place] }
    let eliminated = units.map { $0.eliminated[.all].map { -$0 } }
    let unexplained = units.map { $0.unexplained[.all] }
    let before = figures.unitPriors[place].restSteps
    return [
      (BookFrame.eliminated, eliminated, nil), (BookFrame.unexplained, unexplained, before),
    ].compactMap { name, amounts, before in
      guard before != nil || amounts.contains(where: { $0 != nil }) else { return nil }
      return SheetRow(
        [.empty, .text(frame.say(name))] + amounts.map { .amount($0) }
          + [.amount(before), .empty, .empty, .empty],
        level: frame.outline.entries[place].depth + 1, weight: .faint)
    }
  }
}

extension BookFrame {
  /// The row for what units of a group paid each other.
  static let eliminated = Phrase("减:内部抵销", "less eliminations")
  /// The row for what else a group has beside its units.
  static let unexplained = Phrase(
    "其他(上年抵销、隶属变动)", "other (prior eliminations, moved units)")

  /// How much weight a row of a unit has: groups more than units.
  func weight(ofUnit place: Int) -> SheetRow.Weight {
    if place == 0 { return .total }
    let next = place + 1
    let hasUnits = next < outline.entries.count && outline.entries[next].parent == place
    return hasUnits ? .strong : .plain
  }
}
