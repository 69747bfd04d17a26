/// One row of `reference.unit_succession`: tasks and money that went from one unit to another.
public struct UnitSuccession: Hashable, Sendable {
  /// The unit that gave; nil for one that nobody else names.
  public let from: UnitIndex?
  /// The unit that took over; nil for one that nobody else names.
  public let to: UnitIndex?
  /// The first year of the new state.
  public let year: FiscalYear

  /// Records a succession.
  public init(from: UnitIndex?, to: UnitIndex?, year: FiscalYear) {
    (self.from, self.to, self.year) = (from, to, year)
  }
}

/// The history of units: whose figures of two years are of different tasks.
public struct UnitSuccessions: Sendable {
  private struct Change: Hashable {
    let unit: UnitIndex
    let year: FiscalYear
  }

  private let changes: Set<Change>

  /// Collects the rows.
  public init(_ rows: [UnitSuccession] = []) {
    changes = Set(
      rows.flatMap { row in
        [row.from, row.to].compactMap(\.self).map { Change(unit: $0, year: row.year) }
      })
  }

  /// Whether a unit gave or took over tasks between the year before and `year`, so that what
  /// changed may be the unit and not its spending.
  public func concern(_ unit: UnitIndex, in year: FiscalYear) -> Bool {
    !changes.isEmpty && changes.contains(Change(unit: unit, year: year))
  }
}
