import BudgetDomain
import BudgetPage
import BudgetReport
import BudgetStore
import PostgresClient

/// The 类 over the years.
extension PageWriter {
  private typealias YearColumn = (stated: Set<SubjectCode>, amounts: [SubjectCode: Int64])

  func subjectSection(
    _ figures: YearFigures, on connection: borrowing Connection
  ) throws -> SubjectSection {
    var names = figures.top.compactMapValues(\.subjectName)
    var columns: [YearColumn] = []
    for year in frame.years.dropLast() {
      let cells = try UnitCellReader.cells(
        fiscalYear: year, unitCodes: [frame.request.unitCode], fundType: frame.request.fundType,
        levels: [0, 3], on: connection)
      columns.append(column(of: cells))
      // Of a subject that is gone, the name of its last year.
      for cell in cells where figures.top[cell.subject] == nil {
        names[cell.subject] = cell.subjectName
      }
    }
    let stated = figures.top.filter { $0.value.amounts.actual != nil }.keys
    columns.append((Set(stated), figures.actual.amounts))
    let codes = Set(columns.flatMap { $0.amounts.keys }).filter {
      $0 != .all && $0.level == .category
    }
    return SubjectSection(
      years: frame.years,
      rows: codes.sorted().map { row($0, names[$0], columns, figures) },
      total: row(.all, nil, columns, figures))
  }

  private func column(of cells: [UnitCell]) -> YearColumn {
    let exact = Dictionary(cells.map { ($0.subject, $0.amounts.actual ?? 0) }) { $1 }
    return (
      Set(cells.filter { $0.amounts.actual != nil }.map(\.subject)),
      PrintedSubjects(exact, step: frame.step).amounts
    )
  }

  private func row(
    _ code: SubjectCode, _ name: String?, _ columns: [YearColumn], _ figures: YearFigures
  ) -> SubjectSection.Row {
    let cell = figures.top[code]
    return SubjectSection.Row(
      code: code == .all || code == .unreadable ? nil : code.description,
      name: shortened(frame.subjectName(code, name), to: 60),
      steps: columns.map { $0.stated.contains(code) ? $0.amounts[code] : nil },
      prior: printed(figures.prior.amounts[code], unless: cell?.priorFen),
      changePercent: cell?.changePercent, sharePercent: cell?.sharePercent)
  }
}
