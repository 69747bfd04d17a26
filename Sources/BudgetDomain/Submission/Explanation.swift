/// Words of a unit about a difference (`intake.explanation`), without the words themselves.
///
/// An explanation of a line explains its actual − initial budget; one of a figure, the difference
/// of the figure's family (its name without the last part).
public struct Explanation: Hashable, Sendable {
  /// What it says about the money.
  public enum Kind: String, CaseIterable, Sendable {
    /// A reason.
    case reason
    /// The money came from a government above.
    case superiorMoney = "superior_money"
    /// The treasury paid the money straight to somebody else.
    case directTransfer = "direct_transfer"
  }

  /// The line it speaks of; nil for none.
  public let lineNumber: Int32?
  /// The figure it speaks of; nil for none.
  public let figure: FigureName?
  /// How much it explains, in the submission's amount unit; missing for the whole difference.
  public let amount: StatedNumber
  /// What it says about the money.
  public let kind: Kind
  /// The code of the unit that got the money; nil where none is named.
  public let counterparty: String?

  /// Records an explanation.
  public init(
    lineNumber: Int32? = nil, figure: FigureName? = nil, amount: StatedNumber = .missing,
    kind: Kind = .reason, counterparty: String? = nil
  ) {
    self.lineNumber = lineNumber
    self.figure = figure
    self.amount = amount
    self.kind = kind
    self.counterparty = counterparty
  }
}
