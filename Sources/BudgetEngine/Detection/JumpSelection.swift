import BudgetDomain
import BudgetRules

/// Decides which changes of a year are worth a question, and which two belong together.
struct JumpSelection {
  private typealias Change = YearChanges.Change

  private let changes: YearChanges
  private let jump: SubjectJump
  private let reclassification: PossibleReclassification

  /// A change that may be listed.
  private struct Candidate {
    let change: YearChange
    let unit: Int32
    /// The peers that do not share it; nil where they do. What is said of it is only made of those
    /// that are listed: candidates are many.
    var peers: SubjectJump.Peers?
    /// Whether the subject is new or gone.
    var isComing = false
  }

  init(_ changes: YearChanges, _ settings: RuleSettings) {
    self.changes = changes
    jump = SubjectJump(settings, in: changes.year)
    reclassification = PossibleReclassification(settings, in: changes.year)
  }

  /// The anomalies, those that move the published total most first.
  func anomalies() -> [Anomaly] {
    let candidates = jumps() + comings()
    let order = candidates.indices.sorted {
      (candidates[$0].unit, $0) < (candidates[$1].unit, $1)
    }
    var findings: [Finding] = []
    var rest = order[...]
    while let first = rest.first {
      let own = rest.prefix { candidates[$0].unit == candidates[first].unit }
      let largest = own.map { candidates[$0] }.largest { $0.change.riseFen.magnitude }
      findings += self.findings(among: largest, besides: own.count - largest.count)
      rest = rest.dropFirst(own.count)
    }
    let keys = findings.map(\.anomaly.place.key)
    return findings.indices.sorted {
      (findings[$1].effect, keys[$0]) < (findings[$0].effect, keys[$1])
    }.map { findings[$0].anomaly }
  }

  private typealias Finding = (effect: UInt64, anomaly: Anomaly)

  /// What is said of one unit's candidates.
  ///
  /// - Parameter unlisted: How many smaller ones it has, of which nothing is said.
  private func findings(among own: [Candidate], besides unlisted: Int) -> [Finding] {
    var findings: [Finding] = []
    var paired = Set<Int>()
    for (fall, rise) in pairs(own) where !paired.contains(fall) && !paired.contains(rise) {
      paired.formUnion([fall, rise])
      let anomaly = reclassification.anomaly(
        own[fall].change, own[rise].change, in: changes.year)
      findings.append((own[fall].change.riseFen.magnitude, anomaly))
    }
    for (place, candidate) in own.enumerated() where !paired.contains(place) {
      guard let peers = candidate.peers else { continue }
      let anomaly = jump.anomaly(candidate.change, beside: peers, in: changes.year)
      findings.append((candidate.change.riseFen.magnitude, anomaly))
    }
    if unlisted > 0,
      let last = findings.indices.min(by: { findings[$0].effect < findings[$1].effect })
    {
      findings[last].anomaly = findings[last].anomaly.leavingOut(unlisted, of: own[0].change.unit)
    }
    return findings
  }

  /// Large changes of subjects that the unit has in both years; all of them are judged, so that
  /// the share of false ones refers to all.
  private func jumps() -> [Candidate] {
    var judged: [(group: Int, member: Int, peers: PeerGroup)] = []
    var chances: [Double] = []
    var count = 0
    let percent = jump.falseDiscoveryPercent
    let rate = Double(percent.unscaled) / Double(PowerOfTen[Int(percent.decimals)]) / 100
    var tails = RareTails(upTo: rate)
    for (group, peers) in changes.groups.enumerated() where peers.members.count > jump.leastPeers {
      let group = (number: group, peers: PeerGroup(peers.members, &tails))
      count += peers.members.count
      chances += group.peers.chances.lazy.filter { $0 <= rate }
      for (member, change) in peers.members.enumerated()
      where jump.isLarge(from: change.prior, to: change.actual) {
        judged.append((group.number, member, group.peers))
      }
    }
    let bound = RobustStatistics.falseDiscoveryBound(
      small: chances.sorted(), of: count, rate: rate)
    return judged.map { group, member, judgement in
      let peers = changes.groups[group]
      let change = changes.published(peers.members[member])
      var candidate = Candidate(change: change, unit: peers.members[member].unit)
      if let bound, judgement.chances[member] <= bound {
        let verdict = judgement.verdict(at: member)
        let others = SubjectJump.Peers(
          type: peers.type, count: peers.members.count - 1, median: verdict.median,
          low: verdict.low, high: verdict.high)
        if others.areUnlike(change) { candidate.peers = others }
      }
      return candidate
    }
  }

  /// Subjects that come or go, of units that have peers at all.
  private func comings() -> [Candidate] {
    changes.comings.compactMap { change in
      let type = changes.type(of: Int(change.unit)) ?? ""
      guard changes.unitCounts[type, default: 0] > jump.leastPeers,
        jump.isLarge(from: change.prior, to: change.actual)
      else { return nil }
      return Candidate(change: changes.published(change), unit: change.unit, isComing: true)
    }
  }

  /// Opposite changes of one unit as places in `own`, those that agree best first.
  private func pairs(_ own: [Candidate]) -> [(fall: Int, rise: Int)] {
    var pairs: [(rest: UInt64, fall: Int, rise: Int)] = []
    for fall in own.indices where own[fall].change.riseFen < 0 {
      for rise in own.indices where own[rise].change.riseFen > 0 {
        let standsOut = own[fall].peers != nil || own[rise].peers != nil
        guard standsOut || (own[fall].isComing && own[rise].isComing),
          reclassification.areOpposite(own[fall].change, own[rise].change)
        else { continue }
        let rest = own[fall].change.riseFen + own[rise].change.riseFen
        pairs.append((rest.magnitude, fall, rise))
      }
    }
    return pairs.sorted { ($0.rest, $0.fall, $0.rise) < ($1.rest, $1.fall, $1.rise) }
      .map { ($0.fall, $0.rise) }
  }
}
