public import BudgetDomain

/// Where a part of what stands on a code in some year stands in the newest year.
public struct CodeRoute: Hashable, Sendable {
  /// The code on which the money was booked, and its fund.
  public let booked: BookedCode
  /// Where the part stands now.
  public let target: SubjectCode
  /// How much of the money it is.
  public let share: ExactShare
}

/// Where a part of what a unit has booked in some year stands in the newest year.
public struct UnitRoute: Hashable, Sendable {
  /// The code of the unit that booked it.
  public let unit: String
  /// The code of the unit that has it now.
  public let target: String
  /// How much of the money it is.
  public let share: ExactShare
  /// How it came there; nil for what stayed.
  public let kind: UnitSuccession.Kind?
}

extension ComparableFrame {
  /// What becomes of the codes of a year whose money does not all stay, by fund and code; the
  /// parts of a code stand in the order in which fen are shared out.
  public func codeRoutes(in year: FiscalYear) -> [CodeRoute] {
    (subjects.landings[year] ?? [:]).filter { !$1.stays(on: $0.code) }
      .sorted { ($0.key.fund.rawValue, $0.key.code) < ($1.key.fund.rawValue, $1.key.code) }
      .flatMap { booked, landing in
        landing.parts.map { CodeRoute(booked: booked, target: $0.code, share: $0.share) }
      }
  }

  /// What becomes of a unit's money; none where it all stays with the unit.
  public func unitRoutes(of unit: String, in year: FiscalYear) -> [UnitRoute] {
    guard units.history.concerns(unit) else { return [] }
    let parts = units.history.landing(of: unit, since: year).parts
    guard parts.count > 1 || parts.first?.unit != unit else { return [] }
    return parts.map {
      UnitRoute(unit: unit, target: $0.unit, share: $0.share, kind: $0.kind)
    }
  }
}
