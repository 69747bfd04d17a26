public import BudgetDomain

/// A unit whose money of a year is not where it was reported when all years are compared.
public struct PerimeterChange: Hashable, Sendable {
  /// What became of it.
  public enum Change: String, Sendable {
    /// Nobody had its money a year before.
    case entered
    /// Nobody has it in the newest year: its money is outside what is compared.
    case left
    /// 合并.
    case merge
    /// 分立.
    case split
    /// 更名.
    case rename
    /// 划转.
    case transfer
    /// It is the same unit still, under another group: that one has its money in the newest year.
    case enteredGroup = "entered_group"
    /// The group that had its money in the year and has not in the newest.
    case leftGroup = "left_group"
  }

  /// The budget year of the money.
  public let year: FiscalYear
  /// The unit's code.
  public let unit: String
  /// What became of it.
  public let change: Change
  /// The unit that has the money now, or the group that was entered or left; nil where nobody has.
  public let other: String?
  /// The money in fen, over all subjects and funds; nil where nobody states the measure.
  public let figures: BudgetFigures<Int64?>
}

extension PerimeterChange.Change {
  init(_ kind: UnitSuccession.Kind) {
    switch kind {
    case .merge: self = .merge
    case .split: self = .split
    case .rename: self = .rename
    case .transfer: self = .transfer
    }
  }
}
