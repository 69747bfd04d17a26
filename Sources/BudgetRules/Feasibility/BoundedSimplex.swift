/// Decides exactly whether numbers between limits, open or closed, can fulfil linear equations:
/// the general simplex of Dutertre & de Moura (2006) with Bland's rule, in whole numbers.
///
/// A column that is not basic always stands on a whole step or just beside one, so that no value
/// is ever a fraction. Numbers that grow too large and searches that take too long are said to be
/// undecided.
struct BoundedSimplex {
  enum Outcome {
    /// Values were found.
    case possible
    /// The equation that cannot be true between the limits of its columns.
    case impossible(Equation)
    /// Neither was found within the bounds of size and steps.
    case undecided
  }

  /// Σ factor × column = 0, a consequence of the rows.
  struct Equation {
    let terms: [SimplexRow.Term]
  }

  /// Terms looked at, over all searches: some tenths of a second at most.
  static let mostWork = 20_000_000

  private var rows: [SimplexRow] = []
  private var rowOf: [Int?]
  /// Where the columns that are not basic stand.
  private var values: [Limit]
  private var rooms: [Room]
  /// Bland's order: figures in few relations first, as they disturb least.
  private var rank: [Int] = []
  private var work = 0
  private let mostWork: Int
  private var isOverflown = false

  /// Figures start as printed; relation `number` of the system is column `rooms.count + number`.
  init(_ system: FigureSystem, mostWork: Int = Self.mostWork) {
    self.mostWork = mostWork
    let count = system.rooms.count
    rooms = system.rooms + system.rows.map(\.room)
    values = system.printed.map { Limit(steps: $0) } + system.rows.map { _ in Limit(steps: 0) }
    rowOf = [Int?](repeating: nil, count: values.count)
    var uses = [Int](repeating: 0, count: values.count)
    for (number, row) in system.rows.enumerated() {
      rowOf[count + number] = number
      uses[count + number] = .max
      let terms = row.terms.map { SimplexRow.Term(column: $0.figure, factor: $0.factor) }
      rows.append(SimplexRow(basic: count + number, terms))
      rows[number].sum = sum(of: rows[number])
      for term in terms {
        uses[term.column] += 1
        if term.factor.magnitude > SimplexRow.largestFactor.magnitude { isOverflown = true }
      }
    }
    rank = [Int](repeating: 0, count: values.count)
    let order = values.indices.sorted { (uses[$0], $0) < (uses[$1], $1) }
    for (place, column) in order.enumerated() { rank[column] = place }
    for figure in 0..<count { setRoom(of: figure, to: rooms[figure]) }
  }

  /// Gives a column other limits.
  mutating func setRoom(of column: Int, to room: Room) {
    rooms[column] = room
    guard rowOf[column] == nil else { return }
    let old = values[column]
    let new = room.nearest(to: old)
    guard new != old else { return }
    values[column] = new
    for place in rows.indices {
      let factor = rows[place].factor(of: column)
      if factor != 0 { rows[place].sum = rows[place].sum + factor * (new - old) }
    }
  }

  /// Looks for values, from where the last search stopped.
  mutating func outcome() -> Outcome {
    while !isOverflown, work <= mostWork {
      work += rows.count
      guard let (place, isLow) = violatedRow() else { return .possible }
      let row = rows[place]
      work += row.terms.count
      let room = rooms[row.basic]
      guard let target = isLow ? room.low : room.high else { return .undecided }
      guard let column = entering(row, isLow: isLow) else {
        let own = SimplexRow.Term(column: row.basic, factor: -row.divisor)
        return .impossible(Equation(terms: row.terms + [own]))
      }
      pivot(place, column, target)
    }
    return .undecided
  }

  /// The row whose basic column is outside its limits, by Bland's order.
  private func violatedRow() -> (place: Int, isLow: Bool)? {
    var found: (place: Int, isLow: Bool)?
    var least = Int.max
    for (place, row) in rows.enumerated() where rank[row.basic] < least {
      let room = rooms[row.basic]
      if let low = room.low, row.sum < row.divisor * low {
        (found, least) = ((place, true), rank[row.basic])
      } else if let high = room.high, row.sum > row.divisor * high {
        (found, least) = ((place, false), rank[row.basic])
      }
    }
    return found
  }

  /// The first column that can move the sum of a row up (`isLow`) or down.
  private func entering(_ row: SimplexRow, isLow: Bool) -> Int? {
    var found: Int?
    for term in row.terms where found.map({ rank[term.column] < rank[$0] }) ?? true {
      let room = rooms[term.column]
      let value = values[term.column]
      let isUpward = (term.factor > 0) == isLow
      let canMove = isUpward ? room.high.map { value < $0 } : room.low.map { value > $0 }
      if canMove ?? true { found = term.column }
    }
    return found
  }

  private mutating func pivot(_ place: Int, _ column: Int, _ target: Limit) {
    let leaving = rows[place].basic
    rows[place] = rows[place].solved(for: column)
    (rowOf[leaving], rowOf[column]) = (nil, place)
    values[leaving] = target
    rows[place].sum = sum(of: rows[place])
    for other in rows.indices where other != place && rows[other].factor(of: column) != 0 {
      if !rows[other].substitute(rows[place]) { isOverflown = true }
      if isOverflown { return }
      rows[other].sum = sum(of: rows[other])
      work += 2 * rows[other].terms.count
    }
  }

  private func sum(of row: SimplexRow) -> Limit {
    row.terms.reduce(Limit(steps: 0)) { $0 + $1.factor * values[$1.column] }
  }
}
