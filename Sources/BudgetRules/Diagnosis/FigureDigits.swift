import BudgetDomain

/// A figure as a row of digits with a last place: what a person types, and mistypes.
struct FigureDigits: Equatable, Sendable {
  /// The digits as a signed whole number: 486 for 48.6.
  let units: Int128
  /// How many of them stand behind the point.
  let decimals: Int
  /// What 1 in the last place is worth, in ticks.
  let tick: Int128

  /// The digits of a workable figure, at the decimals that decide its rounding where those show
  /// the number whole.
  init(_ figure: PrintedFigure) {
    let (exponent, most): (Int, Int) =
      switch figure.dimension {
      case .amount(let unit): (unit.fenExponent, unit.fenExponent)
      case .percent: (0, 6)
      case .count: (0, 2)
      }
    let value = Span.inTicks(figure.value)
    func tick(_ decimals: Int) -> Int128 {
      let power = exponent - decimals
      return power >= 0
        ? Span.ticks * Int128(PowerOfTen[power]) : Span.ticks / Int128(PowerOfTen[-power])
    }
    let printed = min(most, max(0, figure.decimals))
    let isWhole = value % tick(printed) == 0
    decimals = isWhole ? printed : min(most, Int(figure.number.decimals))
    self.tick = tick(decimals)
    units = value / self.tick
  }

  /// What is printed with these digits where the last of them is rounded, which money in whole
  /// fen is in any larger unit.
  var rounded: Span {
    Span(low: units * tick - tick / 2, high: units * tick + tick / 2)
  }

  /// The figure had these digits been printed; nil where no relation can be worked with it.
  ///
  /// - Parameter extra: How many places further behind the point the digits end.
  func figure(_ units: Int128, like figure: PrintedFigure, extra: Int = 0) -> PrintedFigure? {
    var (units, places) = (units, decimals + extra)
    while places > decimals, units % 10 == 0 { (units, places) = (units / 10, places - 1) }
    guard let unscaled = Int64(exactly: units), (0...18).contains(places) else { return nil }
    let printed = PrintedFigure(
      figure, as: PrintedNumber(unscaled, decimals: UInt8(places)),
      decimals: max(figure.decimals, places))
    return printed.isWorkable ? printed : nil
  }
}

extension PrintedFigure {
  /// The same figure with another number.
  init(_ figure: PrintedFigure, as number: PrintedNumber, decimals: Int) {
    self.init(
      figure.name, number: number, dimension: figure.dimension,
      printedDecimals: UInt8(clamping: decimals), lineNumber: figure.lineNumber)
    submission = figure.submission
  }
}
