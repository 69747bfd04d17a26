internal import BudgetDomain

/// Printed flows of which some are then given other figures, as another table prints them: the
/// others give way, so that what enters each place leaves it again.
///
/// What is too much at a place goes on along figures that may be printed a step higher or lower,
/// until it comes to a place that has too little. Source: the augmenting paths of L. R. Ford,
/// D. R. Fulkerson, Maximal flow through a network, Canadian Journal of Mathematics 8 (1956).
struct GivenFlows {
  /// A figure on its way from one place to another.
  struct Flow {
    let origin: Int
    let destination: Int
    let fen: Int64
  }

  private let flows: [Flow]
  private let step: PrintStep
  /// The figures as printed, in steps.
  private(set) var steps: [Int64]
  private var isGiven: [Bool]
  /// Those that need not be neighbours of the exact ones.
  private var isLoose: [Bool]
  /// The figures at each place.
  private var around: [[Int]]

  /// Flows that are printed so that all places are level.
  init(_ flows: [Flow], step: PrintStep, steps: [Int64]) {
    precondition(flows.count == steps.count)
    self.flows = flows
    self.step = step
    self.steps = steps
    isGiven = [Bool](repeating: false, count: flows.count)
    isLoose = isGiven
    let placeCount = flows.reduce(0) { max($0, $1.origin + 1, $1.destination + 1) }
    around = [[Int]](repeating: [], count: placeCount)
    for (number, flow) in flows.enumerated() {
      around[flow.origin].append(number)
      around[flow.destination].append(number)
    }
  }

  /// Has a figure printed so, whatever the others say.
  mutating func give(_ number: Int, _ given: Int64) {
    steps[number] = given
    isGiven[number] = true
  }

  /// Lets the others give way.
  ///
  /// - Parameter loose: Figures that may leave the neighbours of the exact ones.
  /// - Returns: Whether all places are level.
  @discardableResult
  mutating func settle(loosening loose: [Int] = []) -> Bool {
    for number in loose { isLoose[number] = true }
    var excess = [Int64](repeating: 0, count: around.count)
    for (flow, steps) in zip(flows, steps) {
      excess[flow.destination] += steps
      excess[flow.origin] -= steps
    }
    while let start = excess.firstIndex(where: { $0 > 0 }) {
      guard let way = way(from: start, to: excess.map { $0 < 0 }) else { return false }
      for (number, change) in way.figures { steps[number] += change }
      excess[start] -= 1
      excess[way.end] += 1
    }
    return true
  }

  /// The shortest way to a place that has too little; breadth first, so that few figures change.
  private func way(
    from start: Int, to isWanting: [Bool]
  ) -> (figures: [(number: Int, change: Int64)], end: Int)? {
    var comes = [(number: Int, change: Int64)?](repeating: nil, count: around.count)
    var isSeen = [Bool](repeating: false, count: around.count)
    isSeen[start] = true
    var waiting = [start]
    var next = 0
    while next < waiting.count {
      let place = waiting[next]
      next += 1
      if isWanting[place] { return (way(to: place, from: start, comes), place) }
      for number in around[place] {
        let flow = flows[number]
        let isOutward = flow.origin == place
        let (other, change) = isOutward ? (flow.destination, 1 as Int64) : (flow.origin, -1)
        guard !isSeen[other], canChange(number, by: change) else { continue }
        isSeen[other] = true
        comes[other] = (number, change)
        waiting.append(other)
      }
    }
    return nil
  }

  private func way(
    to end: Int, from start: Int, _ comes: [(number: Int, change: Int64)?]
  ) -> [(number: Int, change: Int64)] {
    var (place, figures) = (end, [(number: Int, change: Int64)]())
    while place != start, let step = comes[place] {
      figures.append(step)
      let flow = flows[step.number]
      place = step.change > 0 ? flow.origin : flow.destination
    }
    return figures
  }

  private func canChange(_ number: Int, by change: Int64) -> Bool {
    if isGiven[number] { return false }
    return isLoose[number]
      || step.isNeighbour(steps[number] + change, of: flows[number].fen)
  }
}
