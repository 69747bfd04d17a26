import BudgetDomain

/// Runs of rows whose numbers slid by one row, so that one number is lost.
struct ShiftedRows {
  /// Longer runs are not looked at.
  private static let longestRun = 30
  /// In a shorter run only one number keeps its digits, which a total of one row always does.
  private static let shortestRun = 3

  let network: RelationNetwork
  let columns: [[FigureKey]]

  /// The shortest runs that, put back, close all of `broken`.
  ///
  /// The lost number may be anything, so a run says nothing unless some broken relation is closed
  /// without it.
  func repairs(closing broken: [Int], tries: inout Int, limit: Int) -> [Repair] {
    for column in columns {
      let ids = column.map { network.number(of: $0) }
      guard ids.count >= Self.shortestRun else { continue }
      for length in Self.shortestRun...min(ids.count, Self.longestRun) {
        var found: [Repair] = []
        for start in 0...ids.count - length {
          let run = ids[start..<start + length].compactMap(\.self)
          guard run.count == length else { continue }
          for towardsEnd in [true, false] {
            tries += 1
            guard tries <= limit else { return [] }
            if let repair = repair(run, towardsEnd, broken) { found.append(repair) }
          }
        }
        if !found.isEmpty { return found }
      }
    }
    return []
  }

  private func repair(_ run: [Int], _ towardsEnd: Bool, _ broken: [Int]) -> Repair? {
    let sources = towardsEnd ? Array(run.dropFirst()) : Array(run.dropLast())
    let targets = towardsEnd ? Array(run.dropLast()) : Array(run.dropFirst())
    guard let lost = towardsEnd ? run.last : run.first else { return nil }
    let moves = zip(targets, sources).map { target, source in
      let from = network.figures[source]
      return Change(
        figure: target, span: network.spans[source],
        value: PrintedFigure(network.figures[target], as: from.number, decimals: from.decimals))
    }
    guard zip(targets, sources).contains(where: { network.spans[$0] != network.spans[$1] }) else {
      return nil
    }
    let changes = moves + [Change(figure: lost, span: nil, value: nil)]
    let isProof = broken.contains { relation in
      network.nodes[relation].sum != nil && !network.nodes[relation].figures.contains(lost)
        && network.isPossible(relation, with: moves)
    }
    guard isProof, broken.allSatisfy({ network.isPossible($0, with: changes) }) else { return nil }
    let repair = Repair(run[0], .rowsShifted, cost: Repair.Cost.match, changes)
    // A run that is too short may look right until the lost number has to be found.
    return Settlement(network).settled([repair]) == nil ? nil : repair
  }
}
