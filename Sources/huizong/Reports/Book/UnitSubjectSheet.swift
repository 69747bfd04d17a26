import BudgetDomain
import BudgetReport
import BudgetStore
import BudgetWorkbook
import PostgresClient

/// The year's figures of every unit by 类, 款 and 项, unit after unit.
struct UnitSubjectSheet {
  let frame: BookFrame
  let figures: YearFigures

  static let content = Phrase(
    "每个部门、单位的类、款、项明细;可按单位筛选",
    "Every unit by subject in full; filter by unit")

  /// So many units are read and held at a time.
  private static let batchCount = 200

  func write(
    to workbook: Workbook, on connection: borrowing Connection
  ) throws -> Sheet {
    let sheet = try Sheet(
      frame.head(
        Phrase("单位科目", "Units by subject"),
        Phrase("各单位支出决算明细表", "Expenditure of units by subject"), .yearly,
        notes: [frame.addsUp]),
      columns, frozenColumnCount: 4, in: workbook)
    let places = frame.outline.entries.indices.dropFirst().filter {
      !figures.units[$0].isEmpty
    }
    for start in stride(from: 0, to: places.count, by: Self.batchCount) {
      let batch = places[start..<min(start + Self.batchCount, places.count)]
      let cells = try UnitCellReader.cells(
        fiscalYear: frame.year, unitCodes: batch.map { frame.outline.entries[$0].code },
        fundType: frame.request.fundType, levels: [0, 3, 5, 7], on: connection)
      let byUnit = Dictionary(grouping: cells, by: \.unitCode)
      for place in batch {
        for row in rows(place, byUnit[frame.outline.entries[place].code] ?? []) {
          try sheet.append(row)
        }
      }
    }
    return sheet
  }

  private var columns: [SheetColumn] {
    let say = frame.say
    return [
      SheetColumn(say(Phrase("单位代码", "Unit code")), .words),
      SheetColumn(say(Phrase("单位名称", "Unit")), .words),
      SheetColumn(say(Phrase("科目编码", "Code")), .words),
      SheetColumn(say(Phrase("科目名称", "Subject")), .outline),
      SheetColumn(say(Phrase("年初预算数", "Initial budget")), .amount),
      SheetColumn(say(Phrase("全年预算数", "Final budget")), .amount),
      SheetColumn(say(Phrase("决算数", "Actual")), .amount),
      SheetColumn(say(Phrase("占比(%)", "Share %")), .percent),
      SheetColumn(say(Phrase("执行率(%)", "Executed %")), .percent),
    ]
  }

  private func rows(_ place: Int, _ cells: [UnitCell]) -> [SheetRow] {
    let outline = SubjectOutline(cells.map(\.subject))
    let bySubject = Dictionary(cells.map { ($0.subject, $0) }) { $1 }
    // As the unit's own book prints them.
    let measures = Measure.allCases.map { measure in
      MeasureAmounts(measure, ofUnit: bySubject)
        .printed(given: figures.printed[measure].units[place], step: frame.step)
    }
    let code = frame.outline.entries[place].code
    let unit: [SheetCell] = [.text(code), .text(frame.unitName(code))]
    return outline.codes.flatMap { subject -> [SheetRow] in
      guard let cell = bySubject[subject] else { return [] }
      let amounts = zip(Measure.allCases, measures).map { measure, figures -> SheetCell in
        .amount(printed(figures.subjects[subject], unless: cell.amounts[measure]))
      }
      let own = SheetRow(
        unit + [
          .text(subject == .all ? nil : subject.description),
          .text(frame.subjectName(subject, cell.subjectName)),
        ] + amounts + [.number(cell.sharePercent), .number(cell.executionPercent)],
        level: subject.printLevel, weight: subject.printWeight)
      let direct = measures.map { $0.direct[subject] }
      guard direct.contains(where: { $0 != nil }) else { return [own] }
      return [
        own,
        SheetRow(
          unit + [.empty, .text(frame.say(BookFrame.direct))] + direct.map { .amount($0) }
            + [.empty, .empty], level: subject.printLevel + 1, weight: .faint),
      ]
    }
  }
}
