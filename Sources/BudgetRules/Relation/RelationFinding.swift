public import BudgetDomain

extension Relation {
  /// The most operands that an anomaly carries; a longer sum is cut, and says so.
  static let largestEvidence = 40

  /// Decides the relation and, unless it holds, states the anomaly.
  ///
  /// - Returns: nil where the relation holds or says nothing.
  public func finding(
    _ rule: RuleDescription, at place: @autoclosure () -> Place, submission: SubmissionHeader?
  ) -> Anomaly? {
    guard let evaluation = evaluate(), evaluation.verdict != .held else { return nil }
    return anomaly(rule, evaluation, at: place(), submission: submission)
  }

  /// States the anomaly of a relation that does not hold.
  ///
  /// - Parameters:
  ///   - severity: How much a violation matters here; nil for as much as the rule says.
  ///   - figure: The figure that the evaluation is about; nil for the stated one.
  ///   - remark: A sentence to end the message with.
  func anomaly(
    _ rule: RuleDescription, _ evaluation: Evaluation, at place: Place,
    submission: SubmissionHeader?, severity: Severity? = nil, figure: PrintedFigure? = nil,
    remark: String = ""
  ) -> Anomaly {
    let isViolated = evaluation.verdict == .violated
    // What the others are is said of the stated figure; of another one it is among them.
    let basis = figure == nil ? basis : nil
    let figure = figure ?? stated
    let expected = Wording.interval(evaluation, like: figure)
    let others = basis ?? "其余各数"
    let message =
      isViolated
      ? "\(figure.label)印作 \(Wording.printed(figure)),按\(others)推算\(expected)。\(remark)"
      : "\(figure.label)印作 \(Wording.printed(figure)),"
        + "\(basis.map { "按\($0)" } ?? "")\(expected);所据数字位数不足,无法判定。"
    var anomaly = Anomaly(
      rule, severity: isViolated ? severity : .undetermined, at: place, message: message,
      evidence: evidence)
    anomaly.lineNumber = figure.lineNumber
    anomaly.submissionID = submission?.id
    anomaly.stated = Wording.number(figure.value, figure.dimension)
    anomaly.expectedLow = evaluation.low.map { Wording.number($0.value, figure.dimension) }
    anomaly.expectedHigh = evaluation.high.map { Wording.number($0.value, figure.dimension) }
    anomaly.suggestion =
      isViolated ? "请核对原表;若\(others)无误,此数\(expected)。" : "请按其余数字的精度补报此数。"
    return anomaly
  }

  /// The figures, in the order of the relation; a long sum is cut.
  var evidence: [Operand] {
    let figures = self.figures + reasons
    var operands = figures.prefix(Self.largestEvidence).map(Operand.init)
    if figures.count > Self.largestEvidence {
      let zero = FindingNumber(tenThousandths: 0)
      let rest = figures.count - Self.largestEvidence
      operands.append(Operand(label: "另有 \(rest) 个数", printed: "", low: zero, high: zero))
    }
    return operands
  }
}
