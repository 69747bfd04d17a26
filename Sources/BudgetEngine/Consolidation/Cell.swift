/// What one published cell adds up to; amounts in fen.
public struct Cell: Equatable, Sendable {
  /// 年初预算数.
  public var initial: Int64 = 0
  /// 全年预算数.
  public var final: Int64 = 0
  /// 决算数.
  public var actual: Int64 = 0
  /// 决算数, 基本支出.
  public var basic: Int64 = 0
  /// 决算数, 项目支出.
  public var project: Int64 = 0
  /// The initial budget booked on this very code.
  public var directInitial: Int64 = 0
  /// The final budget booked on this very code.
  public var directFinal: Int64 = 0
  /// The actual booked on this very code.
  public var directActual: Int64 = 0
  /// What was taken out of `actual` here and in the units below; they booked both together.
  public var eliminatedActual: Int64 = 0
  /// The actual of the units and codes that also state a budget, as booked: what units pay each
  /// other is spent by each of them.
  public var executionActual: Int64 = 0
  /// Their final budget, or initial budget where no final one is stated, as booked.
  public var executionBudget: Int64 = 0
  /// Units and codes that state an actual but no initial budget.
  public var withoutInitial: Int32 = 0
  /// Units and codes that state an actual but no final budget.
  public var withoutFinal: Int32 = 0
  /// Units with a counted amount.
  public var unitCount: Int32 = 0
  /// Counted lines, each once.
  public var lineCount: Int32 = 0
  /// Which of the amounts anybody states; the others are null, not zero.
  public var stated: StatedMeasures = []

  /// An empty cell.
  public init() {}

  /// Adds the money of another unit, or of a code below; every field adds up.
  public mutating func add(_ other: borrowing Cell) {
    initial += other.initial
    final += other.final
    actual += other.actual
    basic += other.basic
    project += other.project
    directInitial += other.directInitial
    directFinal += other.directFinal
    directActual += other.directActual
    eliminatedActual += other.eliminatedActual
    executionActual += other.executionActual
    executionBudget += other.executionBudget
    withoutInitial += other.withoutInitial
    withoutFinal += other.withoutFinal
    unitCount += other.unitCount
    lineCount += other.lineCount
    stated.formUnion(other.stated)
  }

  /// Adds what a code below this one has: its money, which is not booked on this very code.
  mutating func addChild(_ child: borrowing Cell) {
    initial += child.initial
    final += child.final
    actual += child.actual
    basic += child.basic
    project += child.project
    eliminatedActual += child.eliminatedActual
    executionActual += child.executionActual
    executionBudget += child.executionBudget
    withoutInitial += child.withoutInitial
    withoutFinal += child.withoutFinal
    lineCount += child.lineCount
    stated.formUnion(
      child.stated.subtracting([.directInitial, .directFinal, .directActual]))
  }

  /// Takes out money that is another unit's as well; who states what, in how many lines, and how
  /// much of its budget it has spent, stays.
  mutating func subtract(_ eliminated: borrowing Cell) {
    initial -= eliminated.initial
    final -= eliminated.final
    actual -= eliminated.actual
    basic -= eliminated.basic
    project -= eliminated.project
    directInitial -= eliminated.directInitial
    directFinal -= eliminated.directFinal
    directActual -= eliminated.directActual
    eliminatedActual += eliminated.actual
  }
}
