import BudgetDomain

/// Money between the units of a benchmark district, the same pairs every year.
///
/// One unit in twenty pays another one with one or two of its rows: a neighbour, one of the same
/// department, or one of another department. Of ten payments both sides agree about seven, and of
/// an eighth the register knows what the payee's book does not say; the payee has nine tenths of
/// the ninth, and nobody but the payer tells of the tenth. Budgets, which no income states, stand
/// in the register. Of one unit in 200 only the register and the payee say that it paid.
struct BenchmarkTransfers {
  /// What a place pays in a year.
  struct Payment {
    let payee: Int
    /// By number of a money row: its amounts.
    let rows: [(row: Int, fen: Fen)]
    fileprivate let story: Story

    /// Whether the payer's rows name the payee.
    var isNamed: Bool { story != .unnamed }
  }

  /// Actual money, in fen, that a place got from another one.
  struct Receipt {
    let payer: Int
    let fen: Int64
  }

  /// What the other side says.
  fileprivate enum Story {
    case matched
    case registered
    case partly
    case oneSideMissing
    /// No row names the payee.
    case unnamed
  }

  private let count: Int
  private let seed: UInt64
  /// By place: who pays it.
  private let payers: [Int: [Int]]

  private static let steps = [1, 25, 50, 150]

  init(_ count: Int, seed: UInt64, _ parts: AcrossParts) {
    self.count = count
    self.seed = seed
    var payers: [Int: [Int]] = [:]
    for index in 0..<count where parts.contains(.transfers) {
      guard let payee = Self.payee(of: index, among: count) else { continue }
      payers[payee, default: []].append(index)
    }
    self.payers = payers
  }

  /// Whether anybody pays anybody.
  var isEmpty: Bool { payers.isEmpty }

  private static func payee(of index: Int, among count: Int) -> Int? {
    guard index % 20 == 3 || index % 200 == 11 else { return nil }
    let step = steps[index / 20 % steps.count]
    let payee = index + step < count ? index + step : index - step
    return payee >= 0 ? payee : nil
  }

  /// What a place pays in a year.
  func payment(of index: Int, in year: Int) -> Payment? {
    guard !isEmpty, let payee = Self.payee(of: index, among: count) else { return nil }
    guard index % 20 == 3 else {
      return Payment(payee: payee, rows: [(1, smallAmount(index, year))], story: .unnamed)
    }
    let story: Story =
      switch (index / 20 + year) % 10 {
      case 0: .oneSideMissing
      case 1: .partly
      case 2: .registered
      default: .matched
      }
    let rows = index / 20 % 3 == 0 ? [1, 9] : [1]
    return Payment(payee: payee, rows: rows.map { ($0, amount(index, $0, year)) }, story: story)
  }

  /// What the book of a place says that it got in a year.
  func receipts(of index: Int, in year: Int) -> [Receipt] {
    (payers[index] ?? []).compactMap { payer in
      guard let payment = payment(of: payer, in: year) else { return nil }
      let fen = payment.rows.reduce(0) { $0 + $1.fen.actual }
      return switch payment.story {
      case .matched, .unnamed: Receipt(payer: payer, fen: fen)
      case .partly: Receipt(payer: payer, fen: fen / 10 * 9)
      case .registered, .oneSideMissing: nil
      }
    }
  }

  /// What the register says of a payment of a year.
  ///
  /// - Parameter code: The subject of a money row of the payer.
  func registered(
    _ payment: Payment, from payer: String, to payee: String, in year: Int,
    code: (_ row: Int) -> String
  ) -> [RegisteredTransfer] {
    let measures: [Measure] =
      switch payment.story {
      case .matched, .partly: [.initialBudget, .finalBudget]
      case .registered: [.initialBudget, .finalBudget, .actual]
      case .unnamed: [.actual]
      case .oneSideMissing: []
      }
    // Two rows of one subject are one row of the register.
    var codes: [String: Fen] = [:]
    for (row, fen) in payment.rows {
      codes[code(row)] = (codes[code(row)] ?? Fen()) + fen
    }
    return codes.sorted { $0.key < $1.key }.flatMap { code, fen in
      measures.map { measure in
        RegisteredTransfer(
          year: year, payer: payer, payee: payee, code: code, measure: measure,
          fen: fen[measure])
      }
    }
  }

  private func amount(_ index: Int, _ row: Int, _ year: Int) -> Fen {
    var dice = Dice(seed, "payment \(index) \(row)", year: year)
    return BenchmarkAccount.amount(dice.next())
  }

  /// Below what any row of an account holds.
  private func smallAmount(_ index: Int, _ year: Int) -> Fen {
    var dice = Dice(seed, "payment \(index)", year: year)
    return Fen(actual: dice.pick(50_000...90_000))
  }
}

extension Fen {
  fileprivate subscript(measure: Measure) -> Int64 {
    switch measure {
    case .initialBudget: initial
    case .finalBudget: final
    case .actual: actual
    }
  }
}
