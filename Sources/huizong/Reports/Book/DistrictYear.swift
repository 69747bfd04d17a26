import BudgetDomain
import BudgetReport
import BudgetStore
import PostgresClient

/// A year of the whole district, rounded once: whatever a book, a page or a sheet shows of a unit
/// is cut from it, so that a figure is printed the same wherever it stands in a publication.
struct DistrictYear {
  let fiscalYear: Int
  /// All units of the year.
  let outline: UnitOutline
  /// The cells of each unit of the outline by 类, and its total.
  let units: [[SubjectCode: UnitCell]]
  /// The cells of the whole district by subject, all levels.
  let top: [SubjectCode: UnitCell]
  private let fundType: String
  private let step: PrintStep

  /// The subjects that have a row in the main table.
  private static let levels = [0, 3, 5, 7]

  /// Reads a published year.
  ///
  /// - Throws: `PostgresError`.
  init(
    _ fiscalYear: Int, _ frame: BookFrame, on connection: borrowing Connection
  ) throws(PostgresError) {
    self.fiscalYear = fiscalYear
    (fundType, step) = (frame.request.fundType, frame.step)
    let tree = try UnitTreeReader.rows(fiscalYear: fiscalYear, on: connection)
    outline = UnitOutline(top: "*", units: tree.map { ($0.unitCode, $0.parentCode) })
    var units = [[SubjectCode: UnitCell]](repeating: [:], count: outline.entries.count)
    for cell in try UnitCellReader.cells(
      fiscalYear: fiscalYear, unitCodes: nil, fundType: fundType, levels: [0, 3], on: connection)
    {
      guard let place = outline.places[cell.unitCode] else { continue }
      units[place][cell.subject] = cell
    }
    self.units = units
    top = try Self.cells(of: "*", fiscalYear, fundType, on: connection)
  }

  /// The cells of a unit by subject, all levels.
  func cells(
    of unitCode: String, on connection: borrowing Connection
  ) throws(PostgresError) -> [SubjectCode: UnitCell] {
    if unitCode == "*" { return top }
    return try Self.cells(of: unitCode, fiscalYear, fundType, on: connection)
  }

  private static func cells(
    of unitCode: String, _ fiscalYear: Int, _ fundType: String,
    on connection: borrowing Connection
  ) throws(PostgresError) -> [SubjectCode: UnitCell] {
    let cells = try UnitCellReader.cells(
      fiscalYear: fiscalYear, unitCodes: [unitCode], fundType: fundType, levels: levels,
      on: connection)
    return Dictionary(cells.map { ($0.subject, $0) }) { $1 }
  }

  /// A measure of all units, and of the whole district by subject, as printed.
  func printed(_ measure: Measure) -> PrintedMeasure {
    var amounts = MeasureAmounts(unitCount: units.count)
    for (place, cells) in units.enumerated() {
      amounts.units[place] = MeasureAmounts.Unit(measure, of: cells)
    }
    amounts.setSubjects(measure, of: top)
    return amounts.printed(parents: outline.entries.map(\.parent), step: step)
  }

  /// What each unit spent the year before, as printed.
  ///
  /// - Parameter before: That year with its actuals as printed, where it is published: what is the
  ///   same there is printed as there.
  func printedPrior(_ before: (year: DistrictYear, actual: PrintedMeasure)?) -> PrintedTree {
    let amounts = units.map { $0[.all]?.priorFen ?? 0 }
    let given = before.flatMap { before in
      printed(amounts, in: before.year, before.actual)
    }
    return PrintedTree(
      amounts, parents: outline.entries.map(\.parent), step: step, given: given ?? [:])
  }

  private func printed(
    _ amounts: [Int64], in year: DistrictYear, _ actual: PrintedMeasure
  ) -> [Int: Int64]? {
    var given: [Int: Int64] = [:]
    for (place, entry) in outline.entries.enumerated() {
      let old = year.outline.places[entry.code]
      let exact = old.flatMap { year.units[$0][.all]?.amounts.actual } ?? 0
      guard exact == amounts[place] else { return nil }
      given[place] = old.map { actual.units[$0].total } ?? 0
    }
    return given
  }
}

extension MeasureAmounts.Unit {
  /// A measure of a unit by 类, and what of it was taken out.
  init(_ measure: Measure, of cells: [SubjectCode: UnitCell]) {
    self.init()
    for (code, cell) in cells where code.level == .category {
      amounts[code] = cell.amounts[measure] ?? 0
      let out = cell.eliminated[measure] ?? 0
      if out != 0 { eliminated[code] = out }
    }
  }
}

extension MeasureAmounts {
  /// A single unit with all its subjects, actuals by their kinds.
  init(_ measure: Measure, ofUnit cells: [SubjectCode: UnitCell]) {
    self.init(unitCount: 1)
    units[0] = Unit(measure, of: cells)
    units[0].eliminated = [:]
    setSubjects(measure, of: cells)
  }

  fileprivate mutating func setSubjects(_ measure: Measure, of cells: [SubjectCode: UnitCell]) {
    subjects = cells.mapValues { $0.amounts[measure] ?? 0 }
    if measure == .actual { kinds = cells.mapValues(Self.kinds) }
  }

  /// 基本支出, 项目支出, and what is neither or not told.
  private static func kinds(of cell: UnitCell) -> [Int64] {
    [cell.basicFen ?? 0, cell.projectFen ?? 0, cell.otherFen]
  }
}

extension UnitCell {
  /// What of the actual is neither 基本支出 nor 项目支出, or not told; fen.
  var otherFen: Int64 { (amounts.actual ?? 0) - (basicFen ?? 0) - (projectFen ?? 0) }
}
