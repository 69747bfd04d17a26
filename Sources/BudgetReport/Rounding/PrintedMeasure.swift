public import BudgetDomain

/// One measure of a year, exact: of all units by 类, and of the one at the top by every subject.
public struct MeasureAmounts: Sendable {
  /// The amounts of a unit.
  public struct Unit: Sendable {
    /// Fen by 类; they add up to the unit's total.
    public var amounts: [SubjectCode: Int64] = [:]
    /// What is taken out of the sum of its units, fen by 类.
    public var eliminated: [SubjectCode: Int64] = [:]

    /// A unit without money.
    public init() {}
  }

  /// The units in the order of the outline; the first one is the top.
  public var units: [Unit]
  /// The subjects of the top, fen; every 类 among them, and the total.
  public var subjects: [SubjectCode: Int64]
  /// What each of these amounts consists of, fen, as many parts for each, which add up to it;
  /// empty where it is not divided.
  public var kinds: [SubjectCode: [Int64]]

  /// A measure of so many units, none of which has money yet.
  public init(unitCount: Int) {
    units = [Unit](repeating: Unit(), count: unitCount)
    subjects = [:]
    kinds = [:]
  }
}

/// The same as printed, in steps: the units of a group, less what is taken out, add up to it in
/// every column, 类 add up to every unit's total, and subjects and their kinds to what is above.
public struct PrintedMeasure: Sendable {
  /// The printed figures of a unit.
  public struct Unit: Sendable {
    /// All subjects together.
    public var total: Int64 = 0
    /// By 类.
    public var amounts: [SubjectCode: Int64] = [:]
    /// What is taken out of the sum of its units, by 类, and in all under `*`.
    public var eliminated: [SubjectCode: Int64] = [:]
    /// What its units and that leave unexplained, by 类, and in all under `*`: the tree has
    /// changed since the figures were published.
    public var unexplained: [SubjectCode: Int64] = [:]

    /// A unit without money.
    public init() {}
  }

  /// The units in the order of the outline.
  public internal(set) var units: [Unit]
  /// The subjects of the top, the total among them.
  public internal(set) var subjects: [SubjectCode: Int64] = [:]
  /// What stands on a subject itself, beside those below it.
  public internal(set) var direct: [SubjectCode: Int64] = [:]
  /// What each subject consists of.
  public internal(set) var kinds: [SubjectCode: [Int64]] = [:]
  /// What that which stands on a subject itself consists of.
  public internal(set) var directKinds: [SubjectCode: [Int64]] = [:]
}

extension PrintedMeasure {
  /// The same subjects with other units: those of a part of the district, as the district's table
  /// prints them.
  public func beside(_ units: [Unit]) -> PrintedMeasure {
    var measure = self
    measure.units = units
    return measure
  }
}

extension MeasureAmounts {
  /// The subjects of one unit as they are printed below its total and 类, which the table of all
  /// units prints.
  ///
  /// Each is one of its two neighbours, and all parts add up; so are the kinds of each subject. Of
  /// the kinds of the total only what the 类's add up to can be promised: they are neighbours
  /// wherever the given 类 allow it.
  ///
  /// - Parameter unit: The printed figures of the only unit, neighbours of the exact ones.
  public func printed(given unit: PrintedMeasure.Unit, step: PrintStep) -> PrintedMeasure {
    precondition(units.count == 1, "one unit")
    let above = unit.amounts.merging([.all: unit.total]) { $1 }
    guard !kinds.isEmpty else {
      var measure = PrintedMeasure(units: [unit])
      let below = PrintedSubjects(subjects, step: step, given: above)
      measure.subjects = below.amounts
      measure.direct = below.direct
      return measure
    }
    var measure = MeasureNetwork(self, parents: [nil], step: step).printed(given: unit)
    measure.units = [unit]
    measure.subjects.merge(above) { $1 }
    return measure
  }

  /// The figures as they are printed.
  ///
  /// - Parameter parents: The group of each unit; the first one is the top.
  public func printed(parents: [Int?], step: PrintStep) -> PrintedMeasure {
    var measure = MeasureNetwork(self, parents: parents, step: step).printed()
    measure.subjects[.all] = measure.units[0].total
    measure.subjects.merge(measure.units[0].amounts) { $1 }
    guard kinds.isEmpty else { return measure }
    // Below 类 nothing is divided twice: each level follows from the one above.
    let below = PrintedSubjects(subjects, step: step, given: measure.subjects)
    measure.subjects = below.amounts
    measure.direct = below.direct
    return measure
  }
}
