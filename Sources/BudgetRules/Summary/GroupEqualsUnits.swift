public import BudgetDomain

/// U040. What a group submits itself equals the sum of its units after elimination.
///
/// A group's own submission is a control total: compared, never added, never standing in for
/// missing children. Figures come from different books, so each is taken as it is printed. Where it
/// equals the sum before elimination, the anomaly says so: nothing was eliminated in it.
/// Severity: error. Source: 部门决算汇总, 部门数 = Σ 所属单位数 − 内部抵销数.
public struct GroupEqualsUnits: Sendable {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "U040", .error, version: 4, title: "主管部门汇总数与所属单位之和不符",
    english: "control total differs from the sum of the units", source: "部门决算汇总:部门数=∑所属单位数−内部抵销数")

  /// The rule has no settings.
  public init() {}

  /// The anomaly of one comparison; nil where rounding allows the two to be equal, or where the
  /// units state nothing to compare with.
  public func check(_ comparison: Comparison, of header: SubmissionHeader, unitCode: String)
    -> Anomaly?
  {
    guard let unitsFen = comparison.unitsFen else { return nil }
    let netFen = Int128(unitsFen) - Int128(comparison.eliminatedFen)
    let units = comparison.units(netFen)
    guard !comparison.control.meets(units) else { return nil }
    let stated = comparison.controlRows.reduce(Int128(0)) { $0 + $1.value.numerator }
    let place = Self.place(
      of: header, unitCode: unitCode, comparison.code, comparison.measure)
    let yuan = { (fen: Int128) in FindingNumber(fen, over: 100) }
    let printed = { (fen: Int128) in Wording.amount(fen, in: header.amountUnit) }
    let unitsSum = printed(netFen)
    var anomaly = Anomaly(
      Self.description, at: place,
      message:
        "科目 \(comparison.code) \(comparison.measure.chineseName):本级汇总报送 \(printed(stated)),"
        + "所属单位合计 \(unitsSum)\(elimination(comparison, of: header))。",
      evidence: comparison.controlRows.prefix(Relation.largestEvidence).map(Operand.init) + [
        Operand(
          label: "所属单位合计", printed: unitsSum,
          low: yuan(units.low.value.numerator), high: yuan(units.high.value.numerator))
      ])
    anomaly.submissionID = header.id
    anomaly.stated = yuan(stated)
    anomaly.expectedLow = yuan(units.low.value.numerator)
    anomaly.expectedHigh = yuan(units.high.value.numerator)
    anomaly.suggestion = "请核对本级汇总表与所属单位报送数;汇总以单位报送数为准。"
    return anomaly
  }

  /// What was taken out of the units' sum, in words, and whether the group left it in.
  private func elimination(_ comparison: Comparison, of header: SubmissionHeader) -> String {
    guard comparison.eliminatedFen != 0, let unitsFen = comparison.unitsFen else { return "" }
    let isGross = comparison.control.meets(comparison.units(Int128(unitsFen)))
    let eliminated = Wording.amount(Int128(comparison.eliminatedFen), in: header.amountUnit)
    return "(已抵销内部往来 \(eliminated))"
      + (isGross ? ",本级汇总与抵销前合计相同,未抵销内部往来" : "")
  }
}
