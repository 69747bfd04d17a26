import BudgetDomain

/// Slips that take a number from somewhere else.
extension Book {
  /// Last year's number once more: the one quoted in this book, or what last year's book printed
  /// in the same place.
  mutating func repeatPrior(_ prior: Book?, _ dice: inout Dice) -> MisprintPlace? {
    if dice.hits(permille: 400) { return repeatQuotedPrior(&dice) }
    guard let prior else { return nil }
    let rows = Dictionary(
      prior.lines.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
    func last(_ spot: Spot) -> PrintedNumber? {
      switch spot {
      case .row(let index, let measure): rows[lines[index].identity]?.amounts[measure]
      case .stated(let index): prior.figure(figures[index].name)
      }
    }
    guard let spot = anySpot(&dice, where: { self[$0] != last($0) && last($0) != nil }),
      let wrong = last(spot)
    else { return nil }
    return misprint(spot, as: wrong, "last year's book")
  }

  private mutating func repeatQuotedPrior(_ dice: inout Dice) -> MisprintPlace? {
    let spots = figures.indices.filter { index in
      let name = figures[index].name
      guard name.hasSuffix(".actual"), let prior = figure(name.dropLast("actual".count) + "prior")
      else { return false }
      return prior != figures[index].value
    }
    guard !spots.isEmpty else { return nil }
    let index = dice.pick(spots)
    guard let prior = figure(figures[index].name.dropLast("actual".count) + "prior") else {
      return nil
    }
    return misprint(.stated(index), as: prior, "quoted prior")
  }

  /// The number of the line above; outside the tables that of the figure before, of its kind.
  mutating func copyNeighbour(_ dice: inout Dice) -> MisprintPlace? {
    func above(_ spot: Spot) -> PrintedNumber? {
      switch spot {
      case .row(let index, let measure):
        let column = self.column(lines[index].section, measure)
        guard let place = column.firstIndex(of: spot), place > 0 else { return nil }
        return self[column[place - 1]]
      case .stated(let index):
        let kind = dimension(spot)
        return figures[..<index].last { FigureName($0.name).dimension == kind }?.value
      }
    }
    guard let spot = anySpot(&dice, where: { above($0) != nil && above($0) != self[$0] }),
      let wrong = above(spot)
    else { return nil }
    return misprint(spot, as: wrong)
  }

  /// From some row down, every number stands a row too low, or too high, to the end of the
  /// table: in one column or in all.
  mutating func shiftRows(_ dice: inout Dice) -> MisprintPlace? {
    let section = dice.pick([Section.functional, .functional, .economic, .project])
    let stated = Measure.allCases.filter { column(section, $0).count > 3 }
    guard !stated.isEmpty else { return nil }
    let measures = dice.hits(permille: 500) ? stated : [dice.pick(stated)]
    let length = column(section, measures[0]).count
    // At least three rows move.
    let start = Int(dice.pick(1...Int64(length - 3)))
    let isDown = dice.hits(permille: 500)
    let before = self
    for measure in measures {
      let column = self.column(section, measure)
      for place in start..<column.count {
        let source = isDown ? place - 1 : min(place + 1, column.count - 1)
        self[column[place]] = before[column[source]]
      }
    }
    // Where only one number changes, that is the line beside it copied.
    let isMove = measures.allSatisfy { measure in
      column(section, measure).count { self[$0] != before[$0] } > 1
    }
    guard isMove else {
      self = before
      return nil
    }
    return firstDifference(from: before, section, measures, isDown ? "down" : "up")
  }

  private func firstDifference(
    from before: Book, _ section: Section, _ measures: [Measure], _ detail: String
  ) -> MisprintPlace? {
    let changed = measures.compactMap { measure in
      column(section, measure).first { self[$0] != before[$0] }
    }
    guard case .row(let index, let measure)? = changed.min(by: { $0.rank < $1.rank }) else {
      return nil
    }
    return MisprintPlace(
      section: section, lineNumber: lines[index].number,
      measure: measures.count == 1 ? measure : nil, right: before.lines[index].amounts[measure],
      wrong: lines[index].amounts[measure], detail: detail)
  }
}

extension Spot {
  /// The order from the top of the book.
  fileprivate var rank: Int {
    switch self {
    case .row(let index, _): index
    case .stated(let index): .max / 2 + index
    }
  }
}
