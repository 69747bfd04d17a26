import BudgetDomain
import BudgetReport
import BudgetStore
import BudgetWorkbook

/// The actuals of the unit at the top over years, each as it was reported.
struct YearSheet {
  let frame: BookFrame
  let figures: YearFigures
  let gaps: CoverageGaps

  static let content = Phrase(
    "各年度决算按类、款、项并列(各按当年科目),及末年比上年增减",
    "Actuals over years by subject as reported, and the last year's change")

  func write(to workbook: Workbook) throws -> Sheet {
    var names = figures.top.compactMapValues(\.subjectName)
    var codes = Set(figures.top.keys)
    var printed: [(stated: Set<SubjectCode>, figures: PrintedSubjects)] = []
    for year in frame.years where year != frame.year {
      guard let past = figures.past[year] else { continue }
      printed.append((past.stated, past.actual))
      codes.formUnion(past.cells.keys)
      // Of a subject that is gone, the name of its last year.
      for (code, cell) in past.cells where figures.top[code] == nil {
        names[code] = cell.subjectName
      }
    }
    let stated = figures.top.filter { $0.value.amounts.actual != nil }.keys
    printed.append((Set(stated), figures.actual))
    let sheet = try Sheet(
      frame.head(
        Phrase("年度对比", "Years"), Phrase("支出决算年度对比表", "Expenditure over years"), .overYears,
        notes: [frame.addsUp, BookFrame.changeIsOfPrinted, gaps.note].compactMap(\.self)),
      columns, frozenColumnCount: 2, in: workbook)
    for code in codes.sorted() {
      let amounts = printed.map { $0.stated.contains(code) ? $0.figures.amounts[code] : nil }
      try sheet.append(row(code, names[code], amounts))
      let direct = printed.map { $0.figures.direct[code] }
      if let row = frame.directRow(below: code, direct, emptyColumnCount: 2) {
        try sheet.append(row)
      }
    }
    return sheet
  }

  private var columns: [SheetColumn] {
    let say = frame.say
    return [
      SheetColumn(say(Phrase("科目编码", "Code")), .words),
      SheetColumn(say(Phrase("科目名称", "Subject")), .outline),
    ] + frame.years.map { SheetColumn(say(Phrase("\($0) 年决算数", "Actual \($0)")), .amount) } + [
      SheetColumn(say(Phrase("\(frame.year) 年比上年增减额", "Change \(frame.year)")), .amount),
      SheetColumn(say(Phrase("增减(%)", "Change %")), .percent),
    ]
  }

  private func row(_ code: SubjectCode, _ name: String?, _ amounts: [Int64?]) -> SheetRow {
    let cell = figures.top[code]
    let before = figures.prior(of: code)
    let isMarked = gaps.affects(unit: frame.request.unitCode, code)
    return SheetRow(
      [
        .text(code == .all ? nil : code.description), .text(frame.subjectName(code, name)),
      ] + amounts.map { .amount($0) } + [
        .amount(difference(amounts.last ?? nil, before)).marked(isMarked),
        .number(cell?.changePercent).marked(isMarked),
      ], level: code.printLevel, weight: code.printWeight)
  }
}

extension BookFrame {
  /// The row for what stands on a subject itself; nil where nothing does.
  func directRow(
    below code: SubjectCode, _ amounts: [Int64?], emptyColumnCount: Int
  ) -> SheetRow? {
    guard amounts.contains(where: { $0 != nil }) else { return nil }
    return SheetRow(
      [.empty, .text(say(Self.direct))] + amounts.map { .amount($0) }
        + [SheetCell](repeating: .empty, count: emptyColumnCount),
      level: code.printLevel + 1, weight: .faint)
  }
}
