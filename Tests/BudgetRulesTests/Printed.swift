import BudgetDomain
import BudgetRules

/// A figure of some 万元, and every value on a fine grid that is printed like it.
///
/// The grid has 80 steps to 1 万元: 4 to half of the finest rounded digit, so that the ends of
/// every interval, and points between any two ends, lie on it.
struct Printed: Hashable, Sendable, CustomStringConvertible {
  static let gridPerUnit = 80
  /// Stands for money in 元 to the fen, which is exact.
  static let exact = 6

  /// The digits as printed; of an exact figure the steps of the grid, 125 元 each.
  let unscaled: Int
  /// Behind the point of 万元.
  let decimals: Int

  var description: String { "\(figure.number)\(figure.dimension)" }

  /// One decimal of 万元 is printed so, or, for odd digits, as whole 千元.
  var figure: PrintedFigure {
    let (digits, printed, unit): (Int, UInt8, AmountUnit) =
      switch decimals {
      case Self.exact: (unscaled * 12_500, 2, .yuan)
      case 1 where !unscaled.isMultiple(of: 2): (unscaled, 0, .thousandYuan)
      default: (unscaled, UInt8(decimals), .wanYuan)
      }
    return PrintedFigure(
      label: "", number: PrintedNumber(Int64(digits), decimals: printed), dimension: .amount(unit))
  }

  /// The same value, as if it were printed with `decimals`.
  func printed(with decimals: Int) -> Printed {
    guard self.decimals < decimals else { return self }
    return Printed(
      unscaled: decimals == Self.exact ? unscaled * step : unscaled * 10, decimals: decimals)
  }

  private var step: Int {
    switch decimals {
    case 0: Self.gridPerUnit
    case 1: Self.gridPerUnit / 10
    default: 1
    }
  }

  private var halfWidth: Int { decimals == Self.exact ? 0 : step / 2 }

  /// The grid values between the ends, the ends included whether or not they round to this.
  var hull: ClosedRange<Int> { unscaled * step - halfWidth...unscaled * step + halfWidth }

  /// Whether a grid value is printed like this: half away from zero.
  func isPrinting(of value: Int) -> Bool {
    let magnitude = (abs(value) + halfWidth) / step
    return (value < 0 ? -magnitude : magnitude) == unscaled
  }

  /// Every grid value that is printed like this.
  var values: [Int] { hull.filter(isPrinting) }

  /// Figures around zero: with no decimals, with one, and exact ones at the ends of the others.
  /// A third of each exact one lies on the grid, for relations with a factor of 3.
  static let all: [Printed] =
    [-2, -1, 0, 1, 2, 3].map { Printed(unscaled: $0, decimals: 0) }
    + [-11, -1, 0, 1, 4, 9, 12].map { Printed(unscaled: $0, decimals: 1) }
    + [-120, -12, 0, 12, 36, 120].map { Printed(unscaled: $0, decimals: exact) }
}
