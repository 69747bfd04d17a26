/// Finds the fewest printed figures that cannot be true together, all relations being true.
///
/// A first conflict comes from the simplex and is thinned out figure by figure (deletion filter,
/// Chinneck 2008). A smallest one has a member in common with every set of figures whose release
/// makes the rest possible; such sets are made one by one, and as soon as a smallest set that
/// meets them all is impossible, nothing smaller is (Ignatiev et al. 2015).
struct ConflictSearch {
  struct Conflict {
    /// In order.
    let figures: [Int]
    /// Whether it is known that no fewer figures contradict each other.
    let isSmallest: Bool
  }

  enum Outcome {
    case possible
    case impossible(Conflict)
    case undecided
  }

  /// Sets to be met before the search settles for a set that cannot be thinned out further.
  private static let mostSets = 60

  private let rooms: [Room]
  private let released: Set<Int>
  private var simplex: BoundedSimplex
  private var isActive: [Bool]
  private var lastEquation: BoundedSimplex.Equation?

  /// - Parameters:
  ///   - released: Figures that may be anything.
  ///   - mostWork: Terms to look at before the search is given up.
  init(
    _ system: FigureSystem, releasing released: Set<Int> = [],
    mostWork: Int = BoundedSimplex.mostWork
  ) {
    rooms = system.rooms
    self.released = released
    var open = system
    for figure in released { open.rooms[figure] = .everywhere }
    simplex = BoundedSimplex(open, mostWork: mostWork)
    isActive = rooms.indices.map { !released.contains($0) }
  }

  /// Whether all figures can be true together; if not, which cannot.
  mutating func outcome() -> Outcome {
    guard let isPossible = isPossible(isActive) else { return .undecided }
    guard !isPossible, let first = conflictingFigures else { return .possible }
    guard let thinned = thinnedOut(first) else {
      return .impossible(Conflict(figures: first, isSmallest: false))
    }
    let smallest = smallest(besides: thinned)
    return .impossible(
      Conflict(figures: smallest ?? thinned, isSmallest: smallest != nil))
  }

  /// The figures of the equation that failed last.
  private var conflictingFigures: [Int]? {
    lastEquation?.terms.map(\.column).filter { $0 < rooms.count && isActive[$0] }.sorted()
  }

  /// Whether some figures can be true together, the others being anything; nil where that stays
  /// undecided.
  private mutating func isPossible(_ wanted: [Bool]) -> Bool? {
    for figure in wanted.indices where wanted[figure] != isActive[figure] {
      simplex.setRoom(of: figure, to: wanted[figure] ? rooms[figure] : .everywhere)
    }
    isActive = wanted
    switch simplex.outcome() {
    case .possible: return true
    case .impossible(let equation):
      lastEquation = equation
      return false
    case .undecided: return nil
    }
  }

  private func flags(_ figures: some Sequence<Int>) -> [Bool] {
    var flags = [Bool](repeating: false, count: rooms.count)
    for figure in figures { flags[figure] = true }
    return flags
  }

  /// Leaves out one figure after the other, as long as the rest is impossible.
  private mutating func thinnedOut(_ figures: [Int]) -> [Int]? {
    var left = figures
    for figure in figures.reversed() where left.contains(figure) {
      let rest = left.filter { $0 != figure }
      guard let isPossible = isPossible(flags(rest)) else { return nil }
      if !isPossible { left = conflictingFigures ?? rest }
    }
    return left
  }

  /// - Returns: nil where no proof was found that fewer figures are possible.
  private mutating func smallest(besides known: [Int]) -> [Int]? {
    var sets: [[Int]] = []
    while sets.count < Self.mostSets {
      guard let candidate = HittingSet.smallest(sets, most: known.count - 1) else {
        // Only sets of this size or more meet all.
        return HittingSet.smallest(sets, most: known.count) == nil ? nil : known
      }
      guard let isPossible = isPossible(flags(candidate)) else { return nil }
      if !isPossible { return candidate }
      guard let set = release(allowing: candidate, last: known) else { return nil }
      sets.append(set)
    }
    return nil
  }

  /// The figures that are left out of a largest possible set around `figures`, those in `last`
  /// being left out first.
  private mutating func release(allowing figures: [Int], last: [Int]) -> [Int]? {
    var kept = flags(figures)
    let others = rooms.indices.filter {
      !kept[$0] && !released.contains($0) && !last.contains($0)
    }
    var together = kept
    for figure in others { together[figure] = true }
    var order = last.filter { !kept[$0] }
    guard let allOthers = isPossible(together) else { return nil }
    if allOthers { kept = together } else { order = others + order }
    var left: [Int] = []
    for figure in order {
      kept[figure] = true
      guard let isPossible = isPossible(kept) else { return nil }
      if !isPossible {
        kept[figure] = false
        left.append(figure)
      }
    }
    return left
  }
}
