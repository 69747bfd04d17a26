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
  fileprivate struct Subject: Hashable {
    let code: String
    let fund: FundType
  }

  private(set) var rows: [TransferRow] = []
  private var places: [Subject: Int] = [:]
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
    let subject = Subject(code: code.description, fund: fund)
    guard let place = places[subject] else {
      places[subject] = rows.count
      rows.append(
        TransferRow(
          year: pair.year, payer: pair.payer, payee: pair.payee, code: subject.code, fund: fund,
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
    let excesses = Dictionary(
      matching.excesses.map { (Subject(code: $0.code.description, fund: $0.fund), $0.fen) }
    ) { first, _ in first }
    for place in rows.indices {
      let open = (rows[place].payerFen ?? 0) - rows[place].eliminatedFen
      rows[place].residualFen = open != 0 ? open : excesses[Subject(rows[place])] ?? 0
    }
    let register = Register(matching.found)
    let beside = Beside(rows, register)
    for place in rows.indices where rows[place].residualFen != 0 {
      (rows[place].cause, rows[place].detail) = cause(of: rows[place], register, beside)
    }
  }

  /// The cause that both sides' amounts give by themselves, and what it points to.
  private func cause(of row: TransferRow, _ register: Register, _ beside: Beside)
    -> (ResidualCause?, detail: String?)
  {
    let left = Int128(row.residualFen)
    if Int128(left.magnitude) < thresholdFen { return (.belowThreshold, nil) }
    // What a line names under another subject is booked, but not where the register has it.
    let otherSubject = beside.otherSubject(row, register)
    if otherSubject == nil, row.isPayerOpen, register.short.contains(Subject(row)) {
      return (.notBooked, nil)
    }
    if let payer = matching.payerFen, let payee = matching.wordFen {
      let apart = Int128((payer - payee).magnitude)
      if apart <= slackFen, Int128(left.magnitude) <= slackFen { return (.rounding, nil) }
      if Self.differInUnit(payer, payee) { return (.unitScale, nil) }
    }
    if let other = beside.otherFund(row) { return (.otherFund, other.name) }
    return otherSubject.map { (.otherSubject, $0) } ?? (nil, nil)
  }

  /// What the register has that no line names.
  private struct Register {
    /// Where it has anything.
    var subjects: Set<Subject> = []
    /// Where it says more than is booked there.
    var short: Set<Subject> = []

    init(_ found: [ClaimMatching.Found]) {
      for found in found {
        let subject = Subject(
          code: found.transfer.subject.description, fund: found.transfer.fund)
        subjects.insert(subject)
        if found.bookedFen.magnitude < found.transfer.claimedFen.magnitude {
          short.insert(subject)
        }
      }
    }
  }

  /// The rows by what another row may have in common with them.
  private struct Beside {
    private struct Left: Hashable {
      let isPayerOpen: Bool
      let fen: Int64
    }
    private struct Said: Hashable {
      let isRegistered: Bool
      let fen: Int64
    }

    /// The funds with what is left, in the order of their first rows.
    private var funds: [Left: [FundType]] = [:]
    /// The first subject of what the payer says.
    private var codes: [Said: String] = [:]

    init(_ rows: [TransferRow], _ register: Register) {
      for row in rows {
        let left = Left(isPayerOpen: row.isPayerOpen, fen: row.residualFen)
        if !funds[left, default: []].contains(row.fund) {
          funds[left, default: []].append(row.fund)
        }
        guard let fen = row.payerFen else { continue }
        let said = Said(isRegistered: register.subjects.contains(Subject(row)), fen: fen)
        if codes[said] == nil { codes[said] = row.code }
      }
    }

    /// The fund in which the other side has what is left of a row.
    func otherFund(_ row: TransferRow) -> FundType? {
      funds[Left(isPayerOpen: !row.isPayerOpen, fen: row.residualFen)]?.first { $0 != row.fund }
    }

    /// The subject under which a line names what the register has under this one, or the reverse.
    func otherSubject(_ row: TransferRow, _ register: Register) -> String? {
      guard row.isPayerOpen else { return nil }
      let isRegistered = register.subjects.contains(Subject(row))
      return codes[Said(isRegistered: !isRegistered, fen: row.residualFen)]
    }
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

extension ResidualRows.Subject {
  fileprivate init(_ row: TransferRow) { self.init(code: row.code, fund: row.fund) }
}
