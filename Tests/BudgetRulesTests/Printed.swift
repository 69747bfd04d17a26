import BudgetDomain
import BudgetRules

/// A figure in 万元 with 0 or 1 decimals, and every value on a fine grid that is printed like it.
///
/// The grid has 80 steps to 1 万元: 4 to half of the finest printed digit, so that the ends of
/// every interval, and points between any two ends, lie on it.
struct Printed: Hashable, Sendable, CustomStringConvertible {
  static let gridPerUnit = 80

  let unscaled: Int
  let decimals: Int

  var description: String { figure.number.description }

  var figure: PrintedFigure {
    PrintedFigure(
      label: "", number: PrintedNumber(Int64(unscaled), decimals: UInt8(decimals)),
      dimension: .amount(.wanYuan))
  }

  /// The same value, as if it were printed with `decimals`.
  func printed(with decimals: Int) -> Printed {
    Printed(unscaled: self.decimals < decimals ? unscaled * 10 : unscaled, decimals: decimals)
  }

  private var step: Int { decimals == 0 ? Self.gridPerUnit : Self.gridPerUnit / 10 }

  /// The grid values between the ends, the ends included whether or not they round to this.
  var hull: ClosedRange<Int> { unscaled * step - step / 2...unscaled * step + step / 2 }

  /// Whether a grid value is printed like this: half away from zero.
  func isPrinting(of value: Int) -> Bool {
    let magnitude = (abs(value) + step / 2) / step
    return (value < 0 ? -magnitude : magnitude) == unscaled
  }

  /// Every grid value that is printed like this.
  var values: [Int] { hull.filter(isPrinting) }

  /// Figures around zero, with no decimals and with one.
  static let all: [Printed] =
    [-2, -1, 0, 1, 2, 3].map { Printed(unscaled: $0, decimals: 0) }
    + [-11, -1, 0, 1, 4, 9, 12].map { Printed(unscaled: $0, decimals: 1) }
}
