import BudgetRules

/// The least and the greatest of some values, and whether values that really round to the figures
/// reach them.
struct Extremes<Value: Comparable> {
  private(set) var low: (value: Value, isReal: Bool)?
  private(set) var high: (value: Value, isReal: Bool)?

  /// - Parameter isReal: Whether every figure behind the value is printed as it is.
  mutating func add(_ value: Value, isReal: Bool) {
    if low.map({ value < $0.value || (value == $0.value && isReal) }) ?? true {
      low = (value, isReal)
    }
    if high.map({ $0.value < value || (value == $0.value && isReal) }) ?? true {
      high = (value, isReal)
    }
  }

  /// The same as the ends of an interval.
  func ends(_ fraction: (Value) -> Fraction) -> (low: Interval.Bound?, high: Interval.Bound?) {
    (
      low.map { Interval.Bound(fraction($0.value), isOpen: !$0.isReal) },
      high.map { Interval.Bound(fraction($0.value), isOpen: !$0.isReal) }
    )
  }

  /// Calls `body` with every choice of grid values up to the ends of each figure, and whether all
  /// of them are printed as the figures are.
  static func forEachChoice(
    of figures: [Printed], _ body: (_ values: [Int], _ isReal: Bool) -> Void
  ) {
    func choose(_ values: [Int], _ isReal: Bool) {
      guard values.count < figures.count else { return body(values, isReal) }
      let figure = figures[values.count]
      for value in figure.hull { choose(values + [value], isReal && figure.isPrinting(of: value)) }
    }
    choose([], true)
  }
}
