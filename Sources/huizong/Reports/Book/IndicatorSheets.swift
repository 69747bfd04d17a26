import BudgetDomain
import BudgetReport
import BudgetStore
import BudgetWorkbook
import PostgresClient

/// The indicators by which units are scored: the year's values side by side, and what they are
/// made of.
struct IndicatorSheets {
  let frame: BookFrame

  static let tableContent = Phrase(
    "各单位的绩效评价指标并列(本年)", "The year's indicators of every unit side by side")
  static let listContent = Phrase(
    "每个指标的分子、分母、指标值和所在档次(各年度)", "What every indicator is made of, with its band")

  /// The year's values, a row for each unit.
  func writeTable(to workbook: Workbook, on connection: borrowing Connection) throws -> Sheet {
    let rows = try IndicatorReader.rows(
      fiscalYear: frame.year, unitCodes: frame.unitCodes, on: connection)
    let byUnit = Dictionary(grouping: rows, by: \.unitCode)
    let indicators = Indicator.allCases.filter { indicator in
      rows.contains { $0.indicator == indicator.rawValue && $0.value != nil }
    }
    let sheet = try Sheet(
      frame.head(
        Phrase("指标", "Indicators"), Phrase("单位评价指标表", "Indicators of units"), .percents,
        notes: [
          Phrase(
            "部门和全区只合计分子、分母都有的单位;空白表示数据不足。",
            "Groups sum the units that state both terms; a blank cannot be told.")
        ]),
      [
        SheetColumn(frame.say(Phrase("单位代码", "Code")), .words),
        SheetColumn(frame.say(Phrase("单位名称", "Unit")), .outline),
      ] + indicators.map { SheetColumn(frame.say(Vocabulary.indicator($0)), .percent) },
      frozenColumnCount: 2, in: workbook)
    for (place, entry) in frame.outline.entries.enumerated() {
      guard let own = byUnit[entry.code] else { continue }
      let values = Dictionary(own.map { ($0.indicator, $0.value) }) { $1 }
      try sheet.append(
        SheetRow(
          [
            .text(entry.code == "*" ? nil : entry.code), .text(frame.unitName(entry.code)),
          ] + indicators.map { .number(values[$0.rawValue] ?? nil) },
          level: entry.depth, weight: frame.weight(ofUnit: place)))
    }
    return sheet
  }

  /// Every indicator of every year with its terms.
  func writeList(to workbook: Workbook, on connection: borrowing Connection) throws -> Sheet {
    let sheet = try Sheet(
      frame.head(
        Phrase("指标依据", "Indicator terms"), Phrase("单位评价指标依据表", "Terms of the indicators"),
        .single,
        notes: [
          Phrase("金额单位为元,人数单位为人。", "Amounts in yuan, staff in persons."),
          Phrase(
            "本表供查阅,不列入打印;需要打印时请取消打印区域。",
            "For reference, left out of the print: clear the print area to print it."),
        ]),
      listColumns, frozenColumnCount: 3, isPrinted: false, in: workbook)
    for year in frame.years.reversed() {
      let tree = try UnitTreeReader.rows(fiscalYear: year, on: connection)
      let names = Dictionary(tree.map { ($0.unitCode, $0.unitName ?? "") }) { $1 }
      for row in try IndicatorReader.rows(
        fiscalYear: year, unitCodes: frame.unitCodes(in: year, on: connection), on: connection)
      {
        let name = Indicator(rawValue: row.indicator).map(Vocabulary.indicator)
        try sheet.append(
          SheetRow([
            .number(row.fiscalYear), .text(row.unitCode),
            .text(row.unitCode == "*" ? frame.unitName("*") : names[row.unitCode]),
            .text(name.map(frame.say) ?? row.name), .number(row.value),
            .yuan(row.numerator), .yuan(row.denominator), .text(row.band),
          ]))
      }
    }
    return sheet
  }

  private var listColumns: [SheetColumn] {
    let say = frame.say
    return [
      SheetColumn(say(Phrase("年度", "Year")), .whole),
      SheetColumn(say(Phrase("单位代码", "Code")), .words),
      SheetColumn(say(Phrase("单位名称", "Unit")), .words),
      SheetColumn(say(Phrase("指标", "Indicator")), .words),
      SheetColumn(say(Phrase("指标值(%)", "Value %")), .percent),
      SheetColumn(say(Phrase("分子", "Numerator")), .amount),
      SheetColumn(say(Phrase("分母", "Denominator")), .amount),
      SheetColumn(say(Phrase("档次(%)", "Band %")), .words),
    ]
  }
}

extension Vocabulary {
  /// What an indicator is called.
  static func indicator(_ indicator: Indicator) -> Phrase {
    switch indicator {
    case .staffControl: Phrase("在职人员控制率", "Staff control")
    case .threePublicChange: Phrase("三公经费变动率", "Three-public change")
    case .receptionChange: Phrase("公务接待变动率", "Reception change")
    case .vehicleChange: Phrase("公车变动率", "Vehicle change")
    case .threePublicControl: Phrase("三公经费控制率", "Three-public control")
    case .budgetCompletion: Phrase("预算完成率", "Budget completion")
    case .budgetAdjustment: Phrase("预算控制率(调整率)", "Budget adjustment")
    case .spendingCompletion: Phrase("支出完成率", "Spending completion")
    case .carryOver: Phrase("结转结余率", "Carry-over")
    case .carryOverChange: Phrase("结转结余变动率", "Carry-over change")
    }
  }
}
