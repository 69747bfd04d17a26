import BudgetDomain
import BudgetReport
import BudgetStore
import BudgetWorkbook

/// The main table: the year's figures of the unit at the top, by 类, 款 and 项.
struct SubjectSheet {
  let frame: BookFrame
  let figures: YearFigures
  let gaps: CoverageGaps

  static let content = Phrase(
    "按类、款、项:年初预算、全年预算、决算(其中基本、项目支出)、上年、增减、占比、执行率",
    "By subject: budgets, actual (basic, project), prior year, change, share, execution")

  func write(to workbook: Workbook) throws -> Sheet {
    let sheet = try Sheet(
      frame.head(
        Phrase("支出汇总", "By subject"),
        Phrase("支出决算汇总表(按功能分类)", "Expenditure by functional subject"), .yearly,
        notes: [frame.addsUp, BookFrame.changeIsOfPrinted, gaps.note].compactMap(\.self)),
      columns, frozenColumnCount: 2, in: workbook)
    for code in figures.subjects.codes {
      guard let cell = figures.top[code] else { continue }
      try sheet.append(row(code, cell))
      if let direct = directRow(below: code, cell) { try sheet.append(direct) }
    }
    return sheet
  }

  private var columns: [SheetColumn] {
    let say = frame.say
    return [
      SheetColumn(say(Phrase("科目编码", "Code")), .words),
      SheetColumn(say(Phrase("科目名称", "Subject")), .outline),
      SheetColumn(say(Phrase("年初预算数", "Initial budget")), .amount),
      SheetColumn(say(Phrase("全年预算数", "Final budget")), .amount),
      SheetColumn(say(Phrase("决算数", "Actual")), .amount),
      SheetColumn(say(Phrase("其中:基本支出", "of it basic")), .amount),
      SheetColumn(say(Phrase("项目支出", "project")), .amount),
      SheetColumn(say(Phrase("其他及未分", "other")), .amount),
      SheetColumn(say(Phrase("上年决算数", "Prior actual")), .amount),
      SheetColumn(say(Phrase("增减额", "Change")), .amount),
      SheetColumn(say(Phrase("增减(%)", "Change %")), .percent),
      SheetColumn(say(Phrase("占比(%)", "Share %")), .percent),
      SheetColumn(say(Phrase("执行率(%)", "Executed %")), .percent),
    ]
  }

  private func row(_ code: SubjectCode, _ cell: UnitCell) -> SheetRow {
    let (initial, final, actual) = (
      figures.printed.initial, figures.printed.final, figures.printed.actual
    )
    let spent = printed(actual.subjects[code], unless: cell.amounts.actual)
    let before = figures.prior(of: code)
    let kinds = actual.kinds[code] ?? []
    let isMarked = gaps.affects(unit: frame.request.unitCode, code)
    return SheetRow(
      [
        .text(code == .all ? nil : code.description),
        .text(frame.subjectName(code, cell.subjectName)),
        .amount(printed(initial.subjects[code], unless: cell.amounts.initial)),
        .amount(printed(final.subjects[code], unless: cell.amounts.final)),
        .amount(spent),
        .amount(kinds.isEmpty ? nil : printed(kinds[0], unless: cell.basicFen)),
        .amount(kinds.isEmpty ? nil : printed(kinds[1], unless: cell.projectFen)),
        .amount(kinds.isEmpty || cell.otherFen == 0 ? nil : kinds[2]),
        .amount(before), .amount(difference(spent, before)).marked(isMarked),
        .number(cell.changePercent).marked(isMarked), .number(cell.sharePercent),
        .number(cell.executionPercent),
      ], level: code.printLevel, weight: code.printWeight)
  }

  /// What stands on a subject itself, beside those below it.
  private func directRow(below code: SubjectCode, _ cell: UnitCell) -> SheetRow? {
    let (initial, final, actual) = (
      figures.printed.initial, figures.printed.final, figures.printed.actual
    )
    let before = figures.prior.direct[code]
    let amounts = [initial.direct[code], final.direct[code], actual.direct[code], before]
    guard amounts.contains(where: { $0 != nil }) else { return nil }
    let kinds = actual.directKinds[code] ?? []
    // Where either year says nothing of the subject, it says nothing of a part of it.
    let isKnown = cell.amounts.actual != nil && cell.priorFen != nil
    return SheetRow(
      [
        .empty, .text(frame.say(BookFrame.direct)), .amount(amounts[0]), .amount(amounts[1]),
        .amount(amounts[2]),
      ] + (0..<3).map { .amount(kinds.isEmpty || kinds[$0] == 0 ? nil : kinds[$0]) } + [
        .amount(before),
        .amount(isKnown ? (amounts[2] ?? 0) - (before ?? 0) : nil),
        .empty, .empty, .empty,
      ], level: code.printLevel + 1, weight: .faint)
  }
}

extension BookFrame {
  /// The name of a row for what stands on a subject itself.
  static let direct = Phrase("(直接列于上级科目)", "(booked on the subject itself)")
}

/// The difference of two printed figures; nil unless both are there.
func difference(_ figure: Int64?, _ before: Int64?) -> Int64? {
  guard let figure, let before else { return nil }
  return figure - before
}

extension SubjectCode {
  /// How far a row of it is indented: 类 stand beside the total.
  var printLevel: Int {
    switch level {
    case .all, .category: 0
    case .section: 1
    case .item: 2
    }
  }

  /// How much weight a row of it has.
  var printWeight: SheetRow.Weight {
    switch level {
    case .all: .total
    case .category: .strong
    case .section, .item: .plain
    }
  }
}
