import BudgetDomain

/// Who paid whom, of which measure, and the unit in whose sum it is in twice.
struct TransferPair {
  let year: FiscalYear
  let payer: String
  let payee: String
  let measure: Measure
  let at: String
}

/// The published rows of one payer, payee and measure, with the causes that the two sides
/// themselves give for what is left.
struct ResidualRows {
  private(set) var rows: [TransferRow] = []
  private let matching: ClaimMatching
  private let pair: TransferPair
  private let thresholdFen: Int128
  private let slackFen: Int128

  /// - Parameter slackFen: How far rounding can have moved the two sides apart.
  init(
    _ matching: ClaimMatching, of pair: TransferPair, thresholdFen: Int128, slackFen: Int128
  ) {
    self.matching = matching
    self.pair = pair
    self.thresholdFen = thresholdFen
    self.slackFen = slackFen
    for line in matching.lines {
      add(
        line.code, line.fund, payer: line.fen, payee: matching.wordFen.map { _ in line.wordFen },
        eliminated: line.eliminatedFen)
    }
    for found in matching.found {
      add(
        found.transfer.subject, found.transfer.fund, payer: found.transfer.claimedFen,
        payee: matching.wordFen.map { _ in found.wordFen }, eliminated: found.eliminatedFen)
    }
    for excess in matching.excesses {
      add(excess.code, excess.fund, payer: nil, payee: excess.fen, eliminated: 0)
    }
    rows.sort { ($0.code, $0.fund.rawValue) < ($1.code, $1.fund.rawValue) }
    settle()
  }

  private mutating func add(
    _ code: SubjectCode, _ fund: FundType, payer: Int64?, payee: Int64?, eliminated: Int64
  ) {
    let text = code.description
    guard let place = rows.firstIndex(where: { $0.code == text && $0.fund == fund }) else {
      rows.append(
        TransferRow(
          year: pair.year, payer: pair.payer, payee: pair.payee, code: text, fund: fund,
          measure: pair.measure, payerFen: payer, payeeFen: payee, eliminatedFen: eliminated,
          residualFen: 0, at: pair.at))
      return
    }
    if let payer { rows[place].payerFen = (rows[place].payerFen ?? 0) + payer }
    if let payee { rows[place].payeeFen = (rows[place].payeeFen ?? 0) + payee }
    rows[place].eliminatedFen += eliminated
  }

  /// What is left of each row: the payer's word, or what the other side says beyond it.
  private mutating func settle() {
    for place in rows.indices {
      let open = (rows[place].payerFen ?? 0) - rows[place].eliminatedFen
      let excess = matching.excesses.first {
        $0.code.description == rows[place].code && $0.fund == rows[place].fund
      }
      rows[place].residualFen = open != 0 ? open : excess?.fen ?? 0
    }
    for place in rows.indices where rows[place].residualFen != 0 {
      (rows[place].cause, rows[place].detail) = cause(of: rows[place])
    }
  }

  /// The cause that both sides' amounts give by themselves, and what it points to.
  private func cause(of row: TransferRow) -> (ResidualCause?, detail: String?) {
    let left = Int128(row.residualFen)
    if Int128(left.magnitude) < thresholdFen { return (.belowThreshold, nil) }
    // What a line names under another subject is booked, but not where the register has it.
    let otherSubject = otherSubject(row)
    if otherSubject == nil, row.isPayerOpen, isShort(row) { return (.notBooked, nil) }
    if let payer = matching.payerFen, let payee = matching.wordFen {
      let apart = Int128((payer - payee).magnitude)
      if apart <= slackFen, Int128(left.magnitude) <= slackFen { return (.rounding, nil) }
      if Self.differInUnit(payer, payee) { return (.unitScale, nil) }
    }
    if let other = rows.first(where: {
      $0.fund != row.fund && $0.isPayerOpen != row.isPayerOpen && $0.residualFen == row.residualFen
    }) {
      return (.otherFund, other.fund.name)
    }
    return otherSubject.map { (.otherSubject, $0) } ?? (nil, nil)
  }

  /// Whether the register says more of a subject than is booked there.
  private func isShort(_ row: TransferRow) -> Bool {
    matching.found.contains {
      $0.transfer.subject.description == row.code && $0.transfer.fund == row.fund
        && $0.bookedFen.magnitude < $0.transfer.claimedFen.magnitude
    }
  }

  /// The subject under which a line names what the register has under this one, or the reverse.
  private func otherSubject(_ row: TransferRow) -> String? {
    guard row.isPayerOpen else { return nil }
    let isRegistered = matching.found.contains {
      $0.transfer.subject.description == row.code && $0.transfer.fund == row.fund
    }
    return rows.first { other in
      let isOtherRegistered = matching.found.contains {
        $0.transfer.subject.description == other.code && $0.transfer.fund == other.fund
      }
      return isRegistered != isOtherRegistered && other.payerFen == row.residualFen
    }?.code
  }

  private static func differInUnit(_ first: Int128, _ second: Int128) -> Bool {
    guard first != 0, second != 0 else { return false }
    return [3, 4, 8].map { Int128(PowerOfTen[$0]) }.contains {
      first == second * $0 || second == first * $0
    }
  }
}

extension TransferRow {
  /// Whether what is left is the payer's word, and not what only the other side says.
  var isPayerOpen: Bool { (payerFen ?? 0) != eliminatedFen }
}
