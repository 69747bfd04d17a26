/// The successions of units over years: where the money of a unit stands in the newest year.
public struct UnitHistory: Sendable {
  /// The year whose units everything is restated to.
  public let newest: FiscalYear
  /// Rows that cannot be right, by year, unit and problem.
  public let defects: [SuccessionDefect]
  private let exits: [Key: Exit]
  private let years: [FiscalYear]
  private let origins: Set<String>

  private struct Key: Hashable {
    let unit: String
    let year: FiscalYear
  }

  /// What leaves a unit in a year.
  private enum Exit {
    /// Known shares that make up the whole, the rest of the unit itself among them.
    case shares([(unit: String, share: ExactShare, kind: UnitSuccession.Kind?)])
    /// Somewhere among these and the unit itself.
    case unknown([String])
  }

  /// Checks the rows of years up to `newest`.
  public init(_ rows: [UnitSuccession], units: UnitDirectory, newest: FiscalYear) {
    self.newest = newest
    let groups = Dictionary(grouping: rows.filter { $0.year <= newest }) {
      Key(unit: $0.from, year: $0.year)
    }
    var exits: [Key: Exit] = [:]
    var defects: [SuccessionDefect] = []
    func isListed(_ unit: String, _ year: FiscalYear) -> Bool {
      units.index(of: unit).map { units.row(of: $0, in: year) != nil } ?? false
    }
    for (key, rows) in groups {
      let isThere = isListed(key.unit, key.year)
      let unknown = rows.map(\.to).filter { !isListed($0, key.year) }.min()
      var problems: [SuccessionDefect.Problem] = []
      if !isListed(key.unit, key.year.previous) { problems.append(.unknownOrigin) }
      if let unknown { problems.append(.unknownHeir(unknown)) }
      if isThere, rows.contains(where: { $0.isFinal && $0.to != key.unit }) {
        problems.append(.stillThere)
      }
      let (exit, problem) = Self.exit(rows, of: key.unit, isThere: isThere)
      problems += problem.map { [$0] } ?? []
      exits[key] = unknown == nil ? exit : .unknown(rows.map(\.to).sorted())
      defects += problems.map { SuccessionDefect(unit: key.unit, year: key.year, problem: $0) }
    }
    self.exits = exits
    self.defects = defects.sorted {
      ($0.year.number, $0.unit, "\($0.problem)") < ($1.year.number, $1.unit, "\($1.problem)")
    }
    years = Set(groups.keys.map(\.year)).sorted()
    origins = Set(groups.keys.map(\.unit))
  }

  /// Judges the rows that leave one unit in one year.
  private static func exit(
    _ rows: [UnitSuccession], of unit: String, isThere: Bool
  ) -> (Exit, SuccessionDefect.Problem?) {
    let heirs = rows.map(\.to).sorted()
    guard rows.allSatisfy({ $0.kind != nil && $0.share != .unreadable }) else {
      return (.unknown(heirs), .unreadable)
    }
    var targets = rows.compactMap { row in row.share.exact.map { (row.to, $0, row.kind) } }
    if targets.count < rows.count {
      // Who is merged or renamed goes over as a whole, said or not.
      if rows.count == 1, rows[0].isFinal {
        return (.shares([(rows[0].to, .whole, rows[0].kind)]), nil)
      }
      return (.unknown(heirs), targets.isEmpty ? nil : .unreadable)
    }
    guard let sum = ShareSum.of(targets.map(\.1)) else { return (.unknown(heirs), .unreadable) }
    if sum.isWhole { return (.shares(targets.filter { $0.1.numerator > 0 }), nil) }
    let isTransfer = rows.allSatisfy { $0.kind == .transfer }
    guard isTransfer, isThere, !sum.isMoreThanWhole,
      let numerator = Int64(exactly: sum.numerator),
      let denominator = Int64(exactly: sum.denominator),
      let given = ExactShare(numerator, over: denominator)
    else { return (.unknown(heirs), .sum(sum)) }
    targets.append((unit, given.rest, nil))
    return (.shares(targets.filter { $0.1.numerator > 0 }), nil)
  }

  /// Whether some row says what becomes of a unit.
  public func concerns(_ unit: String) -> Bool { origins.contains(unit) }

  /// Where the money that a unit held in `year` stands in the newest year, whether or not that
  /// year's list has the units.
  public func landing(of unit: String, since year: FiscalYear) -> UnitLanding {
    var walk = SuccessionWalk(unit)
    for step in years.drop(while: { $0 <= year }) {
      walk.step { unit in
        switch exits[Key(unit: unit, year: step)] {
        case nil: .stay
        case .shares(let targets): .divide(targets)
        case .unknown(let heirs):
          .doubt(
            heirs.reduce(into: []) { reach, heir in
              reach.formUnion(landing(of: heir, since: step).units)
            })
        }
      }
    }
    return walk.landing
  }
}

extension UnitSuccession {
  /// Whether nothing is left of the unit before.
  fileprivate var isFinal: Bool { kind == .merge || kind == .rename }
}
