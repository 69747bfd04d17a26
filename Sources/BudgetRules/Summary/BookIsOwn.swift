public import BudgetDomain

/// N020. A unit hands in its own book, and not that of its department.
///
/// A department's book already contains its units' books. Where the department's own unit (本级)
/// files it as its own, all that the other units report is in the sum twice; the same shows where
/// its book is, subject by subject, what the other units make together. The books still count.
/// Severity: error beside the department's own book, else review. Source: 部门决算汇总,
/// 部门本级只列本级收支.
public enum BookIsOwn {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "N020", .error, title: "单位账似为整个部门的账,所属单位被重复汇总",
    english: "unit's book is that of its whole department", source: "部门决算汇总:部门本级只列本级收支,部门数由所属单位汇总得出"
  )

  /// What the unit's book is like, to the fen of every subject.
  public enum Likeness: Sendable {
    /// What the department hands in as a control total.
    case controlTotal
    /// What the other units of the department make together.
    case otherUnits
  }

  /// States that a unit's book is its department's.
  ///
  /// - Parameter ownFen: What the unit's book spends.
  /// - Parameter othersFen: What the department's other units spend, which is counted twice.
  public static func anomaly(
    _ header: SubmissionHeader, unit: String, group: String, ownFen: Int64, othersFen: Int64,
    _ likeness: Likeness
  ) -> Anomaly {
    var place = Place(year: header.year, unit: unit)
    (place.kind, place.section, place.measure) = (header.kind, .functional, .actual)
    let (own, others) = (Wording.yuan(Int128(ownFen)), Wording.yuan(Int128(othersFen)))
    let like =
      switch likeness {
      case .controlTotal: "与 \(group) 报送的部门汇总数逐科目相同"
      case .otherUnits: "与 \(group) 其余单位之和逐科目相同"
      }
    let rest = FindingNumber(Int128(ownFen) - Int128(othersFen), over: 100)
    var anomaly = Anomaly(
      description, severity: likeness == .controlTotal ? .error : .review, at: place,
      message: "\(unit) 决算数 \(own) \(like),似已含所属单位;其余单位另报 \(others),汇总数即重复计列。",
      evidence: [("本单位决算数", own, ownFen), ("其余单位合计", others, othersFen)].map {
        let yuan = FindingNumber(Int128($2), over: 100)
        return Operand(label: $0, printed: $1, low: yuan, high: yuan)
      })
    anomaly.submissionID = header.id
    anomaly.stated = FindingNumber(Int128(ownFen), over: 100)
    (anomaly.expectedLow, anomaly.expectedHigh) = (rest, rest)
    anomaly.cause = .componentDoubled
    anomaly.suggestion = "请核对该单位是否误将部门汇总账作为本级账报送;本级只列本级收支。"
    return anomaly
  }
}
