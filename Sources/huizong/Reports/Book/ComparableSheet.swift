import BudgetDomain
import BudgetReport
import BudgetStore
import BudgetWorkbook
import PostgresClient

/// The actuals of the unit at the top over years, as if codes and units had always been those of
/// the newest year.
struct ComparableSheet {
  let frame: BookFrame
  let figures: YearFigures

  static let content = Phrase(
    "各年度决算换算到最新年度的科目和单位,并说明哪些数只是估计",
    "Actuals restated to the newest year's subjects and units, with how well they compare")

  func write(to workbook: Workbook, on connection: borrowing Connection) throws -> Sheet {
    let cells = try ComparableCellReader.cells(
      fiscalYears: frame.years[0]...frame.year, unitCode: frame.request.unitCode,
      fundType: frame.request.fundType, on: connection)
    let byYear = Dictionary(grouping: cells, by: \.fiscalYear)
      .mapValues { cells in Dictionary(cells.map { ($0.subject, $0) }) { $1 } }
    let printed = Dictionary(
      uniqueKeysWithValues: byYear.map { ($0.key, figures(of: $0.value, in: Int($0.key))) })
    let sheet = try Sheet(
      frame.head(
        Phrase("可比口径", "Comparable"),
        Phrase("支出决算可比口径对比表", "Expenditure on a comparable basis"), .overYears,
        notes: notes(cells)),
      columns, frozenColumnCount: 2, in: workbook)
    for code in Set(cells.map(\.subject)).sorted() {
      try sheet.append(
        row(
          code, frame.years.map { byYear[$0]?[code] },
          frame.years.map { printed[$0]?.amounts[code] }))
      let direct = frame.years.map { printed[$0]?.direct[code] }
      if let row = frame.directRow(below: code, direct, emptyColumnCount: 4) {
        try sheet.append(row)
      }
    }
    return sheet
  }

  /// What is the same as reported is printed the same as there.
  private func figures(
    of cells: [SubjectCode: ComparableCell], in year: Int
  ) -> PrintedSubjects {
    let exact = cells.mapValues { $0.actualFen ?? 0 }
    let own = year == frame.year ? figures.top : figures.past[year]?.cells ?? [:]
    let printed = year == frame.year ? figures.actual : figures.past[year]?.actual
    let reported = own.mapValues { $0.amounts.actual ?? 0 }
    // A code that is gone has a row of zeros, under its old name here and its new one there.
    guard let printed,
      exact.filter({ $0.value != 0 }) == reported.filter({ $0.value != 0 })
    else {
      return PrintedSubjects(exact, step: frame.step)
    }
    let zeros = exact.filter { $0.value == 0 }
    return PrintedSubjects(
      amounts: printed.amounts.merging(zeros) { printed, _ in printed },
      direct: printed.direct)
  }

  private func notes(_ cells: [ComparableCell]) -> [Phrase] {
    let base = cells.last?.comparison.baseYear ?? Int64(frame.year)
    let stale = Set(cells.filter { !$0.comparison.isCurrent }.map(\.fiscalYear)).sorted()
      .map { String($0) }.joined(separator: ", ")
    let notes = [
      Phrase(
        "均按 \(base) 年度的科目与单位换算。精确:整科目整单位移动;估计:按份额划分;中断:份额不明,只有同族合计可比。",
        "Restated to \(base). Exact: moved whole; estimated: by a share; broken: of unknown shares,"
          + " only the family's total compares."),
      frame.addsUp,
    ]
    guard !stale.isEmpty else { return notes }
    return notes + [
      Phrase(
        "\(stale) 年度按较早的对照换算,全部年度运行后更新。",
        "\(stale) restated by an earlier crosswalk; a run of all years renews them.")
    ]
  }

  private var columns: [SheetColumn] {
    let say = frame.say
    return [
      SheetColumn(say(Phrase("科目编码", "Code")), .words),
      SheetColumn(say(Phrase("科目名称", "Subject")), .outline),
    ] + frame.years.map { SheetColumn(say(Phrase("\($0) 年", "\($0)")), .amount) } + [
      SheetColumn(say(Phrase("\(frame.year) 年比上年增减额", "Change \(frame.year)")), .amount),
      SheetColumn(say(Phrase("增减(%)", "Change %")), .percent),
      SheetColumn(say(Phrase("可比性", "Comparability")), .words),
      SheetColumn(say(Phrase("所属族", "Family")), .words),
    ]
  }

  private func row(
    _ code: SubjectCode, _ cells: [ComparableCell?], _ amounts: [Int64?]
  ) -> SheetRow {
    let last = cells.last ?? nil
    let name = cells.last { $0 != nil }.flatMap { $0?.subjectName }
    let shown = zip(cells, amounts).map { cell, steps in
      printed(steps, unless: cell?.actualFen)
    }
    // A subject without a row a year before had no money then, where that year is known.
    let before = last?.priorFen.map { _ in (shown.dropLast().last ?? nil) ?? 0 }
    let change = difference(shown.last ?? nil, before)
    return SheetRow(
      [
        .text(code == .all ? nil : code.description), .text(frame.subjectName(code, name)),
      ]
        + zip(cells, shown).map { cell, steps in
          .amount(steps, tone: Self.tone(cell?.comparison.comparability))
        } + [
          .amount(change, tone: Self.tone(last?.comparison.priorComparability)),
          .number(last?.changePercent), grade(cells),
          .text(cells.compactMap { $0?.comparison.family }.last),
        ], level: code.printLevel, weight: code.printWeight)
  }

  /// The worst grade of the years, and which years have it.
  private func grade(_ cells: [ComparableCell?]) -> SheetCell {
    let stated = cells.compactMap(\.self).filter { $0.actualFen != nil }
    for name in ["broken", "estimated"] {
      let years = stated.filter { $0.comparison.comparability == name }.map(\.fiscalYear)
      guard !years.isEmpty else { continue }
      let list = years.map { String($0) }.joined(separator: " ")
      return .text(
        frame.say(Vocabulary.comparability(name)) + " " + list, tone: Self.tone(name))
    }
    return .text(frame.say(Vocabulary.comparability("exact")))
  }

  private static func tone(_ comparability: String?) -> SheetCell.Tone? {
    switch comparability {
    case "broken": .bad
    case "estimated": .doubtful
    default: nil
    }
  }
}
