public import BudgetDomain

/// What all years are restated to, and what that changes in each of them.
public struct ComparableFrame: Sendable {
  /// The year whose subjects and units all years are restated to.
  public let newest: FiscalYear
  /// That year's units, at the places that restated cells refer to.
  public var tree: UnitTree { units.tree }
  /// Everything but the submissions that restated figures depend on.
  public let basis: ContentDigest
  let units: NewestUnits
  let subjects: SubjectRestatement
  /// By year that this run reads or reads back.
  private let shifts: [FiscalYear: (subjects: SubjectShift, units: UnitShift)]
  /// By year and by the payer's place in its tree.
  private let eliminations: [FiscalYear: [Int: [Elimination]]]

  init(
    _ subjects: SubjectRestatement, _ units: NewestUnits, _ items: ItemIndex,
    _ nodes: [FiscalYear: [YearNode]], _ eliminations: [FiscalYear: [Int: [Elimination]]],
    basis: ContentDigest
  ) {
    newest = subjects.crosswalk.newest
    self.basis = basis
    self.units = units
    self.subjects = subjects
    self.eliminations = eliminations
    var shifts: [FiscalYear: (subjects: SubjectShift, units: UnitShift)] = [:]
    for (year, nodes) in nodes {
      var shift = UnitShift(nodes, units, in: year)
      shift.note(eliminations[year] ?? [:], in: nodes, units)
      shifts[year] = (SubjectShift(subjects, items, in: year), shift)
    }
    self.shifts = shifts
  }

  func shift(of year: FiscalYear) -> (subjects: SubjectShift, units: UnitShift)? { shifts[year] }

  /// What was taken out of sums of what a unit has booked in a year, by its place then.
  func eliminations(ofPayerAt place: Int, in year: FiscalYear) -> [Elimination] {
    eliminations[year]?[place] ?? []
  }

  /// The cells of a year that are restated, because they or those of the year before change.
  public func scope(of year: FiscalYear) -> ComparableScope {
    ComparableScope([shifts[year.previous], shifts[year]].compactMap(\.self), units.codes)
  }

  /// What is collected of a year: what is restated, and what the next year's stand beside.
  func collected(in year: FiscalYear) -> ComparableScope {
    ComparableScope(
      [shifts[year.previous], shifts[year], shifts[year.next]].compactMap(\.self), units.codes)
  }

  /// The codes that hold money in a year.
  public func booked(in year: FiscalYear) -> Set<BookedCode> {
    Set((subjects.landings[year] ?? [:]).keys)
  }

  /// How well the figures of a code compare in a year.
  public func comparability(at code: SubjectCode, fund: FundType, in year: FiscalYear)
    -> Comparability
  {
    shifts[year]?.subjects.comparability(at: code, fund: fund) ?? .exact
  }

  /// How well the figures of a unit of the newest tree compare in a year.
  public func comparability(ofUnitAt place: Int, in year: FiscalYear) -> Comparability {
    shifts[year]?.units.comparability[place] ?? .exact
  }

  /// Whether figures of the year before stand beside those of a year, or may.
  public func hasPrior(_ year: FiscalYear) -> Bool { shifts[year.previous] != nil }

  /// Whether a unit of the newest tree that has children held money itself in a year.
  public func isOwner(_ place: Int, in year: FiscalYear) -> Bool {
    shifts[year]?.units.owners.contains(place) ?? false
  }

  /// The smallest code of the family of a code.
  public func family(of code: SubjectCode, fund: FundType) -> SubjectCode {
    subjects.family(of: code, fund: fund)
  }

  /// The code of a unit of the newest tree.
  public func code(at place: Int) -> String { units.codes[place] }
}

/// Which cells of a year are not as reported when restated; all others are.
public struct ComparableScope: Sendable {
  /// By item: whether its cells are restated.
  public let isTouched: [Bool]
  /// By place in the newest tree: whether all cells of the unit are restated.
  public let isAffected: [Bool]
  /// The units whose reported cells are not shown, in the newest tree or not.
  public let affected: Set<String>
  /// Whether everything is as reported.
  public let isEmpty: Bool

  init(_ shifts: [(subjects: SubjectShift, units: UnitShift)], _ codes: [String]) {
    var isTouched = shifts.first?.subjects.isTouched ?? []
    var affected: Set<String> = []
    for shift in shifts {
      affected.formUnion(shift.units.affected)
      for (item, isIn) in shift.subjects.isTouched.enumerated() where isIn {
        isTouched[item] = true
      }
    }
    self.init(isTouched: isTouched, affected: affected, codes)
  }

  /// - Parameter codes: The units of the newest tree, by place.
  init(isTouched: [Bool], affected: Set<String>, _ codes: [String]) {
    self.isTouched = isTouched
    self.affected = affected
    isAffected = codes.map { affected.contains($0) }
    isEmpty = affected.isEmpty && !isTouched.contains(true)
  }

  /// Whether the cells of an item are restated.
  public func touches(_ item: Int) -> Bool { item < isTouched.count && isTouched[item] }
}
