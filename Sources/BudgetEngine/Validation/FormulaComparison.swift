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

  /// What does not hold between the effective submissions of the batch's years and others.
  func anomalies(_ formulas: FormulaRules) -> [Anomaly] {
    batch.headers.enumerated().flatMap { index, header -> [Anomaly] in
      guard !batch.compared.contains(header.year), effective.isEffective(index, header) else {
        return []
      }
      var place = Place(year: header.year, unit: batch.reference.units.codes[header.unit])
      place.kind = header.kind
      return formulas.relations(of: header, at: place, among: self).compactMap {
        $0.finding(of: header)
      }
    }
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
