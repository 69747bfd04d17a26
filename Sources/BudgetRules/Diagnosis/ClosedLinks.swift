import BudgetDomain

/// Links that no search has joined to a slip, though they hold once the slips are undone.
///
/// A link joins what it shares figures with where as many slips explain it too. A code that a unit
/// prints no more has no figure of the unit, and two slips in two books may each leave it broken:
/// with the slips of all books together it is neither.
struct ClosedLinks {
  /// Of so many explanations each must close the link; where there are more, nobody asks.
  private static let mostRivals = 5
  /// So many ways to count missing rows are tried.
  private static let mostSums = 32

  private let network: RelationNetwork

  init(_ network: RelationNetwork) {
    self.network = network
  }

  /// The findings, each with the links that its slips break and that hold without them.
  func added(to findings: [GroupFinding]) -> [GroupFinding] {
    let explained = Set(findings.filter { $0.size > 0 }.flatMap(\.group))
    let open = network.nodes.indices.filter {
      network.nodes[$0].stated.isLink && network.nodes[$0].isBroken && !explained.contains($0)
    }
    guard !open.isEmpty else { return findings }
    var added = findings
    for link in open {
      let suspects = findings.indices.compactMap { place in
        figure(of: findings[place], in: link).map { (place: place, figure: $0) }
      }
      // What has a figure of the link in it is the reason, rather than a row that may be its.
      guard let blamed = suspects.first(where: { isPart($0.figure, of: link) }) ?? suspects.first,
        suspects.allSatisfy({ findings[$0.place].explanations.count <= Self.mostRivals }),
        isClosed(link, by: suspects.map { findings[$0.place].explanations })
      else { continue }
      added[blamed.place].closedLinks[link] = blamed.figure
    }
    return added
  }

  /// The figure that is blamed for the first repair of a finding that changes a link.
  private func figure(of finding: GroupFinding, in link: Int) -> Int? {
    finding.explanations.prefix(Self.mostRivals).joined().first { repair in
      repair.changes.contains { isPart($0.figure, of: link) } || mayCount(repair.figure, link)
    }?.figure
  }

  private func isPart(_ figure: Int, of link: Int) -> Bool {
    network.relations(of: figure).contains(link)
  }

  /// Whether a link holds by whichever explanation of each finding.
  private func isClosed(_ link: Int, by explanations: [[[Repair]]]) -> Bool {
    let firsts = explanations.compactMap(\.first)
    return explanations.indices.allSatisfy { place in
      explanations[place].allSatisfy { explanation in
        var repairs = firsts
        repairs[place] = explanation
        return isClosed(link, with: repairs.joined().flatMap(\.changes))
      }
    }
  }

  private func isClosed(_ link: Int, with changes: [Change]) -> Bool {
    guard let broken = network.nodes[link].sum else {
      return network.isPossible(link, with: changes)
    }
    // A missing row may be one that the link lacks, or not.
    var sums = [broken]
    for change in changes {
      let roles = network.memberships[change.figure].filter { $0.relation == link }.map(\.role)
      let isPossible = roles.isEmpty && mayCount(change.figure, link)
      guard isPossible || !roles.isEmpty else { continue }
      guard let span = change.span else { return false }
      guard !isPossible else {
        if sums.count <= Self.mostSums { sums += sums.map { $0 + span } }
        continue
      }
      for role in roles {
        let difference = { (sum: Span) in
          sum - RelationNetwork.contribution(of: network.spans[change.figure], role)
            + RelationNetwork.contribution(of: span, role)
        }
        sums = sums.map(difference)
      }
    }
    return sums.contains(where: \.holdsZero)
  }

  /// Whether a missing row may be of the code of a control total that has no row of its unit: the
  /// code stands under the total that lacks the row, and the group counts other rows of that unit.
  private func mayCount(_ figure: Int, _ link: Int) -> Bool {
    let place = network.nodes[link].stated.place
    guard isControlTotal(link), let row = network.absentRows[figure],
      case .row(let total, let measure) = network.figures[row.total].name,
      place.measure == measure, total.section == .functional, total.covers(code: place.code)
    else { return false }
    return row.relations.contains { relation in
      isControlTotal(relation)
        && network.nodes[relation].stated.home == network.nodes[link].stated.home
        && network.nodes[relation].stated.home != network.figures[row.total].submission
    }
  }

  private func isControlTotal(_ relation: Int) -> Bool {
    network.nodes[relation].stated.rule.code == GroupEqualsUnits.description.code
  }
}
