/// Tightens what each figure may be by each relation in turn, until nothing moves or nothing is
/// left (Moore 1966).
///
/// Where the relations form a tree, no two of them sharing two figures and none closing a circle,
/// rooms that are tight are all that there is to know: every value in them is part of a solution.
struct BoundPropagation {
  enum Outcome: Equatable {
    /// Some figure has no value left.
    case impossible
    /// Every room is tight, and the relations form a tree.
    case possible
    /// Rooms are left, which need not mean a solution.
    case undecided
  }

  /// Rounds over all relations; a tree of budget tables is done in about twice its height.
  private static let mostRounds = 40

  private let rows: [FigureSystem.Row]
  private(set) var rooms: [Room]

  init(_ system: FigureSystem) {
    (rows, rooms) = (system.rows, system.rooms)
  }

  /// Tightens all rooms.
  mutating func outcome() -> Outcome {
    for _ in 0..<Self.mostRounds {
      var hasMoved = false
      for row in rows {
        guard tighten(by: row, &hasMoved) else { return .impossible }
      }
      if !hasMoved { return isTree ? .possible : .undecided }
    }
    return .undecided
  }

  /// Whether figures and relations, each relation joined to its figures, have no circle. Factors
  /// other than one leave ends that are no whole steps: these are left to the exact check.
  var isTree: Bool {
    var sets = DisjointSets(count: rooms.count + rows.count)
    for (number, row) in rows.enumerated() {
      for term in row.terms {
        guard abs(term.factor) == 1, sets.join(term.figure, rooms.count + number) else {
          return false
        }
      }
    }
    return true
  }

  /// - Returns: Whether every figure of the relation has a value left.
  private mutating func tighten(by row: FigureSystem.Row, _ hasMoved: inout Bool) -> Bool {
    var sum = Limits()
    for term in row.terms { sum.add(rooms[term.figure].times(term.factor), 1) }
    for term in row.terms {
      var others = sum
      others.add(rooms[term.figure].times(term.factor), -1)
      let rest = others.room
      // factor × figure = (the sum) − (the others).
      let own = Room(
        low: Self.difference(row.room.low, rest.high),
        high: Self.difference(row.room.high, rest.low))
      let old = rooms[term.figure]
      let tight = old.common(with: Self.divided(own, by: term.factor))
      if tight.isEmpty { return false }
      guard tight != old else { continue }
      hasMoved = true
      rooms[term.figure] = tight
      sum = others
      sum.add(tight.times(term.factor), 1)
    }
    return true
  }

  private static func difference(_ left: Limit?, _ right: Limit?) -> Limit? {
    guard let left, let right else { return nil }
    return left - right
  }

  /// All numbers that times `factor` lie in a room; never too few. However many open ends an end
  /// is the sum of, it is open.
  private static func divided(_ room: Room, by factor: Int64) -> Room {
    let room = factor < 0 ? room.times(-1) : room
    let divisor = Int128(factor.magnitude)
    let low = room.low.map {
      Limit(steps: floorDivide($0.steps, by: divisor), nudge: divisor == 1 && $0.nudge > 0 ? 1 : 0)
    }
    let high = room.high.map {
      Limit(steps: ceilDivide($0.steps, by: divisor), nudge: divisor == 1 && $0.nudge < 0 ? -1 : 0)
    }
    return Room(low: low, high: high)
  }

  /// A sum of rooms from which rooms can be taken away again, missing ends included.
  private struct Limits {
    private var sum = Room(low: Limit(steps: 0), high: Limit(steps: 0))
    private var missing = (low: 0, high: 0)

    mutating func add(_ room: Room, _ sign: Int64) {
      if room.low == nil { missing.low += Int(sign) }
      if room.high == nil { missing.high += Int(sign) }
      let none = Limit(steps: 0)
      sum.low = sum.low.map { $0 + sign * (room.low ?? none) }
      sum.high = sum.high.map { $0 + sign * (room.high ?? none) }
    }

    var room: Room {
      Room(low: missing.low == 0 ? sum.low : nil, high: missing.high == 0 ? sum.high : nil)
    }
  }
}
