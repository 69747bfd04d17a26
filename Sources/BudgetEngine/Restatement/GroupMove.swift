import BudgetDomain

/// The groups that a unit stands under in the newest year and did not before, and those under which
/// it no longer stands, as they are called in the newest year.
struct GroupMove: Sendable {
  /// From the lowest up.
  let entered: [String]
  /// From the lowest up; the old name where the group is gone, or nobody knows which of its heirs
  /// the unit would be under.
  let left: [String]

  /// nil where the unit stands under the same groups.
  ///
  /// - Parameters:
  ///   - old: The unit's place in the tree of the year.
  ///   - new: Its place in the newest tree.
  ///   - heirs: What became of the group at a place in the tree of the year.
  init?(
    from old: Int, in nodes: [YearNode], to new: Int, _ newest: NewestUnits,
    heirs: (Int) -> [UnitShift.Part]
  ) {
    let now = newest.chain(from: new).dropFirst().map { newest.codes[$0] }
    var (before, left): (Set<String>, [String]) = ([UnitTree.district], [])
    var next = nodes[old].parent
    while let place = next {
      next = nodes[place].parent
      // The district is left by nobody.
      guard next != nil else { break }
      let heirs = heirs(place)
      before.formUnion(heirs.map(\.unit))
      guard !heirs.contains(where: { now.contains($0.unit) }) else { continue }
      left.append(heirs.count == 1 ? heirs[0].unit : nodes[place].code)
    }
    entered = now.filter { !before.contains($0) }
    self.left = left
    if entered.isEmpty, left.isEmpty { return nil }
  }
}
