public import BudgetDomain

/// A figure as a relation sees it: the number as printed, what it measures, and where it stands.
public struct PrintedFigure: Sendable {
  /// What kind of number it is, and the unit its relations are worked in.
  public enum Dimension: Hashable, Sendable {
    /// Money printed in a unit; worked in fen.
    case amount(AmountUnit)
    /// A percentage; worked in percent.
    case percent
    /// A plain number; exact however it is printed.
    case count
  }

  /// What the figure is, from which its label follows.
  public let name: Name
  /// The number as printed.
  public let number: PrintedNumber
  /// What kind of number it is.
  public let dimension: Dimension
  /// How many decimals decide the rounding: those printed, unless the submission says otherwise.
  public let decimals: Int
  /// The line it stands in; nil outside the tables.
  public let lineNumber: Int32?
  /// Figures that are added to the number, each printed and rounded by itself; mostly none.
  private(set) var addends: [PrintedFigure] = []
  /// The submission it is printed in; told only where several are looked at together.
  var submission: Int64?

  /// What a figure is. The label is written only where an anomaly shows it: a night looks at
  /// millions of figures.
  public enum Name: Sendable {
    /// A figure stated outside the tables.
    case stated(FigureName)
    /// One amount of a row.
    case row(RowLabel, Measure)
    /// Anything else, in Chinese.
    case other(String)
    /// A figure of another submission, with what that one is to the submission that is checked.
    indirect case elsewhere(String, Name)

    /// What the figure is called, in Chinese.
    fileprivate var label: String {
      switch self {
      case .stated(let figure): FigureLabel.chinese(for: figure)
      case .row(let row, let measure): "\(row) \(measure.chineseName)"
      case .other(let text): text
      case .elsewhere(let whose, let name): "\(whose)的\(name.label)"
      }
    }
  }

  /// What the figure is called, in Chinese.
  public var label: String {
    addends.isEmpty ? name.label : parts.map(\.label).joined(separator: "+")
  }

  /// Describes a figure that is called `label`.
  public init(
    label: String, number: PrintedNumber, dimension: Dimension, printedDecimals: UInt8? = nil
  ) {
    self.init(
      .other(label), number: number, dimension: dimension, printedDecimals: printedDecimals)
  }

  /// Describes a figure.
  public init(
    _ name: Name, number: PrintedNumber, dimension: Dimension, printedDecimals: UInt8? = nil,
    lineNumber: Int32? = nil
  ) {
    self.name = name
    self.number = number
    self.dimension = dimension
    self.decimals = Int(printedDecimals ?? number.decimals)
    self.lineNumber = lineNumber
  }

  /// Takes a figure back as it was written down.
  init(
    _ name: Name, number: PrintedNumber, dimension: Dimension, decimals: Int, lineNumber: Int32?,
    addends: [PrintedFigure], submission: Int64?
  ) {
    self.name = name
    self.number = number
    self.dimension = dimension
    self.decimals = decimals
    self.lineNumber = lineNumber
    self.addends = addends
    self.submission = submission
  }

  /// The power of ten, in fen or percent, that the last printed digit stands for; nil where the
  /// figure is exact: a count, or money printed to the fen or finer, since there is no half fen.
  public var lastDigit: Int? {
    switch dimension {
    case .amount(let unit): unit.fenExponent > decimals ? unit.fenExponent - decimals : nil
    case .percent: -decimals
    case .count: nil
    }
  }

  /// Whether relations can be worked with the figure: money in whole fen up to 10^15, a
  /// percentage with at most six decimals, a count with at most two.
  public var isWorkable: Bool {
    guard addends.allSatisfy(\.isWorkable) else { return false }
    let size = number.unscaled.magnitude <= Amount.largestLineFen.magnitude
    return switch dimension {
    case .amount(let unit): number.fen(in: unit) != nil
    case .percent: size && number.decimals <= 6 && decimals <= 6
    case .count: size && number.decimals <= 2
    }
  }

  /// The figure's own value, as if it were exact, in fen, percent or pieces.
  ///
  /// - Precondition: `isWorkable`.
  public var value: Fraction {
    // Sums are of money only, which is worked in whole fen.
    addends.reduce(ownValue) { Fraction($0.numerator + $1.value.numerator, over: $0.denominator) }
  }

  private var ownValue: Fraction {
    if case .amount(let unit) = dimension {
      return Fraction(Int128(number.fen(in: unit) ?? 0))
    }
    return Fraction(Int128(number.unscaled), over: Int128(PowerOfTen[Int(number.decimals)]))
  }

  /// Every value that is printed like this, at its own precision or at a finer one.
  ///
  /// - Parameter lastDigit: The power of ten to round a figure at; nil takes it as exact.
  public func interval(at lastDigit: (PrintedFigure) -> Int?) -> Interval {
    addends.reduce(ownInterval(lastDigit: lastDigit(self))) { $0 + $1.interval(at: lastDigit) }
  }

  private func ownInterval(lastDigit: Int?) -> Interval {
    let value = ownValue
    guard let lastDigit else { return Interval(exactly: value) }
    // Twice the denominator, so that half a step is a whole number whatever the power.
    let scale = Int128(PowerOfTen[max(0, -lastDigit)]) * 2
    let step = Int128(PowerOfTen[max(0, lastDigit)])
    let denominator = scale * value.denominator
    let halfWidth = step * value.denominator * (lastDigit < 0 ? 1 : scale / 2)
    return Interval(
      roundedTo: value.numerator * scale, halfWidth: halfWidth, denominator: denominator)
  }

  /// Every value that is printed like this.
  public var interval: Interval { interval(at: \.lastDigit) }

  /// The figures that are printed: the figure itself, or those whose sum it is.
  var parts: [PrintedFigure] {
    guard !addends.isEmpty else { return [self] }
    var first = self
    first.addends = []
    return [first] + addends
  }

  /// What two printed amounts make together where nobody prints their sum.
  static func + (left: PrintedFigure, right: PrintedFigure) -> PrintedFigure {
    var sum = left
    sum.addends += right.parts
    return sum
  }
}

extension PrintedFigure {
  /// A figure that a submission states outside its tables.
  init(stated name: FigureName, _ number: PrintedNumber, in header: SubmissionHeader) {
    let dimension: Dimension =
      switch name.dimension {
      case .amount: .amount(header.amountUnit)
      case .percent: .percent
      case .count: .count
      }
    // The override speaks of the amount columns; percentages and counts are as they are.
    self.init(
      .stated(name), number: number, dimension: dimension,
      printedDecimals: name.dimension == .amount ? header.printedDecimals : nil)
  }

  /// The same figure as seen from another submission, in whose lines it has no place.
  func elsewhere(_ whose: String) -> PrintedFigure {
    var figure = PrintedFigure(
      .elsewhere(whose, name), number: number, dimension: dimension,
      printedDecimals: UInt8(clamping: decimals))
    figure.submission = submission
    return figure
  }

  /// Whether it is a figure of another submission than the one that is checked.
  var isElsewhere: Bool { if case .elsewhere = name { true } else { false } }
}
