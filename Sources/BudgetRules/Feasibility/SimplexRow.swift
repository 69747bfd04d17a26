/// divisor × basic = Σ factor × column, in whole numbers without a common factor.
struct SimplexRow {
  struct Term {
    let column: Int
    var factor: Int64
  }

  private(set) var basic: Int
  /// Above zero.
  private(set) var divisor: Int64
  /// By column, each once; no factor is zero.
  private(set) var terms: [Term]
  /// divisor × the value of `basic`.
  var sum = Limit(steps: 0)

  /// Products of two numbers up to this, and the sum of two products, fit 64 bits.
  static let largestFactor: Int64 = 1 << 30

  init(basic: Int, divisor: Int64 = 1, _ terms: [Term]) {
    (self.basic, self.divisor, self.terms) = (basic, divisor, terms)
  }

  /// How often a column counts; zero where it does not.
  func factor(of column: Int) -> Int64 {
    var range = terms.startIndex..<terms.endIndex
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if terms[middle].column < column {
        range = middle + 1..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    guard range.lowerBound < terms.endIndex, terms[range.lowerBound].column == column else {
      return 0
    }
    return terms[range.lowerBound].factor
  }

  /// The same equation solved for one of its columns.
  func solved(for column: Int) -> SimplexRow {
    let factor = self.factor(of: column)
    let sign: Int64 = factor < 0 ? -1 : 1
    var others = terms.filter { $0.column != column }
    for place in others.indices { others[place].factor *= -sign }
    let place = others.firstIndex { $0.column > basic } ?? others.endIndex
    others.insert(Term(column: basic, factor: sign * divisor), at: place)
    return SimplexRow(basic: column, divisor: abs(factor), others)
  }

  /// Puts what `row` says of its basic column in the place of that column.
  ///
  /// - Returns: Whether the numbers are still small enough to go on with.
  mutating func substitute(_ row: SimplexRow) -> Bool {
    let factor = self.factor(of: row.basic)
    guard factor != 0 else { return true }
    let common = Int64(greatestCommonDivisor(factor.magnitude, row.divisor.magnitude))
    let (own, other) = (row.divisor / common, factor / common)
    var merged: [Term] = []
    merged.reserveCapacity(terms.count + row.terms.count)
    var (left, right) = (terms.startIndex, row.terms.startIndex)
    while left < terms.endIndex || right < row.terms.endIndex {
      let first = left < terms.endIndex ? terms[left].column : .max
      let second = right < row.terms.endIndex ? row.terms[right].column : .max
      var sum: Int64 = 0
      if first <= second {
        if first != row.basic { sum += own * terms[left].factor }
        left += 1
      }
      if second <= first {
        sum += other * row.terms[right].factor
        right += 1
      }
      if sum != 0 { merged.append(Term(column: min(first, second), factor: sum)) }
    }
    (terms, divisor) = (merged, own * divisor)
    return reduce()
  }

  private mutating func reduce() -> Bool {
    var common = divisor
    for term in terms where common != 1 {
      common = Int64(greatestCommonDivisor(common.magnitude, term.factor.magnitude))
    }
    if common != 1 {
      divisor /= common
      for place in terms.indices { terms[place].factor /= common }
    }
    return divisor <= Self.largestFactor
      && terms.allSatisfy { $0.factor.magnitude <= Self.largestFactor.magnitude }
  }
}
