import BudgetDomain

extension Relation {
  /// The relation as a comparison of sums; nil for a percentage, whose figures multiply.
  var linearForm: LinearForm? {
    switch form {
    case .sum(let parts): LinearForm(.equal, parts.map { .init(1, $0) })
    case .difference(let minuend, let subtrahend):
      LinearForm(.equal, [.init(1, minuend), .init(-1, subtrahend)])
    case .atMost(let whole): LinearForm(.atMost, [.init(1, whole)])
    case .between(let certain, possible: nil): LinearForm(.atLeast, certain.map { .init(1, $0) })
    case .between(let certain, let possible?):
      LinearForm(
        .equal, certain.map { .init(1, $0) } + possible.map { .init(1, $0, isOpen: true) })
    case .linear(let linear): linear
    case .growth, .growthByChange, .share, .quotient: nil
    }
  }
}

extension FigureSystem {
  /// The linear ones of some relations; nil where their numbers are too large to work with.
  init?(_ relations: [StatedRelation]) {
    let forms = relations.enumerated().compactMap { number, stated in
      stated.relation.linearForm.map { (number, stated.relation.stated, $0) }
    }
    var known: [FigureKey: PrintedFigure] = [:]
    func learn(_ figure: PrintedFigure) {
      for part in figure.parts where known[part.key] == nil { known[part.key] = part }
    }
    for (_, stated, form) in forms {
      learn(stated)
      for term in form.terms { learn(term.figure) }
    }
    let ordered = known.sorted { $0.key < $1.key }
    let intervals = ordered.map(\.value.interval)
    var scale: Int128 = 1
    for interval in intervals {
      scale = Self.commonMultiple(scale, interval.low.value.denominator)
      scale = Self.commonMultiple(scale, interval.high.value.denominator)
    }
    for (_, _, form) in forms {
      scale = Self.commonMultiple(scale, form.constant.reduced.denominator)
    }
    guard scale <= Self.largestScale else { return nil }
    self.init(
      figures: ordered.map(\.value), rooms: intervals.map { Room($0, scale: scale) },
      printed: ordered.map { $0.value.value.numerator * (scale / $0.value.value.denominator) },
      rows: [], scale: scale)
    let numbers = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1.key, $0) })
    for (number, stated, form) in forms { add(number, stated, form, numbers) }
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
    var (larger, smaller) = (first, second)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return first / larger * second
  }

  /// divisor × stated − Σ factor × figure is at most, at least or exactly the constant. A figure
  /// that may be left out weighs on one side only: by what it adds or takes away, or, where it
  /// rounds to zero and may do either, by the most that it can. So what is called impossible is
  /// so; a contradiction of less than half a digit of a printed zero may pass.
  private mutating func add(
    _ relation: Int, _ stated: PrintedFigure, _ form: LinearForm, _ numbers: [FigureKey: Int]
  ) {
    let constant = form.constant.reduced
    let fixed = Limit(steps: constant.numerator * (scale / constant.denominator))
    var certain = terms(of: stated, form.divisor, numbers)
    var (lower, upper): ([Term], [Term]) = ([], [])
    var (least, most) = (fixed, fixed)
    for term in form.terms {
      for part in terms(of: term.figure, term.factor, numbers) {
        let negated = Term(figure: part.figure, factor: -part.factor)
        guard term.isOpen else {
          certain.append(negated)
          continue
        }
        let room = rooms[part.figure].times(part.factor)
        guard let low = room.low, let high = room.high else { continue }
        if low.steps >= 0 {
          upper.append(negated)
        } else if high.steps <= 0 {
          lower.append(negated)
        } else {
          (least.steps, most.steps) = (least.steps + low.steps, most.steps + high.steps)
        }
      }
    }
    let isOneRow = form.comparison == .equal && !form.terms.contains(where: \.isOpen)
    if isOneRow { return add(certain, Room(low: fixed, high: fixed), relation) }
    if form.comparison != .atMost { add(certain + lower, Room(low: least), relation) }
    if form.comparison != .atLeast { add(certain + upper, Room(high: most), relation) }
  }

  private func terms(
    of figure: PrintedFigure, _ factor: Int64, _ numbers: [FigureKey: Int]
  ) -> [Term] {
    figure.parts.compactMap { part in
      numbers[part.key].map { Term(figure: $0, factor: factor) }
    }
  }

  private mutating func add(_ terms: [Term], _ room: Room, _ relation: Int) {
    let terms = Self.collected(terms)
    // What says nothing of any figure is not asked.
    if !terms.isEmpty { rows.append(Row(terms: terms, room: room, relations: [relation])) }
  }

  /// Each figure once, with all its factors together.
  static func collected(_ terms: [Term]) -> [Term] {
    var collected: [Term] = []
    for term in terms.sorted(by: { $0.figure < $1.figure }) {
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
