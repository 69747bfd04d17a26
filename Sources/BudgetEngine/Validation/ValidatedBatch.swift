public import BudgetDomain
import BudgetRules

/// What validation gives: the amounts that count, packed by submission, and what is wrong.
public struct ValidatedBatch: Sendable {
  /// The batch that was validated.
  public let batch: LoadedBatch
  /// Which submissions count.
  public let effective: Effectiveness
  /// The tree of each year.
  public let trees: [FiscalYear: UnitTree]
  /// The tree of the newest year that is published, read or not; nil where none is.
  public let newestTree: UnitTree?
  /// Who handed in what.
  public let coverage: [CoverageEntry]
  /// What is wrong within submissions, and with who handed them in.
  public let anomalies: [Anomaly]
  /// The accepted amounts.
  let accepted: AcceptedTotals
  /// What units paid each other; a year in which nobody says so is not among them.
  let eliminations: [FiscalYear: YearElimination]
  /// Lines of effective submissions.
  public let lineCount: Int
  /// Effective submissions that have lines or figures.
  public let submissionCount: Int
  /// How much of it was read now, and not taken back from what earlier runs made of it.
  public let read: (submissions: Int, lines: Int)
  /// The fingerprint of everything that the figures depend on.
  public let inputDigest: ContentDigest
  /// The bureau's formulas.
  let formulas: FormulaRules
  /// What this run made of submissions; nil where it has read some years only.
  public let leaves: KeptLeaves?

  /// What counts of the batch.
  var counted: CountedBatch {
    CountedBatch(batch: batch, effective: effective, accepted: accepted, trees: trees)
  }

  /// The rules whose anomalies of a year hang on the year before: they are made anew when that
  /// one is, even where the year itself is not read.
  public func comparingRules(in year: FiscalYear) -> Set<RuleCode> {
    formulas.lookingBack(in: year).union(RuleCatalogue.comparingYears)
  }

  /// The fingerprint of the money in each submission of a year that counts, by its number.
  public func contents(of year: FiscalYear) -> [Int64: ContentDigest] {
    accepted.outcomes.reduce(into: [:]) { contents, outcome in
      let header = batch.headers[outcome.submission]
      guard header.year == year else { return }
      var content = outcome.digest
      content.append(ContentDigest(header.amountUnit.name))
      contents[header.id] = content
    }
  }

  /// How many effective submissions with lines one year has, and how many lines.
  public func counts(of year: FiscalYear) -> (submissions: Int, lines: Int) {
    accepted.outcomes.reduce((0, 0)) { counts, outcome in
      batch.headers[outcome.submission].year == year
        ? (counts.0 + 1, counts.1 + outcome.lineCount) : counts
    }
  }
}

/// The packed leaf totals of every effective submission.
struct AcceptedTotals: Sendable {
  private let stores: [PackStore]
  /// By submission: the worker that packed it and what it knew; nil where it has no lines.
  private var packed: [(worker: Int, outcome: Validator.Outcome)?]
  /// By worker: the projects by that worker's numbers.
  let projects: [[String]]
  /// The codes seen on the axes of subjects.
  private(set) var codes: Set<SeenCode>

  init(_ validators: [Validator], of batch: LoadedBatch) throws {
    let stores = validators.map(\.packs)
    self.stores = stores
    projects = validators.map(\.projects)
    var packed = [(worker: Int, outcome: Validator.Outcome)?](
      repeating: nil, count: batch.headers.count)
    // Later visits replace earlier ones: see `LineReader.read`.
    for (worker, validator) in validators.enumerated() {
      for outcome in validator.outcomes { packed[outcome.submission] = (worker, outcome) }
    }
    self.packed = packed
    codes = []
    codes = try seenCodes(of: batch)
  }

  /// Not while they are visited: of a book that is seen in part first, a row may look like money
  /// that is a total of rows seen later.
  private func seenCodes(of batch: LoadedBatch) throws -> Set<SeenCode> {
    try shardedMap(Array(packed.indices).neighbours(64), workers: batch.scope.workers) {
      submissions in
      var codes: Set<SeenCode> = []
      for submission in submissions {
        guard let (worker, outcome) = packed[submission] else { continue }
        let year = batch.headers[submission].year
        stores[worker].forEach(at: outcome.pack) { total in
          guard total.axis == .functional || total.axis == .economic else { return }
          codes.insert(SeenCode(total, in: year))
        }
      }
      return codes
    }.reduce(into: []) { $0.formUnion($1) }
  }

