/// Why some figures cannot be true together: the relations it takes, none of which can be spared,
/// and the one equation that follows from them.
struct ConflictProof {
  /// By number, in order.
  let relations: [Int]
  /// Σ factor × column = 0, over the figures and the sums of the rows behind them.
  private let equation: BoundedSimplex.Equation
  private let rooms: [Room]
  private let scale: Int128

  /// - Parameters:
  ///   - system: The relations as stated.
  ///   - nested: The same, told in nested sums.
  ///   - figures: The figures that contradict each other.
  init?(_ system: FigureSystem, nested: FigureSystem, figures: [Int]) {
    guard let first = Self.equation(nested, figures) else { return nil }
    let count = system.figures.count
    let needed = Set(
      first.terms.filter { $0.column >= count }
        .flatMap { nested.rows[$0.column - count].relations })
    var small = system
    small.rows = system.rows.filter { !needed.isDisjoint(with: $0.relations) }
    guard var equation = Self.equation(small, figures) else { return nil }
    var left = Self.rows(of: equation, count)
    for row in left.reversed() where left.contains(row) {
      var fewer = small
      for other in small.rows.indices where other == row || !left.contains(other) {
        fewer.rows[other].room = .everywhere
      }
      guard let shorter = Self.equation(fewer, figures) else { continue }
      (equation, left) = (shorter, Self.rows(of: shorter, count))
    }
    relations = Set(left.flatMap { small.rows[$0].relations }).sorted()
    self.equation = equation
    rooms = system.rooms + small.rows.map(\.room)
    scale = system.scale
  }

  private static func rows(of equation: BoundedSimplex.Equation, _ count: Int) -> [Int] {
    equation.terms.map(\.column).filter { $0 >= count }.map { $0 - count }.sorted()
  }

  private static func equation(
    _ system: FigureSystem, _ figures: [Int]
  ) -> BoundedSimplex.Equation? {
    var open = system
    for figure in system.rooms.indices where !figures.contains(figure) {
      open.rooms[figure] = .everywhere
    }
    var simplex = BoundedSimplex(open)
    guard case .impossible(let equation) = simplex.outcome() else { return nil }
    return equation
  }

  /// How a figure counts in the equation: its sign; nil where it does not.
  func sign(of figure: Int) -> Int? {
    equation.terms.first { $0.column == figure }.map { $0.factor < 0 ? -1 : 1 }
  }

  /// What the other figures leave to a figure of the equation.
  func range(of figure: Int) -> (low: Interval.Bound?, high: Interval.Bound?) {
    guard let own = equation.terms.first(where: { $0.column == figure }) else { return (nil, nil) }
    // −factor × figure = Σ of the others.
    let sign: Int64 = own.factor < 0 ? 1 : -1
    var sum = Room(low: Limit(steps: 0), high: Limit(steps: 0))
    for term in equation.terms where term.column != figure {
      sum = sum + rooms[term.column].times(sign * term.factor)
    }
    func bound(_ limit: Limit) -> Interval.Bound {
      let value = Fraction(limit.steps, over: scale * Int128(own.factor.magnitude))
      return Interval.Bound(value.reduced, isOpen: limit.nudge != 0)
    }
    return (sum.low.map(bound), sum.high.map(bound))
  }
}
