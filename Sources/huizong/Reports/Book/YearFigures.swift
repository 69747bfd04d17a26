import BudgetDomain
import BudgetReport
import BudgetStore
import PostgresClient

/// The figures of the year of the book, exact and as printed.
struct YearFigures {
  /// The cells of the unit at the top by subject, all levels.
  let top: [SubjectCode: UnitCell]
  /// The cells of each unit of the outline by 类, and its total.
  let units: [[SubjectCode: UnitCell]]
  /// The three measures as printed.
  let printed: BudgetFigures<PrintedMeasure>
  /// The top's subjects, in the order of print.
  let subjects: SubjectOutline
  /// Last year's actuals of these, as printed.
  let prior: PrintedSubjects

  /// Reads and prints the year.
  ///
  /// - Throws: `PostgresError`.
  init(_ frame: BookFrame, on connection: borrowing Connection) throws {
    let (request, year) = (frame.request, frame.year)
    let cells = try UnitCellReader.cells(
      fiscalYear: year, unitCodes: [request.unitCode], fundType: request.fundType,
      levels: [0, 3, 5, 7], on: connection)
    top = Dictionary(cells.map { ($0.subject, $0) }) { $1 }
    var units = [[SubjectCode: UnitCell]](repeating: [:], count: frame.outline.entries.count)
    for cell in try UnitCellReader.cells(
      fiscalYear: year, unitCodes: frame.unitCodes, fundType: request.fundType, levels: [0, 3],
      on: connection)
    {
      guard let place = frame.outline.places[cell.unitCode] else { continue }
      units[place][cell.subject] = cell
    }
    self.units = units
    subjects = SubjectOutline(top.keys)
    prior = PrintedSubjects(top.mapValues { $0.priorFen ?? 0 }, step: frame.step)
    printed = Self.measures(units, top, frame)
  }

  /// The top's actuals by subject.
  var actual: PrintedSubjects {
    PrintedSubjects(amounts: printed.actual.subjects, direct: printed.actual.direct)
  }

  private static func measures(
    _ units: [[SubjectCode: UnitCell]], _ top: [SubjectCode: UnitCell], _ frame: BookFrame
  ) -> BudgetFigures<PrintedMeasure> {
    func printed(_ measure: Measure) -> PrintedMeasure {
      var amounts = MeasureAmounts(unitCount: units.count)
      for (place, cells) in units.enumerated() {
        for (code, cell) in cells where code != .all {
          amounts.units[place].amounts[code] = cell.amounts[measure] ?? 0
          let eliminated = cell.eliminated[measure] ?? 0
          if eliminated != 0 { amounts.units[place].eliminated[code] = eliminated }
        }
      }
      amounts.subjects = top.mapValues { $0.amounts[measure] ?? 0 }
      if measure == .actual { amounts.kinds = top.mapValues(kinds) }
      return amounts.printed(parents: frame.outline.entries.map(\.parent), step: frame.step)
    }
    return BudgetFigures(
      initial: printed(.initialBudget), final: printed(.finalBudget), actual: printed(.actual))
  }

  /// 基本支出, 项目支出, and what is neither or not told.
  private static func kinds(of cell: UnitCell) -> [Int64] {
    let (basic, project) = (cell.basicFen ?? 0, cell.projectFen ?? 0)
    return [basic, project, (cell.amounts.actual ?? 0) - basic - project]
  }
}

/// What is stated is printed; what is not stated stays empty.
func printed(_ steps: Int64?, unless exact: Int64?) -> Int64? {
  exact == nil ? nil : steps
}
