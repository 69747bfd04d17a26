extension PrintedSums {
  /// The relations of all groups without a broken one, as `FigureSystem` groups them; nil where a
  /// relation names a figure twice, which may join nothing.
  var unbrokenRows: [Row]? {
    var sets = DisjointSets(count: figures.count)
    var lastRow = [Int](repeating: -1, count: figures.count)
    for (number, row) in rows.enumerated() {
      let first = Int(terms[row.range.lowerBound].figure)
      for place in row.range {
        let figure = Int(terms[place].figure)
        guard lastRow[figure] < number else { return nil }
        lastRow[figure] = number
        sets.join(first, figure)
      }
    }
    func group(of row: Row) -> Int { sets.root(of: Int(terms[row.range.lowerBound].figure)) }
    var isBroken = [Bool](repeating: false, count: figures.count)
    for row in rows where self.isBroken(row) { isBroken[group(of: row)] = true }
    return rows.filter { !isBroken[group(of: $0)] }
  }

  /// Whether a relation cannot be true even by itself. True numbers need not be whole here: an open
  /// end is reached up to any distance.
  private func isBroken(_ row: Row) -> Bool {
    var farthest: Int64 = 0
    var (isLowOpen, isHighOpen) = (false, false)
    for place in row.range {
      let term = terms[place]
      let figure = figures[Int(term.figure)]
      farthest += Int64(term.factor.magnitude) * figure.halfWidth
      let isOpen = (
        low: figure.lowest > -figure.halfWidth, high: figure.highest < figure.halfWidth
      )
      if term.factor > 0 ? isOpen.low : isOpen.high { isLowOpen = true }
      if term.factor > 0 ? isOpen.high : isOpen.low { isHighOpen = true }
    }
    return row.high < -farthest || (row.high == -farthest && isLowOpen)
      || row.low > farthest || (row.low == farthest && isHighOpen)
  }
}