  /// What validation knew of a submission; nil where it has no lines or does not count.
  func outcome(of submission: SubmissionIndex) -> Validator.Outcome? {
    packed[submission]?.outcome
  }

  /// Which worker packed a submission; nil where it has no lines or does not count.
  func worker(of submission: SubmissionIndex) -> Int? { packed[submission]?.worker }

  /// What a worker has packed.
  func store(of worker: Int) -> PackStore { stores[worker] }

  /// The same without some submissions, as if they had no lines.
  func without(
    _ submissions: some Collection<SubmissionIndex>, of batch: LoadedBatch
  ) throws -> AcceptedTotals {
    guard !submissions.isEmpty else { return self }
    var rest = self
    for submission in submissions { rest.packed[submission] = nil }
    rest.codes = try rest.seenCodes(of: batch)
    return rest
  }

  /// The outcomes in the order of submissions.
  var outcomes: some Sequence<Validator.Outcome> { packed.lazy.compactMap { $0?.outcome } }

  /// Calls `body` with the worker and each leaf total of a submission.
  func forEachTotal(
    of submission: SubmissionIndex, _ body: (_ worker: Int, borrowing LeafTotal) -> Void
  ) {
    guard let (worker, outcome) = packed[submission] else { return }
    stores[worker].forEach(at: outcome.pack) { body(worker, $0) }
  }
}

/// Validates a batch: pulls its lines, decides relations submission by submission, and collects
/// what counts.
///
/// - Throws: What the line reader throws, and `DomainError.cyclicUnitTree`.
func validate(_ batch: LoadedBatch) throws -> ValidatedBatch {
  let trees = try batch.trees()
  let newest = (batch.years + batch.booked.keys).max()
  let newestTree = try newest.map { newest in
    try trees[newest] ?? UnitTree(year: newest, units: batch.reference.units)
  }
  var effective = Effectiveness(
    headers: batch.headers, unitCount: batch.reference.units.codes.count, years: batch.years)
  let reference = batch.reference
  let review = FormulaReview(batch)
  let formulas = FormulaRules(
    review.rules, units: reference.units, years: batch.years + batch.compared.sorted())
  let catalogue = RuleCatalogue(reference, formulas: formulas)
  let context = ValidationContext(
    batch: batch, effective: effective, rules: catalogue.submissionRules,
    notedSources: formulas.notedSources, trees: trees)
  let keys = LeafKeys(context, formulas)
  let reading = try context.read(keys)
  let validators = reading.validators + [figuresOnly(context, besides: reading.validators)]
  let read = try AcceptedTotals(validators, of: batch)
  let excess = YearLimit.excess(of: read.outcomes, in: batch.headers)
  let accepted = try read.without(excess.map(\.submission), of: batch)
  effective.leaveOut(excess.map(\.submission), batch.headers)
  let coverage = CoverageSurvey(
    batch, effective: effective, read, trees: trees,
    leftOut: excess.map { tooLarge($0, in: batch) })
  let excessive = excess.map { outcome in
    let header = batch.headers[outcome.submission]
    let unitCode = batch.reference.units.codes[header.unit]
    return outcome.isTooLong
      ? YearIsSummable.anomaly(header, unitCode: unitCode, lineCount: outcome.lineCount)
      : YearIsSummable.anomaly(header, unitCode: unitCode, magnitudeFen: outcome.magnitudeFen)
  }
  let counted = CountedBatch(
    batch: batch, effective: effective, accepted: accepted, trees: trees)
  let eliminations = try counted.eliminations()
  let judged = try judged(context, formulas, counted, eliminations, read, validators)
  return ValidatedBatch(
    batch: batch, effective: effective, trees: trees, newestTree: newestTree,
    coverage: coverage.entries,
    anomalies: try batch.shown(
      judged + excessive + coverage.anomalies + compared(read, context, validators)
        + batch.unusableRows(review) + batch.gaps(read.outcomes)),
    accepted: accepted, eliminations: eliminations,
    lineCount: accepted.outcomes.reduce(0) { $0 + $1.lineCount },
    submissionCount: accepted.outcomes.reduce(0) { count, _ in count + 1 },
    read: reading.count, inputDigest: inputDigest(of: read, in: batch), formulas: formulas,
    leaves: batch.scope.years == nil ? KeptLeaves(reading, read, keys, of: context) : nil)
}

