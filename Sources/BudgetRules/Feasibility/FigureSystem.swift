import BudgetDomain

/// Printed figures and the linear relations between them, in whole steps: one step is the largest
/// part of a fen, percent or piece in which all ends are whole.
///
/// True values are taken as real numbers, as the evaluator of single relations takes them: what
/// holds there by itself is never called impossible here by itself.
struct FigureSystem {
  /// A figure's part in a sum.
  struct Term: Equatable {
    let figure: Int
    /// How often it counts; not zero.
    let factor: Int64
  }

  /// Σ factor × figure lies in `room`.
  struct Row {
    /// By figure, each once; at least one.
    var terms: [Term]
    var room: Room
    /// The relations that it follows from, by number.
    var relations: [Int]
  }

  /// The figures in the order of their keys, so that nothing depends on the order of reading.
  let figures: [PrintedFigure]
  /// Every value that is printed like the figure.
  var rooms: [Room]
  /// The figures as printed.
  let printed: [Int128]
  var rows: [Row]
  /// How many steps make one fen, percent or piece.
  let scale: Int128

  /// Beyond 10^15 fen at the finest steps nothing is worked out: sums would leave 128 bits.
  static let largestScale: Int128 = 20_000_000
  static let largestSteps: Int128 = 20_000_000_000_000_000_000_000

  /// The groups of rows that share figures, each a system of its own, in the order of the rows.
  var groups: [FigureSystem] {
    var sets = DisjointSets(count: figures.count)
    for row in rows {
      for term in row.terms.dropFirst() { sets.join(row.terms[0].figure, term.figure) }
    }
    // By root; −1 where no row speaks of the figures.
    var groupOf = [Int](repeating: -1, count: figures.count)
    var place = groupOf
    var members: [[Int]] = []
    for row in rows where groupOf[sets.root(of: row.terms[0].figure)] < 0 {
      groupOf[sets.root(of: row.terms[0].figure)] = members.count
      members.append([])
    }
    for figure in figures.indices {
      let group = groupOf[sets.root(of: figure)]
      guard group >= 0 else { continue }
      place[figure] = members[group].count
      members[group].append(figure)
    }
    var groups = members.map { FigureSystem(self, figures: $0) }
    for row in rows {
      var own = row
      own.terms = row.terms.map { Term(figure: place[$0.figure], factor: $0.factor) }
      groups[groupOf[sets.root(of: row.terms[0].figure)]].rows.append(own)
    }
    return groups
  }

  /// Some figures of a system, without its rows.
  private init(_ whole: FigureSystem, figures: [Int]) {
    self.figures = figures.map { whole.figures[$0] }
    rooms = figures.map { whole.rooms[$0] }
    printed = figures.map { whole.printed[$0] }
    rows = []
    scale = whole.scale
  }

  init(figures: [PrintedFigure], rooms: [Room], printed: [Int128], rows: [Row], scale: Int128) {
    (self.figures, self.rooms, self.printed) = (figures, rooms, printed)
    (self.rows, self.scale) = (rows, scale)
  }
}

extension FigureSystem {
  /// Whether every relation is true of the printed numbers themselves: then there is nothing to
  /// ask.
  var isTrueAsPrinted: Bool {
    rows.allSatisfy { row in
      let sum = row.terms.reduce(Int128(0)) { $0 + Int128($1.factor) * printed[$1.figure] }
      return row.room.nearest(to: Limit(steps: sum)) == Limit(steps: sum)
    }
  }

  /// Whether some relation cannot be true even by itself.
  var isBroken: Bool {
    rows.contains { row in
      let sum = row.terms.reduce(Room(low: Limit(steps: 0), high: Limit(steps: 0))) {
        $0 + rooms[$1.figure].times($1.factor)
      }
      return sum.common(with: row.room).isEmpty
    }
  }
}

/// Numbers that are joined into groups.
struct DisjointSets {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  mutating func root(of member: Int) -> Int {
    var root = member
    while parents[root] != root {
      parents[root] = parents[parents[root]]
      root = parents[root]
    }
    return root
  }

  /// Joins two groups; false where they are one already.
  @discardableResult
  mutating func join(_ first: Int, _ second: Int) -> Bool {
    let (left, right) = (root(of: first), root(of: second))
    guard left != right else { return false }
    parents[max(left, right)] = min(left, right)
    return true
  }
}
