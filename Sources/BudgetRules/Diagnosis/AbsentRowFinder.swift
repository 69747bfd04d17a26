import BudgetDomain

/// A row that some totals count and no table prints, in one measure.
struct AbsentRow {
  /// The stated figure of the lowest total that counts it.
  let total: Int
  /// The relations that it would be part of.
  let relations: [Int]
  /// The fund and kind that the row would state, as far as broken relations tell.
  let fund: FundType
  let kind: ExpenditureKind
  /// Whether another printed figure is what the row would have to be.
  let isPrintedElsewhere: Bool
}

/// Finds the rows that may be missing: under each broken total that has no broken total below it,
/// one row that every relation counts which is broken, and none that holds.
///
/// What counts a row follows from its code, fund and kind: the code stands somewhere under the
/// lowest total, fund and kind are one of those that broken relations ask for, or left open.
struct AbsentRowFinder {
  /// Under more totals no row is looked for: such a table is no account with a line missing.
  private static let mostTotals = 100

  /// The place of a missing row that is thought of.
  private struct Supposed {
    let submission: Int64?
    let total: RowLabel
    let measure: Measure
    let fund: FundType
    let kind: ExpenditureKind
  }

  private let network: RelationNetwork
  private let broken: [Int]
  private let totals: [Int]

  init(_ network: RelationNetwork) {
    self.network = network
    broken = network.nodes.indices.filter {
      network.nodes[$0].isBroken && network.nodes[$0].sum != nil
    }
    totals = Array(
      broken.filter { relation in
        guard case .sum = network.nodes[relation].stated.relation.form else { return false }
        // The total exceeds its rows by the missing one.
        return network.figures[network.nodes[relation].figures[0]].key.isRow
          && network.nodes[relation].sum.map { $0.high < 0 } ?? false
      }.prefix(Self.mostTotals))
  }

  /// The rows, each once for every set of relations that would count it.
  func rows(_ surroundings: Surroundings) -> [AbsentRow] {
    let known = Set(broken.flatMap { network.nodes[$0].figures }.map { network.figures[$0].key })
    var seen: Set<[Int]> = []
    var rows: [AbsentRow] = []
    for lowest in totals {
      guard case .row(let row, let measure) = name(of: lowest), let sum = network.nodes[lowest].sum
      else { continue }
      let home = network.nodes[lowest].stated.home
      let around = network.nodes.indices.filter { mayCount($0, row, measure, in: home) }
      for (fund, kind) in columns(of: row, in: home) {
        let supposed = Supposed(
          submission: home, total: row, measure: measure, fund: fund, kind: kind)
        let relations = around.filter { counts($0, supposed, from: lowest) }
        guard relations.contains(lowest), !isBrokenBelow(lowest, supposed),
          relations.allSatisfy({ allows($0, another: -sum) })
        else { continue }
        let total = network.nodes[lowest].figures[0]
        let isPrinted =
          -sum.high >= Surroundings.fewestUnits * network.digits[total].tick
          && surroundings.around(network.figures[total].key).prints(-sum, besides: known)
        guard relations.count > 1 || isPrinted || isBrokenBeside(lowest),
          seen.insert([Int(fund.rawValue), Int(kind.rawValue)] + relations).inserted
        else { continue }
        rows.append(
          AbsentRow(
            total: total, relations: relations, fund: fund, kind: kind,
            isPrintedElsewhere: isPrinted))
      }
    }
    return rows
  }

  /// Whether the same total is broken in another measure too.
  private func isBrokenBeside(_ lowest: Int) -> Bool {
    let own = key(of: lowest)
    return totals.contains {
      key(of: $0).row == own.row && key(of: $0) != own
    }
  }

  /// Whether a total within another is broken that would count the row too.
  private func isBrokenBelow(_ lowest: Int, _ supposed: Supposed) -> Bool {
    totals.contains { relation in
      guard relation != lowest, network.nodes[relation].stated.home == supposed.submission,
        case .row(let inner, supposed.measure) = name(of: relation)
      else { return false }
      let outer = supposed.total
      return inner.sharesTable(with: outer)
        && outer.coversCode(of: inner) && outer.coversColumn(of: inner)
        && !(inner.coversCode(of: outer) && inner.coversColumn(of: outer))
        && (inner.fund == .unstated || inner.fund == supposed.fund)
        && (inner.kind == .unstated || inner.kind == supposed.kind)
    }
  }

  /// Whether a relation is broken, or has room for another amount.
  private func allows(_ relation: Int, another amount: Span) -> Bool {
    let node = network.nodes[relation]
    return node.isBroken || node.sum.map { ($0 + amount).holdsZero } ?? true
  }

  private func name(of relation: Int) -> PrintedFigure.Name {
    network.figures[network.nodes[relation].figures[0]].name
  }