/// What is left out is input all the same: its correction must be noticed.
private func inputDigest(of read: AcceptedTotals, in batch: LoadedBatch) -> ContentDigest {
  var digest = batch.digest
  for outcome in read.outcomes {
    digest.append(UInt64(outcome.submission))
    digest.append(outcome.digest)
  }
  return digest
}

/// What is wrong within submissions and between them.
///
/// - Parameter read: Everything that was read, of which `counted` is what counts.
private func judged(
  _ context: ValidationContext, _ formulas: FormulaRules, _ counted: CountedBatch,
  _ eliminations: [FiscalYear: YearElimination], _ read: AcceptedTotals, _ validators: [Validator]
) throws -> [Anomaly] {
  let (batch, trees) = (counted.batch, counted.trees)
  let comparison =
    formulas.areForeign
    ? FormulaComparison(batch, trees: trees, sources: context.notedSources, validators) : nil
  let groups = GroupComparison(counted, eliminations)
  let books = batch.years.compactMap { trees[$0] }
    .map { (tree: $0, comparison: BookComparison(counted, in: $0)) }
  let linked = try LinkedReview(
    context, formulas, comparison,
    groups: books.flatMap { groups.groups(in: $0.tree, besides: $0.comparison.settled) },
    read.outcomes
  ).reviewed()
  // Of a year that is not read only what compares it with one that is, is made anew.
  let shown = linked.anomalies.filter { anomaly in
    let year = anomaly.place.year
    return trees[year] != nil || formulas.lookingBack(in: year).contains(anomaly.rule)
  }
  let own = read.outcomes.filter { !linked.members.contains($0.submission) }.flatMap(\.anomalies)
  return (own + shown).map { $0.countingCorrection(in: batch, counted.effective) }
    + books.flatMap(\.comparison.anomalies)
}

private func tooLarge(_ outcome: Validator.Outcome, in batch: LoadedBatch) -> LeftOutSubmission {
  let header = batch.headers[outcome.submission]
  return LeftOutSubmission(
    year: header.year, unit: header.unit, kind: header.kind, id: header.id,
    reason: outcome.isTooLong ? "行数过多,未计入" : "金额之大无法汇总,未计入")
}

/// Visits the submissions that state figures but have no lines: no reader shows them.
private func figuresOnly(_ context: ValidationContext, besides readers: [Validator]) -> Validator {
  var seen = [Bool](repeating: false, count: context.batch.headers.count)
  for reader in readers {
    for outcome in reader.outcomes { seen[outcome.submission] = true }
  }
  var validator = Validator(context)
  for submission in context.batch.headers.indices
  where !seen[submission] && !context.batch.figures[submission].isEmpty
    // Of years that are only compared with, figures are looked up where they stand.
    && !context.batch.compared.contains(context.batch.headers[submission].year)
  {
    validator.visit(
      SubmissionLines(
        submission: submission, lines: [], texts: LineTexts(), digest: ContentDigest()))
  }
  return validator
}

/// What books say beside those of the year before, and which are copies.
private func compared(
  _ read: AcceptedTotals, _ context: ValidationContext, _ validators: [Validator]
) -> [Anomaly] {
  let batch = context.batch
  let effective =
    batch.compared.isEmpty
    ? context.effective
    : Effectiveness(
      headers: batch.headers, unitCount: batch.reference.units.codes.count,
      years: batch.years + batch.compared.sorted())
  // Later visits replace earlier ones: see `LineReader.read`.
  let beside = validators.reduce(into: [:]) { $0.merge($1.comparedPrints) { $1 } }
    .filter { effective.isEffective($0.key, batch.headers[$0.key]) }
  let prints = read.outcomes.compactMap(\.print) + beside.values.compactMap(\.self)
  return CopySearch(batch, trees: context.trees).anomalies(among: prints)
    + SpendingComparison(batch, effective).anomalies()
}

extension FormulaReview {
  /// The formulas of a batch, judged by its own lists, units and years.
  fileprivate init(_ batch: LoadedBatch) {
    let reference = batch.reference
    self.init(
      reference.formulas,
      in: Surroundings(
        functional: reference.functional, economic: reference.economic,
        unitTypes: reference.units.types, years: Set(batch.years.map(\.number))))
  }
}
