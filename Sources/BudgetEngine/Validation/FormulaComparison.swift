import BudgetDomain
import BudgetRules

/// Sets submissions beside each other where formulas ask for it: another kind, the year before,
/// the unit above or the units below.
struct FormulaComparison: FormulaContext {
  private let batch: LoadedBatch
  private let effective: Effectiveness
  private let trees: [FiscalYear: UnitTree]
  private let children: [FiscalYear: [UnitIndex: [UnitIndex]]]
  private let places: [FormulaReference.Item: Int]
  private let noted: [SubmissionIndex: [FormulaAmount?]]

  /// Takes what the workers noted of the submissions that they saw.
  init(
    _ batch: LoadedBatch, trees published: [FiscalYear: UnitTree], sources: [FormulaSource],
    _ validators: [Validator]
  ) {
    self.batch = batch
    let years = batch.years + batch.compared.sorted()
    effective = Effectiveness(
      headers: batch.headers, unitCount: batch.reference.units.codes.count, years: years)
    var trees = published
    // A year that is not published need not be fit for it: without a tree it has no parents.
    for year in batch.compared {
      trees[year] = try? UnitTree(year: year, units: batch.reference.units)
    }
    self.trees = trees
    children = trees.mapValues { tree in
      var children: [UnitIndex: [UnitIndex]] = [:]
      for node in tree.nodes {
        guard let unit = node.unit, let parent = node.parent.flatMap({ tree.nodes[$0].unit })
        else { continue }
        children[parent, default: []].append(unit)
      }
      return children
    }
    places = Dictionary(
      sources.enumerated().map { ($1.reference.item, $0) }, uniquingKeysWith: { first, _ in first })
    // Later visits replace earlier ones: see `LineReader.read`.
    noted = validators.reduce(into: [:]) { noted, validator in
      noted.merge(validator.noted) { $1 }
    }
  }

  /// A relation between submissions that does not hold.
  struct Finding: Sendable {
    let relation: StatedRelation
    let anomaly: Anomaly
  }

  /// What does not hold between the effective submissions of the batch's years, or of years that
  /// are published again, and others.
  func findings(_ formulas: FormulaRules) throws -> [Finding] {
    let repeated = Set(batch.repeated)
    let live = formulas.amongSubmissions(stating: batch.figures.stated)
    guard live.areForeign else { return [] }
    let workers = batch.scope.workers
    let shards = Array(batch.headers.indices).neighbours(workers * 16)
    return try shardedMap(shards, workers: workers) { submissions in
      try RunCancellation.check()
      return submissions.flatMap { index -> [Finding] in
        let year = batch.headers[index].year
        guard !batch.compared.contains(year) || repeated.contains(year) else { return [] }
        return relations(of: index, live).compactMap { stated in
          stated.finding(of: batch.headers[index]).map { Finding(relation: stated, anomaly: $0) }
        }
      }
    }.flatMap(\.self)
  }

  /// What must hold between a submission and others; none for one that does not count.
  private func relations(of index: SubmissionIndex, _ formulas: FormulaRules) -> [StatedRelation] {
    let header = batch.headers[index]
    guard effective.isEffective(index, header) else { return [] }
    var place = Place(year: header.year, unit: batch.reference.units.codes[header.unit])
    place.kind = header.kind
    return formulas.relations(of: header, at: place, among: self)
  }

  /// What must hold between a submission and others, whichever of them is judged.
  func links(with index: SubmissionIndex, _ formulas: FormulaRules) -> [StatedRelation] {
    let header = batch.headers[index]
    let years = [header.year, header.year.next]
    var homes = years.flatMap { effective[header.unit, $0].all }
    if formulas.namesKin {
      for year in years {
        let kin = children(of: header.unit, in: year) + [parent(of: header.unit, in: year)]
        homes += kin.compactMap(\.self).flatMap { effective[$0, year].all }
      }
    }
    return homes.flatMap { relations(of: $0, formulas) }
      .filter { $0.isLink && $0.submissions.contains(header.id) }
  }

  /// The unit's submission of the same kind a year before; nil where none is at hand.
  func priorYear(of index: SubmissionIndex) -> SubmissionIndex? {
    let header = batch.headers[index]
    return effective[header.unit, header.year.previous][header.kind]
  }

  func amount(
    of source: FormulaSource, unit: UnitIndex, year: FiscalYear, kind: SubmissionKind
  ) -> FormulaAmount? {
    guard let submission = effective[unit, year][kind] else { return nil }
    if source.isInTable {
      return places[source.reference.item].flatMap { noted[submission]?[$0] }
    }
    return source.amount(stated: batch.headers[submission]) {
      batch.figures.number($0, of: submission)
    }
  }

  func parent(of unit: UnitIndex, in year: FiscalYear) -> UnitIndex? {
    guard let tree = trees[year], let place = tree.place(of: unit) else { return nil }
    return tree.nodes[place].parent.flatMap { tree.nodes[$0].unit }
  }

  func children(of unit: UnitIndex, in year: FiscalYear) -> [UnitIndex] {
    children[year]?[unit] ?? []
  }
}
