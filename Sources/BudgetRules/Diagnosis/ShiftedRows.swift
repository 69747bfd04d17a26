import BudgetDomain

/// Runs of rows whose numbers slid by one row, so that one number is lost.
struct ShiftedRows {
  /// Longer runs are not looked at.
  private static let longestRun = 30
  /// In a shorter run only one number keeps its digits, which a total of one row always does.
  private static let shortestRun = 3

  private(set) var network: RelationNetwork
  /// By column: the figures in the order of the rows; nil where no relation speaks of one.
  private let columns: [[Int?]]
  /// Where each figure stands.
  private let places: [Int: (column: Int, row: Int)]

  init(_ network: RelationNetwork, columns: [[FigureKey]]) {
    self.network = network
    let numbered = columns.map { $0.map { network.number(of: $0) } }
    var places: [Int: (column: Int, row: Int)] = [:]
    for (column, ids) in numbered.enumerated() {
      for (row, id) in ids.enumerated() {
        if let id { places[id] = (column, row) }
      }
    }
    (self.columns, self.places) = (numbered, places)
  }

  /// The same runs among relations of which others are left open.
  func within(_ network: RelationNetwork) -> ShiftedRows {
    var shifts = self
    shifts.network = network
    return shifts
  }

  /// The shortest runs that, put back, close all of `broken`; nil where there were more runs to
  /// look at than `left`, which is counted down.
  ///
  /// The lost number may be anything, so a run says nothing unless some broken relation is closed
  /// without it.
  func repairs(closing broken: [Int], left: inout Int) -> [Repair]? {
    let sums = broken.filter { network.nodes[$0].stated.relation.isEquation }
    for (column, rows) in touched(by: broken) {
      let ids = columns[column]
      guard ids.count >= Self.shortestRun else { continue }
      for length in Self.shortestRun...min(ids.count, Self.longestRun) {
        var found: [Repair] = []
        for start in starts(of: length, around: rows, count: ids.count) {
          let run = ids[start..<start + length].compactMap(\.self)
          guard run.count == length else { continue }
          for towardsEnd in [true, false] {
            guard let lost = towardsEnd ? run.last : run.first else { continue }
            guard left > 0 else { return nil }
            left -= 1 + broken.count / 16
            let own = network.relations(of: lost)
            let proofs = sums.filter { !own.contains($0) }
            guard !proofs.isEmpty else { continue }
            if let repair = repair(run, towardsEnd, broken, proofs) { found.append(repair) }
          }
        }
        if !found.isEmpty { return found }
      }
    }
    return []
  }

  /// The columns and rows of the shortest broken relation: a run that changes none of them
  /// leaves it broken.
  private func touched(by broken: [Int]) -> [(column: Int, rows: [Int])] {
    let shortest = broken.min { network.nodes[$0].figures.count < network.nodes[$1].figures.count }
    var rows: [Int: Set<Int>] = [:]
    for figure in shortest.map({ network.nodes[$0].figures }) ?? [] {
      if let place = places[figure] { rows[place.column, default: []].insert(place.row) }
    }
    return rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
  }

  /// Where runs begin that hold one of `rows`, ascending.
  private func starts(of length: Int, around rows: [Int], count: Int) -> [Int] {
    var starts: [Int] = []
    for row in rows {
      let first = max(row - length + 1, (starts.last ?? -1) + 1)
      let last = min(row, count - length)
      if first <= last { starts += first...last }
    }
    return starts
  }

  private func repair(
    _ run: [Int], _ towardsEnd: Bool, _ broken: [Int], _ proofs: [Int]
  ) -> Repair? {
    let sources = towardsEnd ? Array(run.dropFirst()) : Array(run.dropLast())
    let targets = towardsEnd ? Array(run.dropLast()) : Array(run.dropFirst())
    guard let lost = towardsEnd ? run.last : run.first else { return nil }
    let spans = zip(targets, sources).map { target, source in
      Change(figure: target, span: network.spans[source], value: nil)
    }
    guard proofs.contains(where: { network.isPossible($0, with: spans) }) else { return nil }
    let moves = zip(targets, sources).map { target, source in
      let from = network.figures[source]
      return Change(
        figure: target, span: network.spans[source],
        value: PrintedFigure(network.figures[target], as: from.number, decimals: from.decimals))
    }
    let changes = moves + [Change(figure: lost, span: nil, value: nil)]
    guard broken.allSatisfy({ network.isPossible($0, with: changes) }) else { return nil }
    let repair = Repair(run[0], .rowsShifted, cost: Repair.Cost.match, changes)
    // A run that is too short may look right until the lost number has to be found. One that finds
    // the number that is printed is no run: in 类, 款 and 项 of a single row the same number stands
    // three times, and moving them would explain any misprint of one.
    guard let settled = Settlement(network).settled([repair])?.first?.changes.last,
      settled.span?.common(with: network.spans[lost]) == nil
    else { return nil }
    return repair
  }
}

extension Relation {
  /// Whether both sides must be equal: many numbers keep a bound, which proves nothing.
  var isEquation: Bool {
    switch form {
    case .sum, .difference: true
    case .linear(let linear): linear.comparison == .equal
    case .atMost, .between, .growth, .growthByChange, .share, .quotient: false
    }
  }
}
