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
  /// Larger submissions are listed as they were checked: half a second is the most that one may
  /// cost the night.
  public static let mostLines = 10_000
  /// Where totals over totals are sums of more figures, the submission is listed as it was checked.
  static let mostParts = 200_000
  /// Relations are written down as long as they name no more figures, those among them too that
  /// nothing broken is tied to; of ordinary books they never do.
  static let mostFigures = 1_000_000

  /// Replaces the anomalies of broken relations by one anomaly a slip, with its cause where there
  /// is one simplest explanation, and takes away what only echoes a slip. Submissions without a
  /// broken relation cost nothing.
  ///
  /// - Parameter layout: Sorts lines into the tables of a submission.
  public static func explain(
    _ anomalies: [Anomaly], of submission: SubmissionView, by rules: [any SubmissionRule],
    layout: @escaping TableLayouter
  ) -> [Anomaly] {
    guard isNeeded(for: anomalies) else { return anomalies }
    guard submission.lines.count <= mostLines, areFew(rules, of: submission) else {
      return anomalies.map(\.notSearched)
    }
    let relations = rules.flatMap { $0.relations(of: submission) }.connected(to: anomalies)
    guard isSearchable(relations) else { return anomalies.map(\.notSearched) }
    let examined = examine(
      anomalies, relations, around: Surroundings(submission),
      SlipWriter(header: submission.header) { submission.place(of: $0) })
    let rest = Echoes(submission: submission, rules: rules, layout: layout).removed(from: examined)
      .countingCorrections { _ in submission }.anomalies
    return withoutReasons(for: rest.filter { $0.cause == .sign }, rest, submission)
  }

  /// Whether some of a submission's anomalies are broken relations of figures.
  public static func isNeeded(for anomalies: [Anomaly]) -> Bool {
    anomalies.contains(where: \.isOfBrokenRelation)
  }

  /// Whether the relations of a submission can be written down: they are counted before, since
  /// twins of one total above many rows would fill the memory.
  static func areFew(_ rules: [any SubmissionRule], of submission: SubmissionView) -> Bool {
    rules.allSatisfy { $0.figureCount(of: submission) <= mostFigures }
  }

  /// Whether relations are not too long to be looked through.
  static func isSearchable(_ relations: [StatedRelation]) -> Bool {
    relations.reduce(0) { $0 + $1.relation.figures.count } <= mostParts
  }

  /// One slip is one anomaly: who lost a sign is not asked for the reason of the amount too.
  static func withoutReasons(
    for slips: [Anomaly], _ anomalies: [Anomaly], _ submission: SubmissionView
  ) -> [Anomaly] {
    guard !slips.isEmpty else { return anomalies }
    let rest = anomalies.filter { $0.rule != NegativeIsExplained.description.code }
    guard rest.count < anomalies.count else { return anomalies }
    var found = FindingList()
    NegativeIsExplained(
      besides: Set(slips.compactMap(\.lineNumber)),
      figures: Set(slips.compactMap(\.place.figure))
    ).check(submission, into: &found)
    return rest + found.anomalies
  }

  /// The same for relations that stand in no submission.
  static func explain(
    _ anomalies: [Anomaly], _ relations: [StatedRelation], around surroundings: Surroundings,
    _ writer: SlipWriter
  ) -> [Anomaly] {
    examine(anomalies, relations, around: surroundings, writer).anomalies
  }

  /// What became of the anomalies of one submission, or of several.
  struct Examined {
    /// Those that no slip explains, as they were.
    var others: [Anomaly]
    /// The slips, each once.
    var slips: [Anomaly] = []
    /// By slip: the numbers that would have to be printed, where all are known.
    var corrections: [Correction?] = []

    var anomalies: [Anomaly] { others + slips }

    /// Adds what is said of another slip at a place that has one already; nothing said is lost.
    fileprivate mutating func add(_ slip: Anomaly) {
      let identity = AnomalyIdentity(slip)
      guard let place = slips.firstIndex(where: { AnomalyIdentity($0) == identity }),
        let words = slip.suggestion, slips[place].suggestion != words
      else { return }
      slips[place].suggestion = (slips[place].suggestion ?? "") + words
    }

    /// The same with what each slip changes in the actuals of its submission.
    func countingCorrections(_ view: (Int64?) -> SubmissionView?) -> Examined {
      var counting = self
      for (place, correction) in corrections.enumerated() {
        guard let view = view(slips[place].submissionID),
          [nil, view.header.id].contains(correction?.submission)
        else { continue }
        counting.slips[place] = view.countingCorrection(slips[place], correction)
      }
      return counting
    }
  }

  /// Explains what relations say.
  ///
  /// - Parameter whose: What submissions are called, where the relations are of several.
  static func examine(
    _ anomalies: [Anomaly], _ relations: [StatedRelation], whose: [Int64: String] = [:],
    around surroundings: Surroundings, _ writer: SlipWriter
  ) -> Examined {
    var network = RelationNetwork(relations.filter(\.relation.isDiagnosable), whose: whose)
    network.addAbsentRows(surroundings)
    var explained: Set<AnomalyIdentity> = []
    var ends: [AnomalyIdentity: String] = [:]
    for relation in relations where !relation.relation.isDiagnosable {
      ends[AnomalyIdentity(relation)] = SearchEnd.notSearched
    }
    var slips: [SlipExplanation.Slip] = []
    let findings = findings(in: network, surroundings, submissionCount: max(1, whose.count))
    let settled = JointSlips(network, surroundings).settled(findings)
    for finding in ClosedLinks(network).added(to: settled) {
      let identities = finding.group.map { AnomalyIdentity(network.nodes[$0].stated) }
      guard let explanation = SlipExplanation(finding) else {
        let end = finding.isComplete ? SearchEnd.nothingFound : SearchEnd.tooMany
        for identity in identities { ends[identity] = end }
        continue
      }
      explained.formUnion(identities)
      explained.formUnion(
        explanation.settledRelations.map { AnomalyIdentity(network.nodes[$0].stated) })
      slips += explanation.slips
    }
    let others = anomalies.filter { !explained.contains(AnomalyIdentity($0)) }.map { anomaly in
      guard anomaly.isOfBrokenRelation, let end = ends[AnomalyIdentity(anomaly)] else {
        return anomaly
      }
      return anomaly.suggesting(end)
    }
    var examined = Examined(others: others)
    var taken: Set<AnomalyIdentity> = []
    for columns in network.joined(slips) {
      let last = columns[columns.count - 1]
      var anomaly = writer.anomaly(columns, network)
      anomaly.submissionID = network.nodes[last.relation].stated.home ?? anomaly.submissionID
      if last.isLoose, let found = anomalies.first(where: { $0.isSame(as: anomaly) }) {
        anomaly = found.diagnosed(as: anomaly)
      }
      guard taken.insert(AnomalyIdentity(anomaly)).inserted else {
        examined.add(anomaly)
        continue
      }
      examined.slips.append(anomaly)
      examined.corrections.append(Correction(columns, network))
    }
    return examined
  }

  private static func findings(
    in network: RelationNetwork, _ surroundings: Surroundings, submissionCount: Int
  ) -> [GroupFinding] {
    let shifts = ShiftedRows(network, columns: surroundings.columns)
    var budget = ExplanationSearch.Budget(submissions: submissionCount)
    return OffsettingGroups(network).united(network.brokenGroups).flatMap { groups in
      let linked = LinkedGroup(network, surroundings, shifts, groups, within: budget)
      budget = linked.budget
      return linked.parts
    }
  }
}

