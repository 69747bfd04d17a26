/// A tree of amounts, printed so that the parts of each one add up to it.
///
/// Each printed amount is one of the two neighbours of the exact one; an amount without parent is
/// rounded half away from zero unless it is given, and its parts follow from it, level by level.
public struct PrintedTree: Sendable {
  /// The printed amounts, in steps.
  public let steps: [Int64]
  /// What an amount has beside its parts, exact, in fen: money booked on the very code, or what was
  /// taken out of the sum; 0 for one without parts.
  public let ownFen: [Int64]
  /// The same as printed, in steps: one more part.
  public let ownSteps: [Int64]

  /// Prints a tree.
  ///
  /// - Parameter amounts: Fen; those below an amount come after it.
  /// - Parameter parents: For each amount the place of the one it is a part of.
  /// - Parameter given: Amounts that are printed already, in steps, neighbours of the exact ones;
  ///   where a part is given, all parts of its amount are, and what it has beside them.
  /// - Complexity: O(*n* log *n*).
  public init(
    _ amounts: [Int64], parents: [Int?], step: PrintStep, given: [Int: Int64] = [:]
  ) {
    precondition(amounts.count == parents.count)
    var parts = [[Int]](repeating: [], count: amounts.count)
    var own = amounts
    for (place, parent) in parents.enumerated() {
      guard let parent else { continue }
      precondition(parent < place, "a part comes after its whole")
      parts[parent].append(place)
      own[parent] -= amounts[place]
    }
    var steps = amounts.indices.map { given[$0] ?? step.nearest(amounts[$0]) }
    var ownSteps = [Int64](repeating: 0, count: amounts.count)
    for place in amounts.indices {
      guard let first = parts[place].first else {
        own[place] = 0
        continue
      }
      if given[first] != nil {
        ownSteps[place] = parts[place].reduce(steps[place]) { $0 - steps[$1] }
        continue
      }
      let printed = step.printed(
        parts[place].map { amounts[$0] } + [own[place]], addingUpTo: steps[place])
      for (part, amount) in zip(parts[place], printed) { steps[part] = amount }
      ownSteps[place] = printed.last ?? 0
    }
    self.steps = steps
    self.ownSteps = ownSteps
    ownFen = own
  }
}
