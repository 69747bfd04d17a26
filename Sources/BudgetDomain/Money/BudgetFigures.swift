/// One of the three amounts that every budget table sets side by side.
public enum Measure: UInt8, CaseIterable, Sendable {
  /// 年初预算数.
  case initialBudget = 0
  /// 调整后(全年)预算数.
  case finalBudget = 1
  /// 决算数.
  case actual = 2

  /// The column name in tables and files.
  public var name: String {
    switch self {
    case .initialBudget: "initial_budget"
    case .finalBudget: "final_budget"
    case .actual: "actual"
    }
  }

  /// The measure as people call it.
  public var chineseName: String {
    switch self {
    case .initialBudget: "年初预算数"
    case .finalBudget: "全年预算数"
    case .actual: "决算数"
    }
  }
}

/// The three measures, which travel together: a measure is a value, not a column name.
public struct BudgetFigures<Value> {
  /// 年初预算数.
  public var initial: Value
  /// 全年预算数.
  public var final: Value
  /// 决算数.
  public var actual: Value

  /// Sets the three side by side.
  @inlinable
  public init(initial: Value, final: Value, actual: Value) {
    self.initial = initial
    self.final = final
    self.actual = actual
  }

  /// The value of one measure.
  @inlinable
  public subscript(measure: Measure) -> Value {
    get {
      switch measure {
      case .initialBudget: initial
      case .finalBudget: final
      case .actual: actual
      }
    }
    set {
      switch measure {
      case .initialBudget: initial = newValue
      case .finalBudget: final = newValue
      case .actual: actual = newValue
      }
    }
  }
}

extension BudgetFigures: Equatable where Value: Equatable {}
extension BudgetFigures: Hashable where Value: Hashable {}
extension BudgetFigures: Sendable where Value: Sendable {}
