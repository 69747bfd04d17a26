import BudgetDomain
import BudgetPage
import BudgetReport
import BudgetStore

/// The 类 over the years.
extension PageWriter {
  private typealias YearColumn = (stated: Set<SubjectCode>, amounts: [SubjectCode: Int64])

  func subjectSection(
    _ figures: YearFigures, _ gaps: CoverageGaps, doubtful: Set<SubjectCode>
  ) -> SubjectSection {
    var names = figures.top.compactMapValues(\.subjectName)
    var columns: [YearColumn] = []
    for year in frame.years.dropLast() {
      guard let past = figures.past[year] else { continue }
      columns.append((past.stated, past.actual.amounts))
      // Of a subject that is gone, the name of its last year.
      for (code, cell) in past.cells where figures.top[code] == nil {
        names[code] = cell.subjectName
      }
    }
    let stated = figures.top.filter { $0.value.amounts.actual != nil }.keys
    columns.append((Set(stated), figures.actual.amounts))
    let codes = Set(columns.flatMap { $0.amounts.keys }).filter {
      $0 != .all && $0.level == .category
    }
    func row(_ code: SubjectCode) -> SubjectSection.Row {
      var row = self.row(code, names[code], columns, figures)
      row.isIncomplete = gaps.affects(unit: frame.request.unitCode, code)
      row.isDoubtful = doubtful.contains(code)
      return row
    }
    return SubjectSection(
      years: frame.years, rows: codes.sorted().map(row), total: row(.all),
      note: gaps.note.map(frame.say))
  }

  private func row(
    _ code: SubjectCode, _ name: String?, _ columns: [YearColumn], _ figures: YearFigures
  ) -> SubjectSection.Row {
    let cell = figures.top[code]
    return SubjectSection.Row(
      code: code == .all || code == .unreadable ? nil : code.description,
      name: shortened(frame.subjectName(code, name), to: 60),
      steps: columns.map { $0.stated.contains(code) ? $0.amounts[code] : nil },
      prior: figures.prior(of: code),
      changePercent: cell?.changePercent, sharePercent: cell?.sharePercent)
  }
}
