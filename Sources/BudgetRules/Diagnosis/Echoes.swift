import BudgetDomain

/// Anomalies that only echo a slip: what wants an explanation or cannot be decided as long as a
/// wrong number stands, and no more once it is corrected.
///
/// The corrected submission is checked by all rules; what does not come up there again is taken
/// from the list, and the slip says how many. Errors are never taken: a code stays unknown however
/// its amount is corrected. Where a correction is only known to lie between two numbers, an anomaly
/// must disappear with both.
struct Echoes {
  let submission: SubmissionView
  let rules: [any SubmissionRule]
  let layout: TableLayouter

  /// The anomalies without echoes of the slips among them.
  func removed(from examined: Diagnosis.Examined) -> Diagnosis.Examined {
    let corrections = examined.corrections.compactMap(\.self)
    guard let first = examined.corrections.firstIndex(where: { $0 != nil }),
      examined.others.contains(where: { $0.severity != .error })
    else { return examined }
    let standing = standing(after: corrections)
    var rest = examined
    rest.others.removeAll { $0.severity != .error && !standing.contains(Subject($0)) }
    let echoes = examined.others.count - rest.others.count
    guard echoes > 0 else { return examined }
    let kept = Set(rest.others.map { AnomalyIdentity($0) })
    let codes = Set(
      examined.others.filter { !kept.contains(AnomalyIdentity($0)) }.map(\.rule.text)
    ).sorted().joined(separator: "、")
    let all = corrections.count > 1 ? "本表各处更正后" : "更正后"
    rest.slips[first].suggestion? += "\(all),另有 \(echoes) 条异常(\(codes))不再成立,未单独列出。"
    return rest
  }

  /// What the rules say of the submission without the slips.
  private func standing(after corrections: [Correction]) -> Set<Subject> {
    var standing: Set<Subject> = []
    let ends: [KeyPath<Correction.Value, PrintedNumber>] =
      corrections.allSatisfy(\.isExact) ? [\.low] : [\.low, \.high]
    for end in ends {
      let corrected = submission.corrected(by: corrections, end, layout)
      var found = FindingList()
      for rule in rules { rule.check(corrected, into: &found) }
      standing.formUnion(found.anomalies.map(Subject.init))
    }
    return standing
  }

  /// What an anomaly is about: of several alike, one that is left keeps them all.
  private struct Subject: Hashable {
    private let rule: RuleCode
    private let place: Place

    init(_ anomaly: Anomaly) {
      var place = anomaly.place
      place.occurrence = 1
      (rule, self.place) = (anomaly.rule, place)
    }
  }
}
