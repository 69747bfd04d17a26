extension FigureSystem {
  /// The same system with each sum told in the largest printed sums that it contains: tables state
  /// every total over the rows at the bottom, and 总计 = Σ 类, 类 = Σ 款 follow. A table of one kind
  /// of row becomes a tree.
  var nested: FigureSystem {
    var nested = self
    var sums: [PlainSum] = []
    var others: [Row] = []
    for row in rows {
      if let sum = PlainSum(row) { sums.append(sum) } else { others.append(row) }
    }
    sums.sort { $0.order.lexicographicallyPrecedes($1.order) }
    var containing = [[Int]](repeating: [], count: figures.count)
    nested.rows = others
    for (number, sum) in sums.enumerated() {
      var row = sum.row
      var left = Set(sum.parts)
      for inner in Self.inside(sum, sums, containing).reversed()
      where sums[inner].parts.allSatisfy(left.contains) {
        left.subtract(sums[inner].parts)
        row.terms.append(Term(figure: sums[inner].total, factor: 1))
        row.relations += sums[inner].row.relations
      }
      let covered = Set(sum.parts).subtracting(left)
      row.terms.removeAll { covered.contains($0.figure) }
      row.terms = Self.collected(row.terms)
      if !row.terms.isEmpty { nested.rows.append(row) }
      for part in sum.parts { containing[part].append(number) }
    }
    return nested
  }

  /// The earlier sums whose parts are all parts of `sum`, smaller ones first.
  private static func inside(
    _ sum: PlainSum, _ sums: [PlainSum], _ containing: [[Int]]
  ) -> [Int] {
    var hits: [Int: Int] = [:]
    for part in sum.parts {
      for number in containing[part] { hits[number, default: 0] += 1 }
    }
    return hits.filter { number, count in
      let inner = sums[number]
      // Two sums of one total are two relations, unless they are the same.
      return count == inner.parts.count && (inner.total != sum.total || inner.parts == sum.parts)
    }.keys.sorted()
  }

  /// A row that says: one figure is the sum of others.
  private struct PlainSum {
    let total: Int
    /// In order.
    let parts: [Int]
    /// With the parts counted +1 and the total −1.
    let row: Row

    /// Short sums first.
    var order: [Int] { [parts.count] + parts + [total] }

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
      self.row = Row(
        terms: row.terms.map { Term(figure: $0.figure, factor: $0.figure == total ? -1 : 1) },
        room: row.room, relations: row.relations)
    }
  }
}
