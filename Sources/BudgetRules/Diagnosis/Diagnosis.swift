public import BudgetDomain

/// Says why figures are wrong: gathers the broken relations of one submission into connected
/// groups, finds for each group the fewest slips that explain it, and lists each slip once.
///
/// An anomaly's identity is rule + place. Where the figure to blame is the one that a broken
/// relation judges, or where it stays open which figure is wrong, the place is that of the
/// relation, as if there were no diagnosis; only a figure that no broken relation judges, such as
/// a row under wrong totals, has a place of its own. So the identity hangs on the printed figures
/// of this submission alone: it is the same every night until the unit sends another revision,
/// and a revision that changes nothing about the slip leaves it as it is.
public enum Diagnosis {
  /// Larger submissions are listed as they were checked: lists of what each total is the sum of
  /// grow with the square of the rows.
  static let mostLines = 2_000

  /// Replaces the anomalies of broken relations by one anomaly a slip, with its cause where there
  /// is one simplest explanation. Submissions without a broken relation cost nothing.
  public static func explain(
    _ anomalies: [Anomaly], of submission: SubmissionView, by rules: [any SubmissionRule]
  ) -> [Anomaly] {
    guard submission.lines.count <= mostLines,
      anomalies.contains(where: { $0.severity == .error && $0.stated != nil })
    else { return anomalies }
    let writer = SlipWriter(header: submission.header) { submission.place(of: $0) }
    let explained = explain(
      anomalies,
      rules.flatMap { $0.relations(of: submission) }.filter(\.relation.isDiagnosable),
      around: Surroundings(submission), writer)
    return withoutReasons(for: explained.filter { $0.cause == .sign }, explained, submission)
  }

  /// One slip is one anomaly: who lost a sign is not asked for the reason of the amount too.
  private static func withoutReasons(
    for slips: [Anomaly], _ anomalies: [Anomaly], _ submission: SubmissionView
  ) -> [Anomaly] {
    guard !slips.isEmpty else { return anomalies }
    var rest = anomalies.filter { $0.rule != NegativeIsExplained.description.code }
    guard rest.count < anomalies.count else { return anomalies }
    NegativeIsExplained(
      besides: Set(slips.compactMap(\.lineNumber)),
      figures: Set(slips.compactMap(\.place.figure))
    ).check(submission, into: &rest)
    return rest
  }

  /// The same for relations that stand in no submission.
  static func explain(
    _ anomalies: [Anomaly], _ relations: [StatedRelation], around surroundings: Surroundings,
    _ writer: SlipWriter
  ) -> [Anomaly] {
    var network = RelationNetwork(relations)
    network.addAbsentRows(surroundings)
    var explained: Set<AnomalyIdentity> = []
    var written: [Anomaly] = []
    var taken: Set<AnomalyIdentity> = []
    for group in network.brokenGroups {
      var search = ExplanationSearch(network, surroundings, group: group)
      let result = search.result()
      guard let slips = SlipExplanation(network, group, result) else { continue }
      explained.formUnion(group.map { AnomalyIdentity(network.nodes[$0].stated) })
      explained.formUnion(slips.settledRelations.map { AnomalyIdentity(network.nodes[$0].stated) })
      for slip in slips.slips {
        let anomaly = writer.anomaly(slip, network, isComplete: result.isComplete)
        if taken.insert(AnomalyIdentity(anomaly)).inserted { written.append(anomaly) }
      }
    }
    return anomalies.filter { !explained.contains(AnomalyIdentity($0)) } + written
  }
}

/// What an anomaly is known by over the nights.
struct AnomalyIdentity: Hashable {
  private let rule: RuleCode
  private let place: Place

  init(_ anomaly: Anomaly) {
    (rule, place) = (anomaly.rule, anomaly.place)
  }

  init(_ relation: StatedRelation) {
    (rule, place) = (relation.rule.code, relation.place)
  }
}

extension RelationNetwork {
  /// The broken relations, those that share a figure together, in the order of the rules.
  var brokenGroups: [[Int]] {
    var groups: [[Int]] = []
    var seen: Set<Int> = []
    for start in nodes.indices where nodes[start].isBroken && seen.insert(start).inserted {
      var group = [start]
      var next = 0
      while next < group.count {
        for figure in nodes[group[next]].figures {
          for membership in memberships[figure]
          where nodes[membership.relation].isBroken && seen.insert(membership.relation).inserted {
            group.append(membership.relation)
          }
        }
        next += 1
      }
      groups.append(group.sorted())
    }
    return groups
  }
}
