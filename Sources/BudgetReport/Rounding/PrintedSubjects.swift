public import BudgetDomain

/// One amount of every subject as printed, in steps: what stands below a subject, and on itself,
/// adds up to it.
public struct PrintedSubjects: Sendable {
  /// The subjects that have an amount, and the total.
  public let amounts: [SubjectCode: Int64]
  /// What stands on a subject itself beside those below it, where anything does.
  public let direct: [SubjectCode: Int64]

  /// Figures that are printed already.
  public init(amounts: [SubjectCode: Int64], direct: [SubjectCode: Int64]) {
    self.amounts = amounts
    self.direct = direct
  }

  /// Prints amounts, from the total down.
  ///
  /// - Parameter exact: Fen; the total among them.
  /// - Parameter given: What is printed already, in steps: nothing, or the total and every 类.
  public init(
    _ exact: [SubjectCode: Int64], step: PrintStep, given: [SubjectCode: Int64] = [:]
  ) {
    let outline = SubjectOutline(exact.keys)
    var known: [Int: Int64] = [:]
    for (place, code) in outline.codes.enumerated() { known[place] = given[code] }
    let tree = PrintedTree(
      outline.codes.map { exact[$0] ?? 0 }, parents: outline.parents, step: step, given: known)
    var (amounts, direct) = ([SubjectCode: Int64](), [SubjectCode: Int64]())
    for (place, code) in outline.codes.enumerated() {
      amounts[code] = tree.steps[place]
      if tree.ownFen[place] != 0, code != .all { direct[code] = tree.ownSteps[place] }
    }
    self.amounts = amounts
    self.direct = direct
  }
}
