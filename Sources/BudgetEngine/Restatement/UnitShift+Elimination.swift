extension UnitShift {
  /// Notes the nodes in which less or more is taken out than in the year's own tree, because payer
  /// and payee meet somewhere else now.
  ///
  /// - Parameter eliminations: By the payer's place in the year's tree.
  mutating func note(
    _ eliminations: [Int: [Elimination]], in nodes: [YearNode], _ newest: NewestUnits
  ) {
    struct Way: Hashable {
      let at: Int
      let payer: Int
      let payee: Int
    }
    var seen: Set<Way> = []
    for (payer, eliminations) in eliminations {
      for elimination in eliminations {
        let way = Way(at: elimination.at, payer: payer, payee: elimination.payee)
        guard seen.insert(way).inserted else { continue }
        let before = Self.chain(from: elimination.at, in: nodes)
        for from in parts[payer] ?? [] {
          for to in payees(at: elimination.payee) {
            let at = newest.lowestCommonPlace(from.place, to.place)
            let after = at.map { newest.chain(from: $0).map { newest.codes[$0] } } ?? []
            if after != before { noteMoved(before, after) }
          }
        }
      }
    }
    for place in newest.codes.indices where affected.contains(newest.codes[place]) {
      isAffected[place] = true
    }
  }

  /// What was taken out of the sums of some nodes is taken out of those of others.
  private mutating func noteMoved(_ before: [String], _ after: [String]) {
    affected.formUnion(Set(before).symmetricDifference(after))
    affected.formUnion([before.first, after.first].compactMap(\.self))
  }
}
