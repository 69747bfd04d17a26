/// One row of `reference.internal_transfer`: money known to have gone from one unit to another.
public struct InternalTransfer: Hashable, Sendable {
  /// The budget year.
  public let year: FiscalYear
  /// The code of the unit that paid.
  public let payer: String
  /// The code of the unit that got the money.
  public let payee: String
  /// The payer's subject; nil for a text that is none.
  public let code: SubjectCode?
  /// The payer's fund.
  public let fund: FundType
  /// Which amount is meant.
  public let measure: Measure
  /// The amount in fen.
  public let fen: Int64

  /// Records a transfer.
  public init(
    year: FiscalYear, payer: String, payee: String, code: SubjectCode?, fund: FundType,
    measure: Measure = .actual, fen: Int64
  ) {
    self.year = year
    self.payer = payer
    self.payee = payee
    self.code = code
    self.fund = fund
    self.measure = measure
    self.fen = fen
  }

  /// Whether a row of a book may be about the transfer.
  ///
  /// - Parameters:
  ///   - code: The row's subject; nil where it has none.
  ///   - fund: The row's fund, or `.unstated`.
  fileprivate func isMeant(by code: SubjectCode?, _ fund: FundType) -> Bool {
    guard fund == .unstated || fund == self.fund else { return false }
    guard let code else { return true }
    return self.code.map { $0.covers(code) || code.covers($0) } ?? false
  }
}

/// The register of known transfers.
public struct TransferRegister: Sendable {
  private struct Account: Hashable {
    let payer: String
    let year: FiscalYear
  }

  /// All rows, in the order in which they are given.
  public let list: [InternalTransfer]
  private let actuals: [Account: [InternalTransfer]]

  /// Collects the rows.
  public init(_ rows: [InternalTransfer] = []) {
    list = rows
    actuals = Dictionary(grouping: rows.filter { $0.measure == .actual && $0.fen > 0 }) {
      Account(payer: $0.payer, year: $0.year)
    }
  }

  /// What a unit has really paid in a year, to be set against what its books say of it.
  public func payments(of payer: String, in year: FiscalYear) -> Payments {
    Payments(actuals[Account(payer: payer, year: year)] ?? [])
  }

  /// The payments of one unit that no claim has been set against yet.
  public struct Payments {
    private var rows: [(transfer: InternalTransfer, left: Int64)]

    fileprivate init(_ rows: [InternalTransfer]) {
      self.rows = rows.map { ($0, $0.fen) }
    }

    /// Sets a claim against the payments that it may be about, in the order of the register.
    ///
    /// - Parameter fen: How much is claimed; nil for all there is.
    /// - Returns: How much of it is registered, in fen; the most that 64 bits hold where it is
    ///   more, for the register's amounts have no bound.
    public mutating func take(
      _ fen: Int64?, to payee: String, under code: SubjectCode?, _ fund: FundType
    ) -> Int64 {
      var taken: Int64 = 0
      for place in rows.indices {
        let (transfer, left) = rows[place]
        guard transfer.payee == payee, transfer.isMeant(by: code, fund) else { continue }
        let part = fen.map { min(left, $0 - taken) } ?? left
        rows[place].left -= part
        let (sum, overflow) = taken.addingReportingOverflow(part)
        taken = overflow ? .max : sum
      }
      return taken
    }
  }
}
