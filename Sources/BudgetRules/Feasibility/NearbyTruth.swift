/// Looks for true numbers near the printed ones by which every sum comes out: where it finds some,
/// all figures can be true together, and nothing else is asked.
///
/// Relation by relation what is missing is spread over the figures, each getting its part of the
/// room that it has left (projection onto convex sets, Bregman 1967). A figure in one relation only
/// takes up what is left there: its room widens that of the relation. The numbers found are whole
/// fen, and are put to the test again; finding none proves nothing.
struct NearbyTruth {
  /// Rounds over all relations: books printed from one truth need few.
  private static let mostRounds = 60
  /// Missing units up to this times 65,536 fit 64 bits.
  private static let largestNeed: Int64 = 1 << 46

  private let sums: PrintedSums
  private let relations: [PrintedSums.Row]
  /// By figure: true − printed.
  private var moves: [Int64]
  /// The same relations over the figures that are in others too, short ones first.
  private var rows: [PrintedSums.Row] = []
  private var terms: [PrintedSums.Term] = []

  /// Whether such numbers were found, leaving out every group with a relation that is broken by
  /// itself.
  static func isFound(for sums: PrintedSums) -> Bool {
    guard sums.isComplete else { return false }
    if isFound(for: sums.rows, of: sums) { return true }
    guard let rows = sums.unbrokenRows, rows.count < sums.rows.count else { return false }
    return isFound(for: rows, of: sums)
  }

  private static func isFound(for relations: [PrintedSums.Row], of sums: PrintedSums) -> Bool {
    if relations.allSatisfy({ $0.low <= 0 && $0.high >= 0 }) { return true }
    var search = NearbyTruth(sums, relations)
    guard search.settles() else { return false }
    search.takeUpRest()
    return search.holds
  }

  private init(_ sums: PrintedSums, _ relations: [PrintedSums.Row]) {
    self.sums = sums
    self.relations = relations
    moves = [Int64](repeating: 0, count: sums.figures.count)
    terms.reserveCapacity(sums.terms.count)
    rows.reserveCapacity(relations.count)
    // Totals are written before the rows below them, and short sums leave less room.
    for row in relations.reversed() {
      var (low, high) = (row.low, row.high)
      let start = terms.count
      for place in row.range {
        let term = sums.terms[place]
        let figure = sums.figures[Int(term.figure)]
        if figure.halfWidth == 0 { continue }
        if Self.isOwn(term, figure) {
          low -= term.factor > 0 ? figure.highest : -figure.lowest
          high -= term.factor > 0 ? figure.lowest : -figure.highest
        } else {
          terms.append(term)
        }
      }
      rows.append(PrintedSums.Row(range: start..<terms.count, low: low, high: high))
    }
  }

  /// Whether a figure is in no other relation, and can take up any whole number of units.
  private static func isOwn(_ term: PrintedSums.Term, _ figure: PrintedSums.Figure) -> Bool {
    figure.uses == 1 && term.factor.magnitude == 1
  }

  /// Moves figures until every relation comes out.
  private mutating func settles() -> Bool {
    for round in 0..<Self.mostRounds {
      var hasMoved = false
      for row in rows {
        var sum: Int64 = 0
        for place in row.range {
          let term = terms[place]
          sum += Int64(term.factor) * moves[Int(term.figure)]
        }
        guard sum < row.low || sum > row.high else { continue }
        hasMoved = true
        let isUpward = sum < row.low
        let least = isUpward ? row.low - sum : sum - row.high
        // Somewhat inside, so that the next relation does not push it out again.
        let inside = (row.high - row.low) / 8
        guard
          spread(
            least, orBetter: least + inside, over: row.range, isUpward: isUpward, round: round)
        else { return false }
      }
      if !hasMoved { return true }
    }
    return false
  }

  /// Moves a sum by at least `least` and, as far as half of all room goes, by `better`.
  ///
  /// - Returns: Whether there is room.
  private mutating func spread(
    _ least: Int64, orBetter better: Int64, over range: Range<Int>, isUpward: Bool,
    round: Int
  ) -> Bool {
    var total: Int64 = 0
    for place in range { total += room(of: terms[place], isUpward: isUpward) }
    let need = max(least, min(better, total / 2))
    guard least <= total, need <= Self.largestNeed else { return false }
    let share = (need << 16) / total
    var left = need
    for place in range {
      let part = (room(of: terms[place], isUpward: isUpward) * share) >> 16
      left -= move(terms[place], by: part, isUpward: isUpward)
    }
    // The last units go to another figure each time: else relations of the same rows hand one back
    // and forth.
    for step in range.indices where left > 0 {
      let place = range.lowerBound + (step - range.lowerBound + round) % range.count
      let part = min(left, room(of: terms[place], isUpward: isUpward))
      left -= move(terms[place], by: part, isUpward: isUpward)
    }
    return true
  }

  /// How far a term can still go up or down.
  private func room(of term: PrintedSums.Term, isUpward: Bool) -> Int64 {
    let figure = sums.figures[Int(term.figure)]
    let move = moves[Int(term.figure)]
    let room = (term.factor > 0) == isUpward ? figure.highest - move : move - figure.lowest
    return room * Int64(term.factor.magnitude)
  }

  /// Moves a term by up to `part`, in whole units of its figure.
  ///
  /// - Returns: How far.
  private mutating func move(
    _ term: PrintedSums.Term, by part: Int64, isUpward: Bool
  ) -> Int64 {
    let size = Int64(term.factor.magnitude)
    let steps = part / size
    moves[Int(term.figure)] += (term.factor > 0) == isUpward ? steps : -steps
    return steps * size
  }

  /// Lets figures that are in one relation take up what it still lacks.
  private mutating func takeUpRest() {
    for row in relations {
      let sum = sum(of: row)
      guard sum < row.low || sum > row.high else { continue }
      let isUpward = sum < row.low
      var left = isUpward ? row.low - sum : sum - row.high
      for place in row.range where left > 0 {
        let term = sums.terms[place]
        guard Self.isOwn(term, sums.figures[Int(term.figure)]) else { continue }
        let part = min(left, room(of: term, isUpward: isUpward))
        left -= move(term, by: part, isUpward: isUpward)
      }
    }
  }

  /// Whether every figure is printed like its true number, and every relation comes out.
  private var holds: Bool {
    zip(sums.figures, moves).allSatisfy { $0.lowest <= $1 && $1 <= $0.highest }
      && relations.allSatisfy { row in
        let sum = sum(of: row)
        return row.low <= sum && sum <= row.high
      }
  }

  private func sum(of row: PrintedSums.Row) -> Int64 {
    row.range.reduce(0) { sum, place in
      let term = sums.terms[place]
      return sum + Int64(term.factor) * moves[Int(term.figure)]
    }
  }
}