/// What is said where no slip explains a broken relation: an anomaly without a word about its
/// cause would leave open whether anybody looked for one.
private enum SearchEnd {
  static let nothingFound =
    "已推算:没有不超过 \(ExplanationSearch.largestSize) 处的改动可以同时满足各有关关系。"
  static let tooMany = "牵涉的数较多,未再往下推算。"
  static let tooLong = "报表过长,未再往下推算。"
  static let notSearched = "此式带系数或比率,未再往下推算。"
}

extension Anomaly {
  /// Whether it says that printed figures contradict each other.
  fileprivate var isOfBrokenRelation: Bool {
    severity == .error && stated != nil && !evidence.isEmpty
  }

  /// The anomaly, which says that nobody looked for its cause where there may be one.
  fileprivate var notSearched: Anomaly {
    isOfBrokenRelation ? suggesting(SearchEnd.tooLong) : self
  }

  fileprivate func isSame(as other: Anomaly) -> Bool {
    AnomalyIdentity(self) == AnomalyIdentity(other)
  }

  /// The anomaly of a link as its rule states it, with what the diagnosis says of it.
  fileprivate func diagnosed(as slip: Anomaly) -> Anomaly {
    guard severity == slip.severity else { return slip }
    var diagnosed = self
    (diagnosed.cause, diagnosed.suggestion) = (slip.cause, slip.suggestion)
    diagnosed.corrected = stated == slip.stated ? slip.corrected : nil
    return diagnosed
  }

  /// The anomaly with another sentence in its suggestion.
  fileprivate func suggesting(_ sentence: String) -> Anomaly {
    var anomaly = self
    anomaly.suggestion = (suggestion ?? "") + sentence
    return anomaly
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
