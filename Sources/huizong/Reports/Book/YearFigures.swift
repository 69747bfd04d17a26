import BudgetDomain
import BudgetReport
import BudgetStore
import PostgresClient

/// The figures of the year of the book, exact and as printed, with the years before.
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
  /// Last year's actual of each unit of the outline.
  let unitPriors: [UnitPrior]
  /// The published years before that the book shows, and the one before its own.
  let past: [Int: PastYear]

  /// What a unit spent the year before.
  struct UnitPrior {
    /// As printed, in steps; nil is not stated.
    let steps: Int64?
    /// What a group has beside its units, as printed; nil for nothing.
    let restSteps: Int64?
  }

  /// A year of the unit at the top.
  struct PastYear {
    /// Its cells by subject.
    let cells: [SubjectCode: UnitCell]
    /// Its actuals as printed.
    let actual: PrintedSubjects

    /// The subjects that somebody states an actual of.
    var stated: Set<SubjectCode> { Set(cells.filter { $0.value.amounts.actual != nil }.keys) }
  }

  /// Reads and prints the year.
  ///
  /// - Throws: `PostgresError`.
  init(_ frame: BookFrame, on connection: borrowing Connection) throws {
    let district = try DistrictYear(frame.year, frame, on: connection)
    let places = frame.outline.entries.map { district.outline.places[$0.code] }
    let top = try district.cells(of: frame.request.unitCode, on: connection)
    self.top = top
    units = places.map { $0.map { district.units[$0] } ?? [:] }
    subjects = SubjectOutline(top.keys)
    func printed(_ measure: Measure) -> PrintedMeasure {
      let whole = district.printed(measure)
      return frame.request.unitCode == "*" ? whole : whole.cut(to: places, top, measure, frame)
    }
    self.printed = BudgetFigures(
      initial: printed(.initialBudget), final: printed(.finalBudget), actual: printed(.actual))

    var past: [Int: PastYear] = [:]
    var before: (year: DistrictYear, actual: PrintedMeasure)?
    let shown = Set(frame.years).union([frame.year - 1]).subtracting([frame.year])
    for year in frame.publication.fiscalYears where shown.contains(year) {
      let district = try DistrictYear(year, frame, on: connection)
      let actual = district.printed(.actual)
      past[year] = try PastYear(district, actual, frame, on: connection)
      if year == frame.year - 1 { before = (district, actual) }
    }
    self.past = past
    prior = Self.prior(top, past[frame.year - 1], step: frame.step)
    let priors = district.printedPrior(before)
    unitPriors = places.map { place in
      UnitPrior(at: place, in: district, priors, beside: before?.year)
    }
  }

  /// The top's actuals by subject.
  var actual: PrintedSubjects {
    PrintedSubjects(amounts: printed.actual.subjects, direct: printed.actual.direct)
  }

  /// What somebody stated of a subject the year before, as printed.
  func prior(of code: SubjectCode) -> Int64? { prior.amounts[code] }

  /// Last year's actuals: what is the same in last year's own book is printed as there.
  private static func prior(
    _ top: [SubjectCode: UnitCell], _ before: PastYear?, step: PrintStep
  ) -> PrintedSubjects {
    let exact = top.mapValues { $0.priorFen ?? 0 }
    guard let before else {
      let printed = PrintedSubjects(exact, step: step)
      return PrintedSubjects(
        amounts: printed.amounts.filter { top[$0.key]?.priorFen != nil }, direct: printed.direct)
    }
    let isSame = exact.allSatisfy { $1 == before.cells[$0]?.amounts.actual ?? 0 }
    let given =
      isSame
      ? Dictionary(
        uniqueKeysWithValues: exact.keys.map { ($0, before.actual.amounts[$0] ?? 0) }) : [:]
    let printed = PrintedSubjects(exact, step: step, given: given)
    let stated = before.stated
    return PrintedSubjects(
      amounts: printed.amounts.filter { code, _ in
        exact[code] ?? 0 != 0 || stated.contains(code)
      },
      direct: printed.direct)
  }
}

extension YearFigures.PastYear {
  fileprivate init(
    _ district: DistrictYear, _ actual: PrintedMeasure, _ frame: BookFrame,
    on connection: borrowing Connection
  ) throws(PostgresError) {
    let unitCode = frame.request.unitCode
    cells = try district.cells(of: unitCode, on: connection)
    guard unitCode != "*" else {
      self.actual = PrintedSubjects(amounts: actual.subjects, direct: actual.direct)
      return
    }
    guard let place = district.outline.places[unitCode] else {
      // Without a place in that year's tree, it is in no table of that year's units.
      self.actual = PrintedSubjects(
        cells.mapValues { $0.amounts.actual ?? 0 }, step: frame.step)
      return
    }
    let cut = actual.cut(to: [place], cells, .actual, frame)
    self.actual = PrintedSubjects(amounts: cut.subjects, direct: cut.direct)
  }
}

extension YearFigures.UnitPrior {
  fileprivate init(
    at place: Int?, in district: DistrictYear, _ priors: PrintedTree, beside before: DistrictYear?
  ) {
    guard let place, let cell = district.units[place][.all],
      let exact = cell.priorFen
    else {
      self.init(steps: nil, restSteps: nil)
      return
    }
    let code = district.outline.entries[place].code
    let old = before?.outline.places[code]
    // Where nobody stated it, the database says 0.
    let isStated = exact != 0 || old.flatMap { before?.units[$0][.all]?.amounts.actual } != nil
    let hasRest = priors.ownFen[place] != 0 || priors.ownSteps[place] != 0
    self.init(
      steps: isStated ? priors.steps[place] : nil,
      restSteps: hasRest ? priors.ownSteps[place] : nil)
  }
}

extension PrintedMeasure {
  /// The units of some places, and the subjects of the first of them.
  ///
  /// - Parameter cells: The cells of the first one, all levels.
  fileprivate func cut(
    to places: [Int?], _ cells: [SubjectCode: UnitCell], _ measure: Measure, _ frame: BookFrame
  ) -> PrintedMeasure {
    let units = places.map { $0.map { self.units[$0] } ?? Unit() }
    guard let first = units.first else { return self }
    return MeasureAmounts(measure, ofUnit: cells).printed(given: first, step: frame.step)
      .beside(units)
  }
}

/// What is stated is printed; what is not stated stays empty.
func printed(_ steps: Int64?, unless exact: Int64?) -> Int64? {
  exact == nil ? nil : steps
}
