import BudgetDomain

/// Whether a contradiction goes away with one last digit, or once all figures are taken as cut off
/// instead of rounded: then nobody has to be asked.
struct RoundingDoubt {
  /// Corrections that a suggestion has room for.
  private static let mostCorrections = 3
  /// Figures of a contradiction that are tried.
  private static let mostFigures = 20

  private let system: FigureSystem
  private let released: Set<Int>

  /// - Parameter released: Figures that another contradiction already puts in doubt.
  init(_ system: FigureSystem, releasing released: Set<Int>) {
    (self.system, self.released) = (system, released)
  }

  /// The figures with one last digit moved by one that make everything possible; the first few.
  func corrections(among figures: [Int]) -> [PrintedFigure] {
    var found: [PrintedFigure] = []
    for figure in figures.prefix(Self.mostFigures) {
      for move in [-1, 1] as [Int128] where found.count < Self.mostCorrections {
        guard let moved = moved(figure, by: move) else { continue }
        var other = system
        other.rooms[figure] = Room(moved.interval, scale: system.scale)
        if isPossible(other) { found.append(moved) }
      }
    }
    return found
  }

  /// Whether everything is possible with every figure cut off behind its last digit.
  var isTruncation: Bool {
    var other = system
    for figure in system.figures.indices {
      let room = system.rooms[figure]
      guard let low = room.low, let high = room.high, low.steps < high.steps else { continue }
      let printed = Limit(steps: system.printed[figure])
      let step = high.steps - low.steps
      let (below, above) = (Limit(steps: -step, nudge: 1), Limit(steps: step, nudge: -1))
      other.rooms[figure] = Room(
        low: printed.steps > 0 ? printed : printed + below,
        high: printed.steps < 0 ? printed : printed + above)
    }
    return isPossible(other)
  }

  private func moved(_ figure: Int, by move: Int128) -> PrintedFigure? {
    let printed = system.figures[figure]
    // What is printed to the fen was not rounded.
    guard printed.lastDigit != nil else { return nil }
    let digits = FigureDigits(printed)
    return digits.figure(digits.units + move, like: printed)
  }

  private func isPossible(_ system: FigureSystem) -> Bool {
    var open = system
    for figure in released { open.rooms[figure] = .everywhere }
    var simplex = BoundedSimplex(open)
    guard case .possible = simplex.outcome() else { return false }
    return true
  }
}