  private func key(of relation: Int) -> FigureKey {
    network.figures[network.nodes[relation].figures[0]].key
  }

  /// The funds and kinds that a row under a total may have: what the total states, or what broken
  /// relations above it do, or none. What is missing from one measure tells the same of another.
  private func columns(of row: RowLabel, in home: Int64?) -> [(FundType, ExpenditureKind)] {
    var funds: Set<FundType> = [row.fund]
    var kinds: Set<ExpenditureKind> = [row.kind]
    for relation in broken {
      guard let column = column(of: relation), mayCount(relation, row, in: home) else { continue }
      if row.fund == .unstated { funds.insert(column.fund) }
      if row.kind == .unstated { kinds.insert(column.kind) }
    }
    return funds.sorted { $0.rawValue < $1.rawValue }.flatMap { fund in
      kinds.sorted { $0.rawValue < $1.rawValue }.map { (fund, $0) }
    }
  }

  /// Fund and kind of the rows that a relation sums up; nil where it does not say.
  private func column(of relation: Int) -> (fund: FundType, kind: ExpenditureKind)? {
    guard !network.nodes[relation].stated.isLink else { return nil }
    return switch name(of: relation) {
    case .row(let row, _): (row.fund, row.kind)
    case .stated(let name): name.summedKind.map { (name.fund ?? .unstated, $0) }
    case .other, .elsewhere: nil
    }
  }

  /// Whether a relation may count rows under a total, going by section, form, code and measure. A
  /// link may count those of any book that it ties.
  private func mayCount(
    _ relation: Int, _ row: RowLabel, _ measure: Measure? = nil, in home: Int64?
  ) -> Bool {
    let node = network.nodes[relation]
    guard node.sum != nil, node.isBroken || !node.isUpperBound,
      let first = node.figures.dropFirst().first,
      case .row(let part, let own) = network.figures[first].name, measure ?? own == own,
      part.sharesForm(with: row)
    else { return false }
    guard !node.stated.isLink else {
      return node.figures.contains { network.figures[$0].submission == home }
    }
    guard node.stated.home == home else { return false }
    switch name(of: relation) {
    case .row(let total, _): return total.sharesTable(with: row) && total.coversCode(of: row)
    case .stated, .other, .elsewhere: return true
    }
  }

  /// Whether a relation that may count a row does so, if the row is as supposed.
  private func counts(_ relation: Int, _ row: Supposed, from lowest: Int) -> Bool {
    if let column = column(of: relation) {
      return (column.fund == .unstated || column.fund == row.fund)
        && (column.kind == .unstated || column.kind == row.kind)
    }
    // A formula of the bureau's, or a link: it counts the row where it counts those beside it.
    let beside = network.nodes[lowest].figures.dropFirst()
    let node = network.nodes[relation]
    // A control total is stated by the first of the rows that make it up.
    let counted = Set(node.figures.dropFirst(node.stated.isLink ? 0 : 1))
    let isBeside = beside.contains(where: counted.contains)
    // A control total of one code under the total says nothing of a row of another code: broken by
    // another amount, it lacks something else.
    guard node.stated.rule.code != GroupEqualsUnits.description.code else {
      return row.total.isCovered(by: node.stated.place.code)
        ? isBeside || !node.isBroken : node.isBroken && isBeside && lacksAsMuch(node, from: lowest)
    }
    return node.isBroken ? isBeside : beside.allSatisfy(counted.contains)
  }

  /// Whether a control total is off by what a total lacks, on whichever side its rows are.
  private func lacksAsMuch(_ node: RelationNetwork.Node, from lowest: Int) -> Bool {
    guard let difference = node.sum, let missing = network.nodes[lowest].sum else { return false }
    let isOtherSide = node.stated.home == network.nodes[lowest].stated.home
    return (difference + (isOtherSide ? missing : -missing)).holdsZero
  }
}

extension FigureName {
  /// The kind of the expenditure that the figure sums up, `unstated` for all; nil where it is no
  /// sum of a table.
  fileprivate var summedKind: ExpenditureKind? {
    if text.hasPrefix("total.") || text.hasPrefix("income.") { return .unstated }
    if text.hasPrefix("basic.") { return .basic }
    return text.hasPrefix("project.") ? .project : nil
  }
}

extension RelationNetwork.Node {
  /// Whether the parts only bound the figure from above: one more takes nothing from that.
  fileprivate var isUpperBound: Bool {
    switch stated.relation.form {
    case .between(let certain, possible: .some): certain.isEmpty
    case .atMost: true
    default: false
    }
  }
}

extension RelationNetwork {
  /// Adds the rows that may be missing.
  mutating func addAbsentRows(_ surroundings: Surroundings) {
    for row in AbsentRowFinder(self).rows(surroundings) { add(row) }
  }
}
