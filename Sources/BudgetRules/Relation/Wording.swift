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

  /// A computed sum of money in the unit of a submission, with two decimals or as many as it has.
  static func amount(_ fen: Int128, in unit: AmountUnit) -> String {
    var (digits, decimals) = (Int64(clamping: fen), unit.fenExponent)
    while decimals > 2, digits % 10 == 0 { (digits, decimals) = (digits / 10, decimals - 1) }
    return "\(PrintedNumber(digits, decimals: UInt8(decimals))) \(unit.chineseName)"
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

  /// A bound in the unit that `figure` is printed in, with one decimal more.
  static func bound(_ value: Fraction, like figure: PrintedFigure) -> String {
    let printed = figure.addends.reduce(figure.decimals) { max($0, $1.decimals) }
    let exponent: Int
    let decimals: Int
    switch figure.dimension {
    case .amount(let unit):
      // Nobody needs digits far below a fen, and a long sum has no room for them.
      (exponent, decimals) = (unit.fenExponent, min(printed + 1, unit.fenExponent + 2))
    case .percent: (exponent, decimals) = (0, printed + 1)
    case .count: (exponent, decimals) = (0, printed)
    }
    let shift = exponent - decimals
    let divisor = value.denominator * Int128(PowerOfTen[max(0, shift)])
    let scaled = value.numerator * Int128(PowerOfTen[max(0, -shift)])
    let (quotient, remainder) = scaled.magnitude.quotientAndRemainder(dividingBy: divisor.magnitude)
    let rounded = Int64(clamping: quotient + (remainder * 2 >= divisor.magnitude ? 1 : 0))
    return PrintedNumber(scaled < 0 ? -rounded : rounded, decimals: UInt8(decimals)).description
  }

  /// What a relation leaves to the stated figure, in words.
  static func interval(_ evaluation: Relation.Evaluation, like figure: PrintedFigure) -> String {
    let low = evaluation.low.map { bound($0.value, like: figure) }
    let high = evaluation.high.map { bound($0.value, like: figure) }
    return switch (low, high) {
    case let (low?, high?) where low == high: "应为 \(low)"
    case let (low?, high?): "应在 [\(low), \(high)] 之间"
    case let (low?, nil): "应不少于 \(low)"
    case let (nil, high?): "应不超过 \(high)"
    case (nil, nil): "没有限制"
    }
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
