public import BudgetDomain

/// A relation that a rule states of a submission, whether or not it holds.
public struct StatedRelation: Sendable {
  /// The rule that states it.
  public let rule: RuleDescription
  /// Where its anomaly would stand.
  public let place: Place
  /// What is stated.
  public let relation: Relation
  /// Whether it ties figures of several submissions. Whatever its rule says of severity, two books
  /// that differ hold a wrong figure; but a difference may also have been approved, so that none
  /// is looked for where it would take a slip more.
  public let isLink: Bool

  /// States a relation.
  public init(rule: RuleDescription, place: Place, relation: Relation, isLink: Bool = false) {
    self.rule = rule
    self.place = place
    self.relation = relation
    self.isLink = isLink
  }

  /// The submission whose figure is judged, where several are looked at together.
  var home: Int64? { relation.stated.submission }

  /// The submissions whose figures are tied, where several are looked at together.
  public var submissions: Set<Int64> { Set(relation.figures.compactMap(\.submission)) }
}

/// A rule that states relations and nothing else.
///
/// It says once which relations there are; the check and the list both follow. The check writes
/// no place and keeps no relation unless one is broken, because nearly all submissions are clean.
public protocol RelationRule: SubmissionRule {
  /// The rule's entry in the catalogue.
  static var description: RuleDescription { get }

  /// Calls `body` with each relation and a way to its place.
  func forEachRelation(of submission: SubmissionView, _ body: (Relation, () -> Place) -> Void)
}

extension RelationRule {
  /// Appends an anomaly for each relation that does not hold.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    forEachRelation(of: submission) { relation, place in
      let finding = relation.finding(
        Self.description, at: place(), submission: submission.header)
      if let finding { findings.append(finding) }
    }
  }

  /// All relations, held ones too.
  public func relations(of submission: SubmissionView) -> [StatedRelation] {
    var relations: [StatedRelation] = []
    forEachRelation(of: submission) { relation, place in
      relations.append(
        StatedRelation(rule: Self.description, place: place(), relation: relation))
    }
    return relations
  }

  /// Takes the sums from the relations, without their places.
  public func addSums(of submission: SubmissionView, to sums: inout PrintedSums) {
    guard Self.description.severity == .error else { return }
    forEachRelation(of: submission) { relation, _ in sums.add(relation) }
  }
}
