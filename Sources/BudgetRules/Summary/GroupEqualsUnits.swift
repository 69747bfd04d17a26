public import BudgetDomain

/// U040. What a group submits itself equals the sum of its units.
///
/// A group's own submission is a control total: compared, never added, never standing in for
/// missing children. Figures come from different books, so each is taken as it is printed.
/// Severity: error. Source: 部门决算汇总, 部门数 = Σ 所属单位数 − 内部抵销数.
public struct GroupEqualsUnits: Sendable {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "U040", .error, title: "主管部门汇总数与所属单位之和不符",
    english: "control total differs from the sum of the units", source: "部门决算汇总:部门数=∑所属单位数−内部抵销数")

  /// The rule has no settings.
  public init() {}

  /// One amount of a group's own submission beside what its units make.
  public struct Comparison: Sendable {
    /// The subject.
    public let code: SubjectCode
    /// The measure.
    public let measure: Measure
    /// What the group's own submission adds up to there, row by row.
    public let controlRows: [PrintedFigure]
    /// The units' consolidated sum in fen; nil where no unit states the measure.
    public let unitsFen: Int64?
    /// How far rounding in the units' own books can have moved that sum, in fen, either way.
    public let slackFen: Int128

    /// Sets the two side by side.
    public init(
      code: SubjectCode, measure: Measure, controlRows: [PrintedFigure], unitsFen: Int64?,
      slackFen: Int128
    ) {
      self.code = code
      self.measure = measure
      self.controlRows = controlRows
      self.unitsFen = unitsFen
      self.slackFen = slackFen
    }
  }

  /// The anomaly of one comparison; nil where rounding allows the two to be equal, or where the
  /// units state nothing to compare with.
  public func check(_ comparison: Comparison, of header: SubmissionHeader, unitCode: String)
    -> Anomaly?
  {
    guard let unitsFen = comparison.unitsFen else { return nil }
    let control = comparison.controlRows.reduce(Interval(exactly: Fraction(0))) {
      $0 + $1.interval
    }
    let units = Interval(
      low: .init(Fraction(Int128(unitsFen) - comparison.slackFen), isOpen: false),
      high: .init(Fraction(Int128(unitsFen) + comparison.slackFen), isOpen: false))
    guard !control.meets(units) else { return nil }
    let stated = comparison.controlRows.reduce(Int128(0)) { $0 + $1.value.numerator }
    let place = Self.place(
      of: header, unitCode: unitCode, comparison.code, comparison.measure)
    let yuan = { (fen: Int128) in FindingNumber(fen, over: 100) }
    let printed = { (fen: Int128) in Wording.amount(fen, in: header.amountUnit) }
    let unitsSum = printed(Int128(unitsFen))
    var anomaly = Anomaly(
      Self.description, at: place,
      message:
        "科目 \(comparison.code) \(comparison.measure.chineseName):本级汇总报送 \(printed(stated)),"
        + "所属单位合计 \(unitsSum)。",
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
}
