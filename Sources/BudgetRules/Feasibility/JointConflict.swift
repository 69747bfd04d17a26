import BudgetDomain

/// Printed figures that cannot be true together, although each relation by itself can.
struct JointConflict {
  /// The figures, in order.
  let figures: [PrintedFigure]
  /// The figure that the anomaly shows: the one that stands against all others, such as a total.
  let shown: PrintedFigure
  /// What the others leave to it.
  let low: Interval.Bound?
  let high: Interval.Bound?
  /// The relations that it takes, by number.
  let relations: [Int]
  /// Whether it is known that no fewer figures contradict each other.
  let isSmallest: Bool
  /// What would do with one last digit moved by one; empty where nothing would.
  let corrections: [PrintedFigure]
  /// Whether figures that are cut off instead of rounded would do.
  let isTruncation: Bool

  /// Whether rounding that was done differently is enough of a reason.
  var isRounding: Bool { !corrections.isEmpty || isTruncation }
}

/// What can be said of all relations of a submission together.
struct JointJudgement {
  /// Contradictions without a figure in common; as many as are looked for.
  private(set) var conflicts: [JointConflict] = []
  /// Whether everything was decided.
  private(set) var isComplete = true
  /// Whether rules contradict each other whatever is printed.
  private(set) var hasRuleConflict = false

  /// Contradictions of one group that are looked for.
  private static let mostConflicts = 5

  private let mostWork: Int

  /// Judges the linear ones of some relations, group by group. A group in which a relation is
  /// broken by itself is left to the diagnosis.
  ///
  /// - Parameter mostWork: Terms to look at in each search before it is given up.
  init(_ relations: [StatedRelation], mostWork: Int = BoundedSimplex.mostWork) {
    self.mostWork = mostWork
    guard let system = FigureSystem(relations) else {
      isComplete = false
      return
    }
    for group in system.groups where !group.isTrueAsPrinted && !group.isBroken { judge(group) }
  }

  private mutating func judge(_ group: FigureSystem) {
    let nested = group.nested
    var propagation = BoundPropagation(nested)
    // Off a tree, tight rooms prove nothing, and the exact check is as fast.
    if propagation.isTree, propagation.outcome() == .possible { return }
    var released: Set<Int> = []
    for _ in 0..<Self.mostConflicts {
      var search = ConflictSearch(nested, releasing: released, mostWork: mostWork)
      switch search.outcome() {
      case .possible: return
      case .undecided:
        isComplete = false
        return
      case .impossible(let found):
        // Rules that contradict each other whatever is printed are no matter of figures.
        guard !found.figures.isEmpty else {
          hasRuleConflict = true
          return
        }
        guard
          let proof = ConflictProof(group, nested: nested, figures: found.figures)
        else {
          isComplete = false
          return
        }
        let doubt = RoundingDoubt(nested, releasing: released)
        conflicts.append(JointConflict(group, found, proof, doubt))
        released.formUnion(found.figures)
      }
    }
  }
}

extension JointConflict {
  fileprivate init(
    _ system: FigureSystem, _ found: ConflictSearch.Conflict, _ proof: ConflictProof,
    _ doubt: RoundingDoubt
  ) {
    let shown = Self.shown(of: found.figures, system, proof)
    figures = found.figures.map { system.figures[$0] }
    self.shown = system.figures[shown]
    (low, high) = proof.range(of: shown)
    relations = proof.relations
    isSmallest = found.isSmallest
    // The figure that is shown comes first among equals.
    corrections = doubt.corrections(among: [shown] + found.figures.filter { $0 != shown })
    isTruncation = corrections.isEmpty && doubt.isTruncation
  }

  /// The figure alone on its side of the equation; of two, the one outside the tables.
  private static func shown(
    of figures: [Int], _ system: FigureSystem, _ proof: ConflictProof
  ) -> Int {
    let signs = figures.map { proof.sign(of: $0) }
    let alone = zip(figures, signs).filter { _, sign in
      sign != nil && signs.count(where: { $0 == sign }) == 1
    }.map(\.0)
    let stated = alone.last {
      if case .stated = system.figures[$0].name { true } else { false }
    }
    return stated ?? alone.first ?? figures[0]
  }
}
