extension FigureSystem {
  /// The same system with each sum told in the largest printed sums that it contains: tables state
  /// every total over the rows at the bottom, and 总计 = Σ 类, 类 = Σ 款 follow. A table of one kind
  /// of row becomes a tree.
  var nested: FigureSystem {
    var nested = self
    var sums: [PlainSum] = []
    nested.rows = []
    for row in rows {
      if let sum = PlainSum(row) { sums.append(sum) } else { nested.rows.append(row) }
    }
    sums.sort()
    var nesting = Nesting(figureCount: figures.count, sums)
    for number in sums.indices {
      let row = nesting.row(number)
      if !row.terms.isEmpty { nested.rows.append(row) }
    }
    return nested
  }

  /// A row that says: one figure is the sum of others.
  fileprivate struct PlainSum: Comparable {
    let total: Int
    /// In order.
    let parts: [Int]
    let relations: [Int]

    init?(_ row: Row) {
      guard row.room == Room(low: Limit(steps: 0), high: Limit(steps: 0)), row.terms.count > 1,
        row.terms.allSatisfy({ abs($0.factor) == 1 })
      else { return nil }
      let positive = row.terms.filter { $0.factor > 0 }
      let negative = row.terms.filter { $0.factor < 0 }
      let (totals, parts) =
        negative.count == 1 ? (negative, positive) : (positive, negative)
      guard totals.count == 1, let total = totals.first?.figure else { return nil }
      self.total = total
      self.parts = parts.map(\.figure)
      relations = row.relations
    }

    /// Short sums first.
    static func < (left: Self, right: Self) -> Bool {
      if left.parts.count != right.parts.count { return left.parts.count < right.parts.count }
      if left.parts != right.parts { return left.parts.lexicographicallyPrecedes(right.parts) }
      return left.total < right.total
    }
  }

  /// Sums that are put into each other, from the shortest on.
  private struct Nesting {
    private enum State { case other, part, covered }

    private let sums: [PlainSum]
    /// By figure: the sums so far that it is a part of.
    private var containing: [[Int]]
    private var states: [State]
    private var hits: [Int]

    init(figureCount: Int, _ sums: [PlainSum]) {
      self.sums = sums
      containing = [[Int]](repeating: [], count: figureCount)
      states = [State](repeating: .other, count: figureCount)
      hits = [Int](repeating: 0, count: sums.count)
    }

    /// A sum told in the sums before it; without terms where it repeats one of them.
    mutating func row(_ number: Int) -> Row {
      let sum = sums[number]
      var row = Row(
        terms: [Term(figure: sum.total, factor: -1)],
        room: Room(low: Limit(steps: 0), high: Limit(steps: 0)), relations: sum.relations)
      for part in sum.parts { states[part] = .part }
      for inner in sumsInside(sum).sorted(by: >)
      where sums[inner].parts.allSatisfy({ states[$0] == .part }) {
        for part in sums[inner].parts { states[part] = .covered }
        row.terms.append(Term(figure: sums[inner].total, factor: 1))
        row.relations += sums[inner].relations
      }
      for part in sum.parts {
        if states[part] == .part { row.terms.append(Term(figure: part, factor: 1)) }
        states[part] = .other
        containing[part].append(number)
      }
      row.terms = FigureSystem.collected(row.terms)
      return row
    }

    /// The earlier sums whose parts are all parts of `sum`.
    private mutating func sumsInside(_ sum: PlainSum) -> [Int] {
      var touched: [Int] = []
      for part in sum.parts {
        for number in containing[part] {
          if hits[number] == 0 { touched.append(number) }
          hits[number] += 1
        }
      }
      let inside = touched.filter { number in
        let inner = sums[number]
        // Two sums of one total are two relations, unless they are the same.
        return hits[number] == inner.parts.count
          && (inner.total != sum.total || inner.parts == sum.parts)
      }
      for number in touched { hits[number] = 0 }
      return inside
    }
  }
}
