import BudgetDomain

/// What is said of transfers between units of which one is not in the tree of the year, because it
/// has been renamed or merged since, or is not founded yet: listed and never matched. What became
/// of the unit is not guessed.
struct OutsideTransfers {
  private struct Key: Hashable {
    let payer: String
    let payee: String
    let code: SubjectCode
    let fund: FundType
    let measure: Measure
  }

  private struct Words {
    var line: Int64?
    var register: Int64?
    var income: Int64?
  }

  private let year: FiscalYear
  private var words: [Key: Words] = [:]

  init(in year: FiscalYear) {
    self.year = year
  }

  /// Takes the word of the payer's line.
  mutating func add(
    _ claim: TransferClaim, from payer: String, to payee: String, _ measure: Measure, fen: Int64
  ) {
    let key = Key(
      payer: payer, payee: payee, code: claim.code, fund: claim.fund, measure: measure)
    words[key, default: Words()].line = (words[key]?.line ?? 0) + fen
  }

  /// Takes the word of the payee's income line.
  mutating func add(income claim: TransferClaim, from payer: String, to payee: String, fen: Int64) {
    let key = Key(payer: payer, payee: payee, code: .all, fund: claim.fund, measure: .actual)
    words[key, default: Words()].income = (words[key]?.income ?? 0) + fen
  }

  /// Takes the word of the register.
  mutating func add(_ transfer: InternalTransfer) {
    let key = Key(
      payer: transfer.payer, payee: transfer.payee, code: transfer.subject, fund: transfer.fund,
      measure: transfer.measure)
    words[key, default: Words()].register = (words[key]?.register ?? 0) + transfer.claimedFen
  }

  /// By payer, payee, measure, subject and fund: the payer's word, which is the register's where no
  /// line says anything, and the other side's.
  var rows: [TransferRow] {
    words.map { key, words in
      let payer = words.line ?? words.register
      let payee = words.income ?? (words.line == nil ? nil : words.register)
      return TransferRow(
        year: year, payer: key.payer, payee: key.payee, code: key.code.description,
        fund: key.fund, measure: key.measure, payerFen: payer, payeeFen: payee,
        eliminatedFen: 0, residualFen: payer ?? payee ?? 0, cause: .outsideTree, at: nil)
    }.filter { $0.residualFen != 0 }.sorted {
      ($0.payer, $0.payee, $0.measure.rawValue, $0.code, $0.fund.rawValue)
        < ($1.payer, $1.payee, $1.measure.rawValue, $1.code, $1.fund.rawValue)
    }
  }
}
