import BudgetDomain
import BudgetRules

/// Under which fingerprint the outcome of a submission is kept: of everything but its lines that
/// went into it. Whatever is not in here must not be looked at while a submission is judged.
///
/// What the bureau keeps counts where it is looked at: thresholds of rules that judge a submission
/// by itself, in the years in which they hold; formulas that ask nothing of other submissions, for
/// the years, kinds and types of unit that they are for. Of the others only the rows that they want
/// to see count, which are noted of every submission. The lists of subjects, which say for every
/// code in which years it held, count as a whole.
struct LeafKeys: Sendable {
  /// Submissions that are judged by the same formulas and thresholds.
  private struct Judged: Hashable {
    let year: FiscalYear
    let kind: SubmissionKind
    let unitType: String?
  }

  private let context: ValidationContext
  private let rules: [Judged: ContentDigest]
  private let registers: [FiscalYear: [String: ContentDigest]]

  init(_ context: ValidationContext, _ formulas: FormulaRules) {
    self.context = context
    let reference = context.batch.reference
    var lists = RuleCatalogue.version
    lists.append(reference.functional.digest)
    lists.append(reference.economic.digest)
    lists.append(reference.aliasDigest)
    for source in context.notedSources { lists.append(ContentDigest("\(source.reference)")) }
    let settings = reference.settings.of(RuleCatalogue.setWithinSubmissions)
    let types = reference.units.types.map(Optional.some) + [nil]
    var known: [FormulaRow: ContentDigest] = [:]
    rules = context.batch.years.reduce(into: [:]) { rules, year in
      for (kind, type) in SubmissionKind.allCases.flatMap({ kind in types.map { (kind, $0) } }) {
        var digest = lists
        for row in formulas.judging(kind, in: year, ofType: type) {
          let own = known[row] ?? ContentDigest("\(row)")
          known[row] = own
          digest.append(own)
        }
        digest.append(settings.digest(in: [year]))
        rules[Judged(year: year, kind: kind, unitType: type)] = digest
      }
    }
    registers = reference.transfers.list.reduce(into: [:]) { registers, transfer in
      let digest = transfer.digest
      for unit in Set([transfer.payer, transfer.payee]) {
        registers[transfer.year, default: [:]][unit, default: ContentDigest()].add(digest)
      }
    }
  }

  /// The key of a submission.
  func key(of submission: SubmissionIndex) -> ContentDigest {
    let batch = context.batch
    let header = batch.headers[submission]
    let unit = batch.reference.units.codes[header.unit]
    let type = batch.reference.units.row(of: header.unit, in: header.year)?.type
    let judged = Judged(year: header.year, kind: header.kind, unitType: type)
    var key = rules[judged] ?? ContentDigest()
    var bits = UInt64(header.kind.rawValue) << 24 | UInt64(header.status.rawValue) << 16
    bits |= UInt64(header.amountUnit.rawValue) << 8 | UInt64(header.printedDecimals ?? .max)
    if context.isGroup(header.unit, in: header.year) { bits |= 1 << 32 }
    key.append(bits)
    key.append(Int64(header.id))
    key.append(Int64(header.revision))
    key.append(Int64(header.submittedDay ?? .min))
    key.append(ContentDigest(unit))
    key.append(ContentDigest(type ?? ""))
    for figure in batch.figures[submission] {
      key.append(ContentDigest(figure.name.text))
      key.append(figure.value.unscaled)
      key.append(Int64(figure.value.decimals))
    }
    for explanation in batch.explanations[submission] {
      key.append(ContentDigest("\(explanation)"))
    }
    if let register = registers[header.year]?[unit] { key.append(register) }
    return key
  }
}

extension InternalTransfer {
  /// The fingerprint of all that is registered.
  fileprivate var digest: ContentDigest {
    var digest = ContentDigest(payer)
    digest.append(ContentDigest(payee))
    digest.append(UInt64(code?.rank ?? .max))
    digest.append(UInt64(fund.rawValue) << 8 | UInt64(measure.rawValue))
    digest.append(fen)
    return digest
  }
}
