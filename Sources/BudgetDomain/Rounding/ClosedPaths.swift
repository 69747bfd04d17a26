/// The search for closed paths in a `RoundingNetwork`, and what is moved along them.
struct ClosedPaths {
  /// How many fen make a step.
  private let step: Int64
  private let ends: [(origin: Int32, destination: Int32)]
  /// What each figure has above the printed amount below it, as given; fen.
  private let exact: [Int64]
  /// The same as moved so far, from 0 to a step, both included; at either end it is settled.
  private(set) var rests: [Int64]
  /// The figure that is to be printed as the nearest of its neighbours.
  private let pinned: Int?
  private let isPinnedAbove: Bool
  /// The figures at each place that may not be settled: those of a place lie together.
  private var around: [Int32]
  private var starts: [Int]
  private var counts: [Int]
  /// The way walked: places, and the figures between them.
  private var places: [Int32] = []
  private var figures: [Int32] = []
  /// Where a place stands in the way; -1 if it does not.
  private var positions: [Int32]

  init(
    step: Int64, ends: [(origin: Int32, destination: Int32)], rests: [Int64], placeCount: Int,
    pinned: (figure: Int, isAbove: Bool)?
  ) {
    self.step = step
    self.ends = ends
    self.rests = rests
    exact = rests
    self.pinned = pinned?.figure
    isPinnedAbove = pinned?.isAbove ?? false
    positions = [Int32](repeating: -1, count: placeCount)
    counts = [Int](repeating: 0, count: placeCount)
    starts = [Int](repeating: 0, count: placeCount + 1)
    let open = rests.indices.filter { rests[$0] != 0 }
    for figure in open {
      starts[Int(ends[figure].origin) + 1] += 1
      starts[Int(ends[figure].destination) + 1] += 1
    }
    for place in 0..<placeCount { starts[place + 1] += starts[place] }
    around = [Int32](repeating: 0, count: starts[placeCount])
    for figure in open {
      for place in [Int(ends[figure].origin), Int(ends[figure].destination)] {
        around[starts[place] + counts[place]] = Int32(figure)
        counts[place] += 1
      }
    }
  }

  /// Moves rests until every figure is settled.
  mutating func settleAll() {
    for figure in rests.indices where !isSettled(figure) { walk(from: ends[figure].origin) }
  }

  private func isSettled(_ figure: Int) -> Bool { rests[figure] == 0 || rests[figure] == step }

  /// Walks over open figures from a place, closing every path, until none is open there.
  private mutating func walk(from start: Int32) {
    enter(start)
    while let place = places.last, let figure = openFigure(at: place) {
      let (origin, destination) = ends[Int(figure)]
      let next = origin == place ? destination : origin
      figures.append(figure)
      let position = positions[Int(next)]
      if position < 0 {
        enter(next)
      } else {
        close(at: Int(position))
      }
    }
    // A place that is left with a single open figure would not add up.
    precondition(places.count == 1, "the figures do not add up")
    positions[Int(start)] = -1
    places.removeAll(keepingCapacity: true)
  }

  private mutating func enter(_ place: Int32) {
    positions[Int(place)] = Int32(places.count)
    places.append(place)
  }

  /// An open figure at the place other than the one that leads there; forgets settled ones.
  private mutating func openFigure(at place: Int32) -> Int32? {
    let start = starts[Int(place)]
    var index = 0
    while index < counts[Int(place)] {
      let figure = around[start + index]
      if isSettled(Int(figure)) {
        counts[Int(place)] -= 1
        around[start + index] = around[start + counts[Int(place)]]
      } else if figure == figures.last {
        index += 1
      } else {
        return figure
      }
    }
    return nil
  }

  /// Moves as much as settles a figure around the path that ends where it has been, and goes back
  /// there.
  private mutating func close(at position: Int) {
    var (up, down) = (step, step)
    var slope = Int128(0)
    // Of several moves of the pinned figure all go one way, so it ends there.
    var goesUp: Bool?
    for index in position..<figures.count {
      let figure = Int(figures[index])
      let goesAlong = ends[figure].origin == places[index]
      let room = goesAlong ? step - rests[figure] : rests[figure]
      up = min(up, room)
      down = min(down, step - room)
      slope += Int128(step - 2 * exact[figure]) * (goesAlong ? 1 : -1)
      if figure == pinned { goesUp = goesAlong == isPinnedAbove }
    }
    let moved = goesUp ?? (slope <= 0) ? up : -down
    for index in position..<figures.count {
      let figure = Int(figures[index])
      rests[figure] += ends[figure].origin == places[index] ? moved : -moved
    }
    for place in places[(position + 1)...] { positions[Int(place)] = -1 }
    places.removeSubrange((position + 1)...)
    figures.removeSubrange(position...)
  }
}
