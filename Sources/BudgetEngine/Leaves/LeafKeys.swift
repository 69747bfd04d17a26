import BudgetDomain
import BudgetRules

/// Under which fingerprint the outcome of a submission is kept: of everything but its lines that
/// went into it. Whatever is not in here must not be looked at while a submission is judged.
///
/// What the bureau keeps counts for the years in which it holds, so that a rule of this year leaves
/// last year's outcomes as they are; the lists of subjects, which say for every code in which years
/// it held, count as a whole.
struct LeafKeys: Sendable {
  private let context: ValidationContext
  private let years: [FiscalYear: ContentDigest]
  private let registers: [FiscalYear: [String: ContentDigest]]

  init(_ context: ValidationContext, _ formulas: [FormulaRule]) {
    self.context = context
    let reference = context.batch.reference
    var lists = RuleCatalogue.version
    lists.append(reference.functional.digest)
    lists.append(reference.economic.digest)
    lists.append(reference.aliasDigest)
    for source in context.notedSources { lists.append(ContentDigest("\(source.reference)")) }
    years = context.batch.years.reduce(into: [:]) { years, year in
      var digest = lists
      for rule in formulas where rule.row.validity.contains(year) {
        digest.append(ContentDigest("\(rule.row)"))
      }
      digest.append(reference.settings.digest(in: [year]))
      years[year] = digest
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
    var key = years[header.year] ?? ContentDigest()
    var bits = UInt64(header.kind.rawValue) << 24 | UInt64(header.status.rawValue) << 16
    bits |= UInt64(header.amountUnit.rawValue) << 8 | UInt64(header.printedDecimals ?? .max)
    if context.isGroup(header.unit, in: header.year) { bits |= 1 << 32 }
    key.append(bits)
    key.append(Int64(header.id))
    key.append(Int64(header.revision))
    key.append(Int64(header.submittedDay ?? .min))
    key.append(ContentDigest(unit))
    let type = batch.reference.units.row(of: header.unit, in: header.year)?.type
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
