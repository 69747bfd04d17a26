import BudgetDomain

/// Explains what is left of a year's transfers by the other transfers of that year and of the year
/// before: another unit has the amount, or the other side had it a year ago.
///
/// It looks back and never ahead, so that a year's rows depend on no year after it.
struct ResidualExplanation {
  /// What one side says and the other does not: of one pair, fund and measure.
  private struct Open: Hashable {
    let payer: String
    let payee: String
    let fund: FundType
    let measure: Measure
    let isPayerOpen: Bool

    init(_ row: TransferRow, fromOtherSide: Bool = false) {
      (payer, payee, fund, measure) = (row.payer, row.payee, row.fund, row.measure)
      isPayerOpen = row.isPayerOpen != fromOtherSide
    }
  }

  private struct Amount: Hashable {
    let measure: Measure
    let isPayerOpen: Bool
    let fen: Int64
  }

  /// Who has an amount with another unit.
  private struct Side: Hashable {
    let amount: Amount
    let unit: String
    let isPayer: Bool
  }

  private let before: [Open: Int64]

  /// - Parameter before: The rows of the year before.
  init(before: [TransferRow]) {
    self.before = Self.sums(before)
  }

  /// The rows with a cause for everything that is left.
  func explained(_ rows: [TransferRow]) -> [TransferRow] {
    let sums = Self.sums(rows)
    var others: [Side: [String]] = [:]
    for (open, fen) in sums {
      let amount = Amount(measure: open.measure, isPayerOpen: open.isPayerOpen, fen: fen)
      others[Side(amount: amount, unit: open.payer, isPayer: true), default: []].append(open.payee)
      others[Side(amount: amount, unit: open.payee, isPayer: false), default: []].append(open.payer)
    }
    var stated: Set<[String]> = []
    for row in rows {
      if row.payerFen != nil { stated.insert(Self.side(row, isPayer: true)) }
      if row.payeeFen != nil { stated.insert(Self.side(row, isPayer: false)) }
    }
    return rows.map { row in
      guard row.residualFen != 0, row.cause?.isOfRows ?? true else { return row }
      var row = row
      (row.cause, row.detail) = (nil, nil)
      let fen = sums[Open(row)] ?? 0
      let amount = Amount(measure: row.measure, isPayerOpen: !row.isPayerOpen, fen: fen)
      if let other = Self.partner(of: row, with: amount, among: others) {
        (row.cause, row.detail) = (.otherCounterparty, other)
      } else if before[Open(row, fromOtherSide: true)] == fen {
        (row.cause, row.detail) = (.otherYear, row.year.previous.description)
      } else {
        let isAlone = !stated.contains(Self.side(row, isPayer: !row.isPayerOpen))
        row.cause = isAlone ? .oneSideMissing : .amountDiffers
      }
      return row
    }
  }

  /// The unit that the other side names: the first that has the amount with one of the two units.
  private static func partner(
    of row: TransferRow, with amount: Amount, among others: [Side: [String]]
  ) -> String? {
    let payees = others[Side(amount: amount, unit: row.payer, isPayer: true)] ?? []
    let payers = others[Side(amount: amount, unit: row.payee, isPayer: false)] ?? []
    return (payees.filter { $0 != row.payee } + payers.filter { $0 != row.payer })
      .min { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func side(_ row: TransferRow, isPayer: Bool) -> [String] {
    [row.payer, row.payee, row.measure.name, isPayer ? "payer" : "payee"]
  }

  private static func sums(_ rows: [TransferRow]) -> [Open: Int64] {
    rows.reduce(into: [:]) { sums, row in
      guard row.residualFen != 0, row.cause?.isOfRows ?? true else { return }
      let open = Open(row)
      let (sum, overflow) = (sums[open] ?? 0).addingReportingOverflow(row.residualFen)
      sums[open] = overflow ? row.residualFen : sum
    }
  }
}

extension ResidualCause {
  /// Whether the cause is found by looking at other rows, so that it is found anew beside others.
  fileprivate var isOfRows: Bool {
    switch self {
    case .otherCounterparty, .otherYear, .oneSideMissing, .amountDiffers: true
    case .outsideTree, .notBooked, .belowThreshold, .rounding, .unitScale, .otherFund,
      .otherSubject:
      false
    }
  }
}
