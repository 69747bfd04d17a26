/// The smallest difference that two printed amounts can have: 0.01 of the unit they are printed in.
///
/// A printed amount is a whole number of steps; in 元 a step is a fen, in 万元 it is 100 yuan.
public struct PrintStep: Hashable, Sendable {
  /// The unit of the amounts.
  public let unit: AmountUnit
  /// How many fen make a step.
  public let fen: Int64

  /// How many decimals are printed.
  public static let decimals = 2

  /// The step of amounts with two decimals.
  public init(_ unit: AmountUnit) {
    self.unit = unit
    fen = PowerOfTen[unit.fenExponent - Self.decimals]
  }

  /// The printed amount right below the exact one, which may be the exact one itself.
  public func below(_ amount: Int64) -> Int64 {
    let (steps, rest) = amount.quotientAndRemainder(dividingBy: fen)
    return rest < 0 ? steps - 1 : steps
  }

  /// How far the exact amount is above that: fen from 0 up to a step, without it.
  public func rest(_ amount: Int64) -> Int64 {
    let rest = amount % fen
    return rest < 0 ? rest + fen : rest
  }

  /// The printed amount that is nearest, half away from zero.
  public func nearest(_ amount: Int64) -> Int64 {
    let rest = rest(amount)
    let isAbove = amount < 0 ? rest > fen - rest : rest >= fen - rest
    return below(amount) + (rest > 0 && isAbove ? 1 : 0)
  }

  /// What an amount is printed as beside a later one, so that the printed change has the sign of
  /// the exact change or is none: the nearest, else the neighbour that the later one is printed as.
  ///
  /// - Parameter later: The later amount, fen.
  /// - Parameter printed: One of its two neighbours, in steps.
  public func nearest(_ amount: Int64, changingTo later: Int64, printed: Int64) -> Int64 {
    if amount == later { return printed }
    return amount < later ? min(nearest(amount), printed) : max(nearest(amount), printed)
  }
}

extension PrintStep {
  /// Prints the parts of an amount so that they add up to it as printed.
  ///
  /// Each part is one of its two neighbours, a whole number of steps stays, and together they
  /// deviate as little as that allows: those that stand highest above a step go up, of equal ones
  /// the first. Source: largest remainder method.
  ///
  /// - Parameter whole: The amount in steps; one of the two neighbours of the sum of the parts.
  /// - Parameter parts: Fen; the order decides between equal ones and nothing else.
  /// - Returns: Steps for each part, in order; they add up to `whole`.
  /// - Complexity: O(*n* log *n*).
  public func printed(_ parts: [Int64], addingUpTo whole: Int64) -> [Int64] {
    var steps = parts.map(below)
    let missing = steps.reduce(whole) { $0 - $1 }
    let between = parts.indices.filter { rest(parts[$0]) > 0 }
    precondition(
      missing >= 0 && missing <= between.count, "the parts do not make up the whole")
    let order = between.sorted { first, second in
      let (one, other) = (rest(parts[first]), rest(parts[second]))
      return one == other ? first < second : one > other
    }
    for place in order.prefix(Int(missing)) { steps[place] += 1 }
    return steps
  }
}
