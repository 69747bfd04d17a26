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
    let unitType: String

    init(_ header: SubmissionHeader, _ units: UnitDirectory) {
      (year, kind) = (header.year, header.kind)
      unitType = units.row(of: header.unit, in: header.year)?.type ?? ""
    }
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
    rules = context.batch.headers.reduce(into: [:]) { rules, header in
      let judged = Judged(header, reference.units)
      guard rules[judged] == nil else { return }
      var digest = lists
      for row in formulas.judging(header) { digest.append(ContentDigest("\(row)")) }
      digest.append(settings.digest(in: [header.year]))
      rules[judged] = digest
    }
    registers = reference.transfers.list.reduce(into: [:]) { registers, transfer in
      let digest = ContentDigest("\(transfer)")
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
    let judged = Judged(header, batch.reference.units)
    var key = rules[judged] ?? ContentDigest()
    var bits = UInt64(header.kind.rawValue) << 24 | UInt64(header.status.rawValue) << 16
    bits |= UInt64(header.amountUnit.rawValue) << 8 | UInt64(header.printedDecimals ?? .max)
    if context.isGroup(header.unit, in: header.year) { bits |= 1 << 32 }
    key.append(bits)
    key.append(Int64(header.id))
    key.append(Int64(header.revision))
    key.append(Int64(header.submittedDay ?? .min))
    key.append(ContentDigest(unit))
    key.append(ContentDigest(judged.unitType))
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
