public import BudgetDomain

/// One submission among those that relations tie together.
public struct LinkedSubmission: Sendable {
  /// The submission.
  let view: SubmissionView
  /// The unit's report of the year before; nil where there is none.
  let priorYear: SubmissionView?
  /// What others call it, such as `2022年101决算报送`.
  let name: String

  /// Takes a submission among others.
  public init(_ view: SubmissionView, priorYear: SubmissionView?, name: String) {
    self.view = view
    self.priorYear = priorYear
    self.name = name
  }
}

/// Says why figures are wrong where submissions are tied together: by the year before, another
/// kind, or a group's control total.
///
/// All relations of all of them are one network, so a slip in one book explains what it breaks in
/// others, and what others say of a figure decides between explanations that are equally small in
/// its own book. The anomaly stands in the book with the slip. A link that no slip of these
/// explains stays as it was found.
public enum LinkedDiagnosis {
  /// Explains the anomalies of some submissions and of the links between them.
  ///
  /// - Parameters:
  ///   - links: What ties them, held links too, also to submissions that are not among them.
  ///   - anomalies: Those of the links.
  ///   - layout: Sorts lines into the tables of a submission.
  /// - Returns: The anomalies of all of them.
  public static func explain(
    _ members: [LinkedSubmission], _ links: [StatedRelation], _ anomalies: [Anomaly],
    by rules: [any SubmissionRule], layout: @escaping TableLayouter
  ) -> [Anomaly] {
    var found = FindingList()
    for member in members {
      for rule in rules { rule.check(member.view, into: &found) }
    }
    let own = found.anomalies
    let isWritten = members.allSatisfy { Diagnosis.areFew(rules, of: $0.view) }
    let relations =
      isWritten ? self.relations(members, links, by: rules).connected(to: own + anomalies) : []
    guard isWritten, Diagnosis.isSearchable(relations) else {
      let bySubmission = Dictionary(grouping: own, by: \.submissionID)
      return anomalies
        + members.map(\.view).flatMap { view in
          Diagnosis.explain(bySubmission[view.header.id] ?? [], of: view, by: rules, layout: layout)
        }
    }
    let views = Dictionary(members.map { ($0.view.header.id, $0.view) }) { first, _ in first }
    let examined = Diagnosis.examine(
      own + anomalies, relations,
      whose: Dictionary(members.map { ($0.view.header.id, $0.name) }) { first, _ in first },
      around: Surroundings(members.map { Surroundings($0.view, since: $0.priorYear) }),
      SlipWriter(header: nil) { figure in
        figure.submission.flatMap { views[$0] }?.place(of: figure)
      })
    let isLink = Set(anomalies.map { AnomalyIdentity($0) })
    let rest = examined.splitBySubmission { isLink.contains(AnomalyIdentity($0)) }
      .map { id, part -> Diagnosis.Examined in
        guard let view = id.flatMap({ views[$0] }) else { return part }
        return Echoes(submission: view, rules: rules, layout: layout).removed(from: part)
      }
      .flatMap { $0.countingCorrections { id in id.flatMap { views[$0] } }.anomalies }
    return withoutReasons(rest, members)
  }

  /// The links and all that the rules state of the members.
  private static func relations(
    _ members: [LinkedSubmission], _ links: [StatedRelation], by rules: [any SubmissionRule]
  ) -> [StatedRelation] {
    links
      + members.flatMap { member in
        rules.flatMap { $0.relations(of: member.view) }
          .map { $0.owned(by: member.view.header.id) }
      }
  }

  /// Whoever lost a sign is not asked for the reason of the amount too.
  private static func withoutReasons(
    _ anomalies: [Anomaly], _ members: [LinkedSubmission]
  ) -> [Anomaly] {
    let slips = Dictionary(grouping: anomalies.filter { $0.cause == .sign }, by: \.submissionID)
    guard !slips.isEmpty else { return anomalies }
    let own = Dictionary(grouping: anomalies, by: \.submissionID)
    let views = members.map(\.view)
    let mended = views.filter { slips[$0.header.id] != nil }
    let ids = Set(mended.map { $0.header.id as Int64? })
    return anomalies.filter { !ids.contains($0.submissionID) }
      + mended.flatMap { view in
        Diagnosis.withoutReasons(
          for: slips[view.header.id] ?? [], own[view.header.id] ?? [], view)
      }
  }
}

extension Diagnosis.Examined {
  /// What became of each submission's own anomalies, and the slips to correct in it, by its id;
  /// nil for links and for slips that leave open what to correct.
  fileprivate func splitBySubmission(
    _ isLink: (Anomaly) -> Bool
  ) -> [(submission: Int64?, part: Diagnosis.Examined)] {
    var parts: [Int64?: Diagnosis.Examined] = [:]
    for anomaly in others {
      let submission = isLink(anomaly) ? nil : anomaly.submissionID
      parts[submission, default: Self(others: [])].others.append(anomaly)
    }
    for (slip, correction) in zip(slips, corrections) {
      let submission = correction?.submission
      parts[submission, default: Self(others: [])].slips.append(slip)
      parts[submission, default: Self(others: [])].corrections.append(correction)
    }
    return parts.map { ($0.key, $0.value) }
      .sorted { ($0.submission ?? .min) < ($1.submission ?? .min) }
  }
}

extension StatedRelation {
  /// The same relation with its figures told apart from those of other submissions.
  fileprivate func owned(by submission: Int64) -> StatedRelation {
    StatedRelation(
      rule: rule, place: place, relation: relation.replacing { $0.owned(by: submission) },
      isLink: isLink)
  }
}
