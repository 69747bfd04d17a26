import BudgetDomain

extension Relation {
  /// divisor × stated compared with terms and a constant; nil for a percentage, whose figures
  /// multiply.
  var linearHead: LinearHead? {
    switch form {
    case .sum, .difference, .between(_, possible: .some): LinearHead(comparison: .equal)
    case .atMost: LinearHead(comparison: .atMost)
    case .between(_, possible: nil): LinearHead(comparison: .atLeast)
    case .linear(let linear):
      LinearHead(
        comparison: linear.comparison, divisor: linear.divisor, constant: linear.constant.reduced)
    case .growth, .growthByChange, .share, .quotient: nil
    }
  }

  /// Calls `body` with the factor of each figure of the terms, and whether it may be left out.
  func forEachLinearTerm(_ body: (Int64, PrintedFigure, Bool) -> Void) {
    switch form {
    case .sum(let parts): for part in parts { body(1, part, false) }
    case .difference(let minuend, let subtrahend):
      body(1, minuend, false)
      body(-1, subtrahend, false)
    case .atMost(let whole): body(1, whole, false)
    case .between(let certain, let possible):
      for figure in certain { body(1, figure, false) }
      for figure in possible ?? [] { body(1, figure, true) }
    case .linear(let linear):
      for term in linear.terms { body(term.factor, term.figure, term.isOpen) }
    case .growth, .growthByChange, .share, .quotient: break
    }
  }
}

/// What a linear relation says besides its terms.
struct LinearHead {
  let comparison: LinearForm.Comparison
  var divisor: Int64 = 1
  /// In lowest terms.
  var constant = Fraction(0)
}

/// Linear relations with their figures numbered as they come, each looked up once: a book says of
/// each row half a dozen times what it is part of.
private struct LinearDraft {
  struct Statement {
    let relation: Int
    let head: LinearHead
    /// divisor × stated − the terms that cannot be left out.
    var certain: [FigureSystem.Term] = []
    /// − the terms that can.
    var open: [FigureSystem.Term] = []
  }

  private(set) var figures: [(key: FigureKey, figure: PrintedFigure)] = []
  private(set) var statements: [Statement] = []
  private var numbers: [FigureKey: Int] = [:]

  init(_ relations: [StatedRelation]) {
    for (number, relation) in relations.lazy.map(\.relation).enumerated() {
      guard let head = relation.linearHead else { continue }
      var statement = Statement(relation: number, head: head)
      addTerms(of: relation.stated, head.divisor, to: &statement.certain)
      relation.forEachLinearTerm { factor, figure, isOpen in
        if isOpen {
          addTerms(of: figure, -factor, to: &statement.open)
        } else {
          addTerms(of: figure, -factor, to: &statement.certain)
        }
      }
      statements.append(statement)
    }
  }

  private mutating func addTerms(
    of figure: PrintedFigure, _ factor: Int64, to terms: inout [FigureSystem.Term]
  ) {
    guard figure.addends.isEmpty else {
      for part in figure.parts { addTerms(of: part, factor, to: &terms) }
      return
    }
    let key = figure.key
    let number = numbers[key] ?? figures.count
    if number == figures.count {
      numbers[key] = number
      figures.append((key, figure))
    }
    terms.append(FigureSystem.Term(figure: number, factor: factor))
  }
}

extension FigureSystem {
  /// The linear ones of some relations; nil where their numbers are too large to work with.
  init?(_ relations: [StatedRelation]) {
    let draft = LinearDraft(relations)
    let order = draft.figures.indices.sorted { draft.figures[$0].key < draft.figures[$1].key }
    let figures = order.map { draft.figures[$0].figure }
    let intervals = figures.map(\.interval)
    var scale: Int128 = 1
    for interval in intervals {
      scale = Self.commonMultiple(scale, interval.low.value.denominator)
      scale = Self.commonMultiple(scale, interval.high.value.denominator)
    }
    for statement in draft.statements {
      scale = Self.commonMultiple(scale, statement.head.constant.denominator)
    }
    guard scale <= Self.largestScale else { return nil }
    self.init(
      figures: figures, rooms: intervals.map { Room($0, scale: scale) },
      printed: figures.map { $0.value.numerator * (scale / $0.value.denominator) }, rows: [],
      scale: scale)
    var numbers = [Int](repeating: 0, count: order.count)
    for (place, figure) in order.enumerated() { numbers[figure] = place }
    for statement in draft.statements { add(statement, numbers) }
    // By what they say, not by the order of the rules.
    rows.sort { left, right in
      left.terms.lexicographicallyPrecedes(right.terms) {
        ($0.figure, $0.factor) < ($1.figure, $1.factor)
      }
    }
    let isSmall = rooms.allSatisfy { room in
      [room.low, room.high].allSatisfy { ($0?.steps.magnitude ?? 0) <= Self.largestSteps.magnitude }
    }
    guard isSmall else { return nil }
  }

  /// Beyond the largest scale any number will do.
  private static func commonMultiple(_ first: Int128, _ second: Int128) -> Int128 {
    guard !first.isMultiple(of: second) else { return first }
    guard max(first, second) <= largestScale else { return largestScale + 1 }
    return first / Int128(greatestCommonDivisor(first.magnitude, second.magnitude)) * second
  }

  /// divisor × stated − Σ factor × figure is at most, at least or exactly the constant. A figure
  /// that may be left out weighs on one side only: by what it adds or takes away, or, where it
  /// rounds to zero and may do either, by the most that it can. So what is called impossible is
  /// so; a contradiction of less than half a digit of a printed zero may pass.
  private mutating func add(_ statement: LinearDraft.Statement, _ numbers: [Int]) {
    func numbered(_ term: Term) -> Term {
      Term(figure: numbers[term.figure], factor: term.factor)
    }
    let (head, relation) = (statement.head, statement.relation)
    let fixed = Limit(steps: head.constant.numerator * (scale / head.constant.denominator))
    let certain = statement.certain.map(numbered)
    if head.comparison == .equal && statement.open.isEmpty {
      return add(certain, Room(low: fixed, high: fixed), relation)
    }
    var (lower, upper): ([Term], [Term]) = ([], [])
    var (least, most) = (fixed, fixed)
    for term in statement.open.map(numbered) {
      // Taken away, as the term stands.
      let room = rooms[term.figure].times(-term.factor)
      guard let low = room.low, let high = room.high else { continue }
      if low.steps >= 0 {
        upper.append(term)
      } else if high.steps <= 0 {
        lower.append(term)
      } else {
        (least.steps, most.steps) = (least.steps + low.steps, most.steps + high.steps)
      }
    }
    if head.comparison != .atMost { add(certain + lower, Room(low: least), relation) }
    if head.comparison != .atLeast { add(certain + upper, Room(high: most), relation) }
  }

  private mutating func add(_ terms: [Term], _ room: Room, _ relation: Int) {
    let terms = Self.collected(terms)
    // What says nothing of any figure is not asked.
    if !terms.isEmpty { rows.append(Row(terms: terms, room: room, relations: [relation])) }
  }

  /// Each figure once, with all its factors together.
  static func collected(_ terms: [Term]) -> [Term] {
    let sorted = terms.sorted { $0.figure < $1.figure }
    var collected: [Term] = []
    collected.reserveCapacity(sorted.count)
    for term in sorted {
      guard let last = collected.last, last.figure == term.figure else {
        collected.append(term)
        continue
      }
      collected.removeLast()
      let factor = last.factor + term.factor
      if factor != 0 { collected.append(Term(figure: term.figure, factor: factor)) }
    }
    return collected
  }
}
