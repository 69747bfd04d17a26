/// One row of `reference.unit_succession`: what becomes of a unit's money when units change.
public struct UnitSuccession: Hashable, Sendable {
  /// What happened.
  public enum Kind: String, CaseIterable, Sendable {
    /// 合并.
    case merge
    /// 分立.
    case split
    /// 更名.
    case rename
    /// 划转.
    case transfer
  }

  /// The unit before.
  public let from: String
  /// The unit after.
  public let to: String
  /// The first year of the new state.
  public let year: FiscalYear
  /// What happened; nil for a word of no list, which only a bureau's own view can hold.
  public let kind: Kind?
  /// How much of the money goes there.
  public let share: StatedShare

  /// Records a row.
  public init(from: String, to: String, year: FiscalYear, kind: Kind?, share: StatedShare) {
    self.from = from
    self.to = to
    self.year = year
    self.kind = kind
    self.share = share
  }
}

/// Rows that leave one unit in one year and cannot be right.
public struct SuccessionDefect: Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// The unit before was not in the list of the year before.
    case unknownOrigin
    /// A unit after is not in the list of the year; its code.
    case unknownHeir(String)
    /// The shares do not make up the whole.
    case sum(ShareSum)
    /// The kind or a share cannot be read, known and unknown shares stand side by side, or the
    /// sum does not fit 128 bits.
    case unreadable
    /// The unit has been merged or renamed and still is in the list under its old code.
    case stillThere
  }

  /// The unit before.
  public let unit: String
  /// The year of the rows.
  public let year: FiscalYear
  /// What is wrong.
  public let problem: Problem

  /// Notes a defect.
  public init(unit: String, year: FiscalYear, problem: Problem) {
    self.unit = unit
    self.year = year
    self.problem = problem
  }

  /// Whether the money of the unit can be followed all the same.
  public var canBeFollowed: Bool {
    problem == .stillThere || problem == .unknownOrigin
  }
}

/// The history of units: whose figures of two years are of different tasks.
public struct UnitSuccessions: Sendable {
  private struct Change: Hashable {
    let unit: UnitIndex
    let year: FiscalYear
  }

  private let changes: Set<Change>

  /// Collects the rows; a unit that nobody else names is of no figure.
  public init(_ rows: [UnitSuccession], units: UnitDirectory) {
    changes = Set(
      rows.flatMap { row in
        [row.from, row.to].compactMap(units.index(of:)).map { Change(unit: $0, year: row.year) }
      })
  }

  /// Whether a unit gave or took over tasks between the year before and `year`, so that what
  /// changed may be the unit and not its spending.
  public func concern(_ unit: UnitIndex, in year: FiscalYear) -> Bool {
    !changes.isEmpty && changes.contains(Change(unit: unit, year: year))
  }
}
