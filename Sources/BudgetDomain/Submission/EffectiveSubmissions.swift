/// Which of a unit's submissions count for a year, and which measure comes from which.
///
/// The effective submission of a unit, year and kind is the highest revision that is submitted
/// or accepted. `actual` and `final_budget` come from the final account, else the
/// self-evaluation; `initial_budget` from the first of final account, self-evaluation and budget
/// whose functional section states any.
public struct EffectiveSubmissions: Hashable, Sendable {
  private var byKind = InlineArray<3, Int32>(repeating: -1)

  /// None of the unit's submissions counts.
  public init() {}

  /// The effective submission of a kind, as a place in the loaded list; nil for none.
  public subscript(kind: SubmissionKind) -> SubmissionIndex? {
    get { byKind[Int(kind.rawValue)] < 0 ? nil : Int(byKind[Int(kind.rawValue)]) }
    set { byKind[Int(kind.rawValue)] = newValue.map(Int32.init) ?? -1 }
  }

  /// Where final budget and actual come from; nil where only a budget, or nothing, was handed in.
  public var actualSource: SubmissionIndex? { self[.finalAccount] ?? self[.selfEvaluation] }

  /// Where the initial budget comes from.
  ///
  /// - Parameter statesInitial: Whether the functional section of a submission states any.
  public func initialSource(statesInitial: (SubmissionIndex) -> Bool) -> SubmissionIndex? {
    SubmissionKind.allCases.lazy.compactMap { self[$0] }.first(where: statesInitial)
  }

  /// Every effective submission, in the order of kinds.
  public var all: [SubmissionIndex] { SubmissionKind.allCases.compactMap { self[$0] } }

  /// Equal when the same submissions count.
  public static func == (left: Self, right: Self) -> Bool { left.all == right.all }

  /// Hashes the submissions that count.
  public func hash(into hasher: inout Hasher) { hasher.combine(all) }
}
