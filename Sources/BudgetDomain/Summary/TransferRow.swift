/// Why an amount that one unit paid another could not be taken out of their common sum, or not all
/// of it; the words of `summary.elimination`.
public enum ResidualCause: String, CaseIterable, Sendable {
  /// A unit that a line or the register names is not in the tree of the year.
  case outsideTree = "outside_tree"
  /// The register says more than the payer has booked on the subject.
  case notBooked = "not_booked"
  /// Too small to be worth matching.
  case belowThreshold = "below_threshold"
  /// The two sides agree as far as they are printed.
  case rounding
  /// One side is the other times a power of ten that amount units differ by.
  case unitScale = "unit_scale"
  /// The other side has the amount in another fund.
  case otherFund = "other_fund"
  /// The register has the amount under another subject.
  case otherSubject = "other_subject"
  /// The other side names another unit for the amount.
  case otherCounterparty = "other_counterparty"
  /// The other side had the amount a year before.
  case otherYear = "other_year"
  /// The other side says nothing.
  case oneSideMissing = "one_side_missing"
  /// The two sides say different amounts, and nothing explains them.
  case amountDiffers = "amount_differs"

  /// Whether somebody has to look into it.
  public var isWorthAsking: Bool { self != .belowThreshold && self != .rounding }
}

/// What one unit paid another in a year under one subject: what both sides say, and what of it was
/// taken out of the sum. One row of `summary.elimination`; amounts in fen.
public struct TransferRow: Hashable, Sendable {
  /// The budget year.
  public let year: FiscalYear
  /// The code of the unit that paid.
  public let payer: String
  /// The code of the unit that was paid.
  public let payee: String
  /// The payer's subject as published; `*` for what only the payee states.
  public let code: String
  /// The fund.
  public let fund: FundType
  /// Which of the three amounts it is.
  public let measure: Measure
  /// What the payer's side says; nil where it says nothing.
  public var payerFen: Int64?
  /// What the payee's side says; nil where it says nothing.
  public var payeeFen: Int64?
  /// What was taken out of the sum.
  public var eliminatedFen: Int64
  /// What one side says and was not taken out.
  public var residualFen: Int64
  /// Why; nil where nothing is left.
  public var cause: ResidualCause?
  /// What the cause points to: the other unit, fund, subject or year; nil where it needs none.
  public var detail: String?
  /// The lowest unit above both, in whose sum the amount was taken out; nil outside the tree.
  public let at: String?

  /// Sets both sides beside each other.
  public init(
    year: FiscalYear, payer: String, payee: String, code: String, fund: FundType,
    measure: Measure, payerFen: Int64?, payeeFen: Int64?, eliminatedFen: Int64,
    residualFen: Int64, cause: ResidualCause? = nil, detail: String? = nil, at: String?
  ) {
    self.year = year
    self.payer = payer
    self.payee = payee
    self.code = code
    self.fund = fund
    self.measure = measure
    self.payerFen = payerFen
    self.payeeFen = payeeFen
    self.eliminatedFen = eliminatedFen
    self.residualFen = residualFen
    self.cause = cause
    self.detail = detail
    self.at = at
  }
}
