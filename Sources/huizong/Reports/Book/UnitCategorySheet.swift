import BudgetDomain
import BudgetReport
import BudgetStore
import BudgetWorkbook

/// The year's actuals of every unit by 类: rows add up to groups, columns to units.
struct UnitCategorySheet {
  let frame: BookFrame
  let figures: YearFigures

  static let content = Phrase(
    "各单位决算按类分列;纵横相加均等于合计",
    "Actuals of every unit by 类; they add up down and across")

  func write(to workbook: Workbook) throws -> Sheet {
    let categories = figures.subjects.codes.filter { $0.level == .category }
    let names = categories.map { code in
      let name = frame.subjectName(code, figures.top[code]?.subjectName)
      return code == .unreadable ? name : "\(code) \(name)"
    }
    let sheet = try Sheet(
      frame.head(
        Phrase("单位×类", "Units by 类"),
        Phrase("各单位支出决算表(按类)", "Expenditure of units by 类"), .yearly,
        notes: [frame.addsUp]),
      [
        SheetColumn(frame.say(Phrase("单位代码", "Code")), .words),
        SheetColumn(frame.say(Phrase("单位名称", "Unit")), .outline),
        SheetColumn(frame.say(Phrase("合计", "Total")), .amount),
      ] + names.map { SheetColumn($0, .amount) }, frozenColumnCount: 3, in: workbook)
    for place in frame.outline.entries.indices where figures.units[place][.all] != nil {
      for row in rows(place, categories) { try sheet.append(row) }
    }
    return sheet
  }

  private func rows(_ place: Int, _ categories: [SubjectCode]) -> [SheetRow] {
    let unit = figures.printed.actual.units[place]
    let entry = frame.outline.entries[place]
    let cells = figures.units[place]
    let own = SheetRow(
      [
        .text(entry.code == "*" ? nil : entry.code), .text(frame.unitName(entry.code)),
        .amount(printed(unit.total, unless: cells[.all]?.amounts.actual)),
      ]
        + categories.map { code in
          .amount(printed(unit.amounts[code], unless: cells[code]?.amounts.actual))
        }, level: entry.depth, weight: frame.weight(ofUnit: place))
    let rests = [
      (BookFrame.eliminated, unit.eliminated.mapValues { -$0 }),
      (BookFrame.unexplained, unit.unexplained),
    ].filter { !$0.1.isEmpty }.map { name, amounts in
      SheetRow(
        [.empty, .text(frame.say(name)), .amount(amounts[.all])]
          + categories.map { .amount(amounts[$0]) }, level: entry.depth + 1, weight: .faint)
    }
    return [own] + rests
  }
}
