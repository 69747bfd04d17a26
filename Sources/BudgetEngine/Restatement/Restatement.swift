import BudgetDomain

/// What years are restated to, before the codes that this gives are numbered.
struct Restatement {
  private let subjects: SubjectRestatement
  private let units: NewestUnits
  private let nodes: [FiscalYear: [YearNode]]
  private let basis: ContentDigest
  /// By year and by the payer's place: what was taken out of sums of what it has booked.
  private let eliminations: [FiscalYear: [Int: [Elimination]]]

  /// Follows all codes and units to the newest year; nil where nothing is published.
  init?(_ validated: ValidatedBatch) {
    guard let tree = validated.newestTree else { return nil }
    let batch = validated.batch
    var booked = batch.booked
    for year in batch.openYears { booked[year] = [] }
    for seen in validated.accepted.codes
    where seen.axis == .functional && !batch.isClosed(seen.year) {
      booked[seen.year, default: []].insert(seen.booked)
    }
    subjects = SubjectRestatement(batch.reference, booked: booked, newest: tree.year)
    let directory = batch.reference.units
    units = NewestUnits(
      tree,
      UnitHistory(batch.reference.successions, units: directory, newest: tree.year), directory)
    var nodes = batch.recorded.mapValues(\.nodes)
    for (year, tree) in validated.trees where !batch.isClosed(year) {
      nodes[year] = tree.nodes.map { node in
        YearNode(
          code: node.unit.map { directory.codes[$0] } ?? UnitTree.district, parent: node.parent,
          isLeaf: node.isLeaf)
      }
    }
    self.nodes = nodes
    eliminations = nodes.keys.reduce(into: [:]) { eliminations, year in
      eliminations[year] =
        batch.recorded[year]?.eliminationsByPayer ?? validated.eliminations[year]?.byPayer
    }
    basis = Self.basis(batch.reference, subjects, units)
  }

  private static func basis(
    _ reference: ReferenceData, _ subjects: SubjectRestatement, _ units: NewestUnits
  ) -> ContentDigest {
    var digest = ContentDigest()
    digest.append(Int64(units.tree.year.number))
    digest.append(reference.functional.digest)
    digest.append(subjects.familyDigest)
    for row in reference.crosswalk { digest.add(ContentDigest("\(row)")) }
    for row in reference.successions { digest.add(ContentDigest("\(row)")) }
    for (place, node) in units.tree.nodes.enumerated() {
      let parent = node.parent.map { units.codes[$0] } ?? ""
      let row = node.unit.flatMap { reference.units.row(of: $0, in: units.tree.year) }
      digest.add(ContentDigest("\(units.codes[place]) \(parent) \(row?.name ?? "")"))
    }
    return digest
  }

  /// The codes on which money of the years at hand stood, and on which it stands now.
  var codes: Set<SubjectCode> { subjects.codes(of: nodes.keys) }

  /// The frame, once every code has its number.
  func frame(_ items: ItemIndex) -> ComparableFrame {
    ComparableFrame(subjects, units, items, nodes, eliminations, basis: basis)
  }
}

extension RecordedYear {
  /// What was taken out of sums, by the payer's place.
  fileprivate var eliminationsByPayer: [Int: [Elimination]] {
    let places = Dictionary(zip(units.map(\.code), units.indices)) { first, _ in first }
    var byPayer: [Int: [Elimination]] = [:]
    for part in eliminations {
      guard let payer = places[part.payer], let payee = places[part.payee],
        let at = places[part.at]
      else { continue }
      byPayer[payer, default: []].append(
        Elimination(
          at: at, payee: payee, code: part.code, fund: part.fund, kind: part.kind,
          measure: part.measure, fen: part.fen))
    }
    return byPayer
  }

  /// The units as they were published.
  fileprivate var nodes: [YearNode] {
    let codes = units.map(\.code)
    let places = Dictionary(zip(codes, codes.indices)) { first, _ in first }
    return units.map { unit in
      YearNode(
        code: unit.code, parent: unit.parent.flatMap { places[$0] }, isLeaf: unit.isLeaf)
    }
  }
}
