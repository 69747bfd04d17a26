import BudgetDomain

extension RelationNetwork {
  /// Adds the rows that may be missing: under each broken total that has no broken total below
  /// it, one row that every total above counts as well.
  mutating func addAbsentRows(_ surroundings: Surroundings) {
    let broken = nodes.indices.filter { nodes[$0].isBroken && nodes[$0].sum != nil }
    var seen: Set<[Int]> = []
    for lowest in broken where isRowTotal(lowest) {
      let rows = Set(nodes[lowest].figures.dropFirst())
      let isHeldAbove = nodes.indices.contains {
        $0 != lowest && !nodes[$0].isBroken && rows.isSubset(of: nodes[$0].figures.dropFirst())
          && coversKinds(of: lowest, $0)
      }
      let isBrokenBelow = broken.contains {
        $0 != lowest && isRowTotal($0) && nodes[$0].figures.count <= rows.count
          && rows.isSuperset(of: nodes[$0].figures.dropFirst())
      }
      guard !isHeldAbove, !isBrokenBelow, let sum = nodes[lowest].sum, sum.high < 0 else {
        continue
      }
      let relations = broken.filter { !rows.isDisjoint(with: nodes[$0].figures.dropFirst()) }
      let known = Set(broken.flatMap { nodes[$0].figures }.map { figures[$0].key })
      let total = nodes[lowest].figures[0]
      // The total exceeds its rows by the missing one.
      let isPrinted =
        -sum.high >= Surroundings.fewestUnits * digits[total].tick
        && surroundings.prints(-sum, besides: known)
      guard relations.count > 1 || isPrinted, seen.insert(relations).inserted else { continue }
      add(AbsentRow(total: total, relations: relations, isPrintedElsewhere: isPrinted))
    }
  }

  /// Whether a relation says what a printed total is the sum of.
  private func isRowTotal(_ relation: Int) -> Bool {
    guard case .sum = nodes[relation].stated.relation.form else { return false }
    return figures[nodes[relation].figures[0]].key.isRow
  }

  /// Whether what `relation` states leaves open every fund and kind that a row of `lowest` may
  /// have; a figure outside the tables does where it is a total.
  private func coversKinds(of lowest: Int, _ relation: Int) -> Bool {
    guard case .row(let below, _) = nodes[lowest].stated.relation.stated.name else { return false }
    switch nodes[relation].stated.relation.stated.name {
    case .row(let above, _): return above.coversColumn(of: below)
    case .stated(let name): return name.text.hasPrefix("total.") && name.fund == nil
    case .other, .elsewhere: return true
    }
  }
}
