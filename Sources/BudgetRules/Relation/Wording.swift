import BudgetDomain

/// How figures, bounds and intervals are written in anomalies.
enum Wording {
  /// A bound in the unit of an anomaly's numbers: yuan, percent or pieces.
  static func number(_ value: Fraction, _ dimension: PrintedFigure.Dimension) -> FindingNumber {
    switch dimension {
    case .amount: FindingNumber(value.numerator, over: value.denominator * 100)
    case .percent, .count: FindingNumber(value.numerator, over: value.denominator)
    }
  }

  /// An exact sum of money, to the fen.
  static func yuan(_ fen: Int128) -> String {
    "\(PrintedNumber(Int64(clamping: fen), decimals: 2)) 元"
  }

  /// A computed sum of money, rounded to the fen.
  static func yuan(_ number: FindingNumber) -> String {
    let fen = (Int128(number.tenThousandths.magnitude) + 50) / 100
    return yuan(number.tenThousandths < 0 ? -fen : fen)
  }

  /// A computed sum of money in the unit of a submission, with two decimals or as many as it has.
  static func amount(_ fen: Int128, in unit: AmountUnit) -> String {
    "\(PrintedNumber(fen: Int64(clamping: fen), in: unit)) \(unit.chineseName)"
  }

  /// A computed percentage with one decimal, half away from zero.
  static func percent(_ value: Fraction) -> String {
    let tenths = FindingNumber(value.numerator, over: value.denominator).tenThousandths
    let rounded = (Int128(tenths.magnitude) + 500) / 1_000
    let number = PrintedNumber(Int64(clamping: tenths < 0 ? -rounded : rounded), decimals: 1)
    return "\(number)%"
  }

  /// The same with its sign.
  static func signedPercent(_ value: Fraction) -> String {
    (value.numerator > 0 ? "+" : "") + percent(value)
  }

  /// A figure as printed, with its unit.
  static func printed(_ figure: PrintedFigure) -> String {
    guard figure.addends.isEmpty else {
      return figure.parts.map(printed).joined(separator: " + ")
    }
    return switch figure.dimension {
    case .amount(let unit): "\(figure.number) \(unit.chineseName)"
    case .percent: "\(figure.number)%"
    case .count: figure.number.description
    }
  }

  /// What a relation leaves to the stated figure, in words: in its unit, with its decimals where
  /// these tell the bounds exactly, else with one more. An end that the figure stands on without
  /// being inside is told as open; elsewhere nobody would miss it.
  static func interval(_ evaluation: Relation.Evaluation, like figure: PrintedFigure) -> String {
    let isLeftOut = { (bound: Interval.Bound?) in
      bound.map { $0.isOpen && $0.value == figure.value } ?? false
    }
    let (isAbove, isBelow) = (isLeftOut(evaluation.low), isLeftOut(evaluation.high))
    let scale = BoundScale(for: [evaluation.low, evaluation.high].compactMap { $0?.value }, figure)
    let low = evaluation.low.map { scale.text($0.value) }
    let high = evaluation.high.map { scale.text($0.value) }
    return switch (low, high) {
    case let (low?, high?) where low == high: "应为 \(low)"
    case let (low?, high?):
      "应在 \(isAbove ? "(" : "[")\(low), \(high)\(isBelow ? ")" : "]") 之间"
    case let (low?, nil): "\(isAbove ? "应大于" : "应不少于") \(low)"
    case let (nil, high?): "\(isBelow ? "应小于" : "应不超过") \(high)"
    case (nil, nil): "没有限制"
    }
  }
}

/// How the bounds of a figure are written: in its unit, all with the same decimals.
private struct BoundScale {
  private let exponent: Int
  private let decimals: Int
  private let unit: String

  init(for bounds: [Fraction], _ figure: PrintedFigure) {
    let printed = figure.addends.reduce(figure.decimals) { max($0, $1.decimals) }
    let most: Int
    switch figure.dimension {
    case .amount(let amount):
      // Nobody needs digits far below a fen, and a long sum has no room for them.
      (exponent, most) = (amount.fenExponent, amount.fenExponent + 2)
      unit = " \(amount.chineseName)"
    case .percent: (exponent, most, unit) = (0, printed + 1, "%")
    // Half a person is no bound for people, but one that an odd number of them leaves to twice.
    case .count: (exponent, most, unit) = (0, printed + 1, "")
    }
    let own = BoundScale(exponent, min(printed, most), unit)
    decimals = bounds.allSatisfy(own.isExact) ? own.decimals : min(printed + 1, most)
  }

  private init(_ exponent: Int, _ decimals: Int, _ unit: String) {
    (self.exponent, self.decimals, self.unit) = (exponent, decimals, unit)
  }

  /// A bound rounded to the decimals, with its unit.
  func text(_ value: Fraction) -> String {
    let (whole, rest, step) = scaled(value)
    let rounded = Int64(clamping: whole + (rest * 2 >= step ? 1 : 0))
    let number = PrintedNumber(value.numerator < 0 ? -rounded : rounded, decimals: UInt8(decimals))
    return "\(number)\(unit)"
  }

  private func isExact(_ value: Fraction) -> Bool { scaled(value).rest == 0 }

  /// The size of a bound in its last decimals, and what is left of it over `step`.
  private func scaled(_ value: Fraction) -> (whole: UInt128, rest: UInt128, step: UInt128) {
    let shift = exponent - decimals
    let step = (value.denominator * Int128(PowerOfTen[max(0, shift)])).magnitude
    let size = (value.numerator * Int128(PowerOfTen[max(0, -shift)])).magnitude
    let (whole, rest) = size.quotientAndRemainder(dividingBy: step)
    return (whole, rest, step)
  }
}

extension Operand {
  /// A figure of a relation as evidence.
  init(_ figure: PrintedFigure) {
    let interval = figure.interval
    let (measure, name): (Measure?, String?) =
      switch figure.name {
      case .row(_, let measure): (measure, nil)
      case .stated(let name): (nil, name.text)
      case .other, .elsewhere: (nil, nil)
      }
    self.init(
      label: figure.label, printed: Wording.printed(figure),
      low: Wording.number(interval.low.value, figure.dimension),
      high: Wording.number(interval.high.value, figure.dimension), lineNumber: figure.lineNumber,
      measure: measure, figure: name)
  }
}
