import BudgetDomain

extension SlipFinder {
  /// Slips in working out the figure that a relation judges.
  ///
  /// - Parameter meant: What it should be, in units of its last place.
  func misstated(_ figure: Int, in relation: Int, meant: Int128) -> [Repair] {
    let node = network.nodes[relation]
    var causes: [Cause] = []
    switch node.stated.relation.form {
    case .growth, .growthByChange, .share:
      if hasWrongBase(node) { causes.append(.wrongBase) }
      if isDifference(node) { causes.append(.differenceAsPercent) }
      return causes.flatMap { value(figure, meant, $0, cost: Repair.Cost.exactMatch) }
    case .sum, .linear:
      guard node.isSum, let sum = node.sum else { return [] }
      let components = self.components(of: relation).map { network.spans[$0] }
      if components.contains(where: { (sum - $0).mayBeZero }) { causes.append(.componentMissing) }
      if components.contains(where: { (sum + $0).mayBeZero }) { causes.append(.componentDoubled) }
      return causes.flatMap { value(figure, meant, $0, cost: Repair.Cost.match) }
    case .difference, .atMost, .between, .quotient: return []
    }
  }

  /// Whether the printed percentage is right of another base.
  private func hasWrongBase(_ node: RelationNetwork.Node) -> Bool {
    let intervals = node.figures.map { network.figures[$0].interval }
    let relation = node.stated.relation
    let around = surroundings.around(relation.stated.key)
    var ranges: [Quotient.Range?] = []
    switch relation.form {
    case .growth:
      // 100 × (current − prior) ÷ current is growth the other way round, turned.
      if let turned = Quotient.growth(current: intervals[2], prior: intervals[1]),
        let low = turned.low, let high = turned.high
      {
        let range = -Interval(low: low, high: high)
        ranges.append((range.low, range.high))
      }
    case .growthByChange:
      ranges.append(Quotient.share(part: intervals[2], whole: intervals[1]))
    case .share:
      for name in ["total.prior", "total.final_budget", "total.initial_budget"] {
        guard let value = around.value(name), value > 0 else { continue }
        let whole = Interval(Span(low: value, high: value))
        ranges.append(Quotient.share(part: intervals[1], whole: whole))
      }
    case .sum, .difference, .atMost, .between, .linear, .quotient: return false
    }
    return ranges.contains { range in
      guard let low = range?.low, let high = range?.high else { return false }
      return intervals[0].meets(Interval(low: low, high: high))
    }
  }

  /// Whether the printed percentage is the difference itself, in the unit that amounts stand in.
  private func isDifference(_ node: RelationNetwork.Node) -> Bool {
    let figures = node.figures.map { network.figures[$0] }
    guard case .amount(let unit) = figures[1].dimension else { return false }
    let spans = node.figures.map { network.spans[$0] }
    let change: Span
    switch node.stated.relation.form {
    case .growth: change = spans[1] + -spans[2]
    case .growthByChange: change = spans[2]
    case .share, .sum, .difference, .atMost, .between, .linear, .quotient: return false
    }
    // A percent is worked in ones, an amount in fen.
    let one = Int128(PowerOfTen[unit.fenExponent])
    let percent = Span(low: spans[0].low * one, high: spans[0].high * one)
    return network.digits[node.figures[0]].units != 0 && percent.common(with: change) != nil
  }

  /// The rows of a sum, and the totals that are wholly within it; none too short to be known.
  private func components(of relation: Int) -> Set<Int> {
    let rows = Set(network.nodes[relation].figures.dropFirst())
    var components = rows
    for row in rows {
      for membership in network.memberships[row] where membership.relation != relation {
        let other = network.nodes[membership.relation]
        guard case .sum = other.stated.relation.form, let total = other.figures.first,
          network.figures[total].key.isRow, other.figures.count - 1 < rows.count,
          other.figures.dropFirst().allSatisfy(rows.contains)
        else { continue }
        components.insert(total)
      }
    }
    return components.filter {
      network.digits[$0].units.magnitude >= Surroundings.fewestUnits.magnitude
    }
  }
}

extension RelationNetwork.Node {
  /// Whether the stated figure is the sum of several others.
  fileprivate var isSum: Bool {
    switch stated.relation.form {
    case .sum(let parts): parts.count > 1
    case .linear(let linear):
      linear.comparison == .equal && linear.terms.count > 1
        && linear.terms.allSatisfy { $0.factor == 1 && !$0.isOpen }
    default: false
    }
  }
}

extension Span {
  /// Whether zero lies in it, ends taken as closed.
  var mayBeZero: Bool { low <= 0 && high >= 0 }
}

extension FigureKey {
  /// Whether the figure stands in a table.
  var isRow: Bool {
    switch self {
    case .row: true
    case .of(_, let key): key.isRow
    case .stated, .other: false
    }
  }
}
