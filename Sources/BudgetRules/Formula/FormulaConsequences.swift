import BudgetDomain

/// What follows from several formulas of a list together.
///
/// Formulas are set side by side where some submission is checked by all of them: same year, kind
/// and type of unit. Figures are taken as exact: what is found holds for every book that states
/// them to the fen.
struct FormulaConsequences {
  /// A formula with its normal form.
  typealias Entry = (rule: FormulaRule, form: FormulaNormalForm)

  private let entries: [Entry]
  private(set) var problems: [Int: FormulaDefect.Problem] = [:]

  /// Looks through formulas, by place in the list.
  ///
  /// - Parameter settled: Formulas that have been found at fault already.
  init(_ entries: [Entry], settled: Set<Int>) {
    self.entries = entries
    for company in companies() {
      var system = FormulaSystem()
      for place in company where entries[place].form.isEquality && !settled.contains(place) {
        guard let row = FormulaSystem.Row(entries[place].form, source: place) else { continue }
        note(system.add(row), place)
      }
      compareBounds(company.filter { !settled.contains($0) }, in: system)
    }
  }

  /// The formulas that some submission is checked by together, each group once.
  private func companies() -> [[Int]] {
    let years = Set(entries.map(\.rule.row.validity.from)).sorted().map { FiscalYear($0) }
    let types = Set(entries.flatMap(\.rule.scope.unitTypes)).sorted().map { [$0] } + [[]]
    let byCode = Dictionary(grouping: entries.indices) { entries[$0].rule.row.code }
    var seen: Set<[Int]> = []
    return years.flatMap { year in
      let valid = byCode.values.compactMap { places in
        places.valid(in: year) { entries[$0].rule.row.validity }
      }
      return SubmissionKind.allCases.flatMap { kind in
        types.compactMap { type in
          let company = valid.filter { place in
            let scope = entries[place].rule.scope
            return (scope.kinds.isEmpty || scope.kinds.contains(kind))
              && (scope.unitTypes.isEmpty || !scope.unitTypes.isDisjoint(with: type))
          }.sorted()
          return seen.insert(company).inserted ? company : nil
        }
      }
    }
  }

  private mutating func note(_ news: FormulaSystem.News, _ place: Int) {
    switch news {
    case .something: break
    case .nothing(let sources): note(.follows(from: codes(sources, besides: place)), place)
    case .contradiction(let sources):
      note(.conflicts(with: codes(sources, besides: place)), place)
    case .zero(let figure, let sources):
      let others = codes(sources, besides: place)
      note(.leavesOnlyZero(figure.description, with: others), place)
    }
  }

  /// The first thing that is found of a formula is said.
  private mutating func note(_ problem: FormulaDefect.Problem, _ place: Int) {
    if problems[place] == nil { problems[place] = problem }
  }

  private func codes(_ sources: Set<Int>, besides place: Int) -> [RuleCode] {
    sources.subtracting([place]).sorted().map { entries[$0].rule.row.code }
  }
}

// Formulas that bound a sum on one side.
extension FormulaConsequences {
  /// A bound of a sum of figures of which none follows from others.
  private struct Bound {
    let place: Int
    let sources: Set<Int>
    let isUpper: Bool
    let value: Fraction
  }

  private mutating func compareBounds(_ company: [Int], in system: FormulaSystem) {
    var bounds: [[FormulaReference: Int128]: [Bound]] = [:]
    for place in company where !entries[place].form.isEquality {
      guard let row = FormulaSystem.Row(entries[place].form, source: place),
        let reduced = system.reduced(row)
      else { continue }
      let (sum, bound) = Self.bound(reduced, isUpper: entries[place].form.low == nil, place)
      if sum.isEmpty {
        let zero = Fraction(0)
        let holds = bound.isUpper ? !(bound.value < zero) : !(zero < bound.value)
        let others = codes(bound.sources, besides: place)
        if !others.isEmpty {
          note(holds ? .follows(from: others) : .conflicts(with: others), place)
        }
        continue
      }
      for other in bounds[sum] ?? [] { compare(bound, other) }
      bounds[sum, default: []].append(bound)
    }
  }

  private mutating func compare(_ new: Bound, _ old: Bound) {
    let sources = new.sources.union(old.sources)
    guard new.isUpper == old.isUpper else {
      let (low, high) = new.isUpper ? (old.value, new.value) : (new.value, old.value)
      if high < low { note(.conflicts(with: codes(sources, besides: new.place)), new.place) }
      return
    }
    // The wider of two bounds says nothing more; of two alike, the later.
    let isNewTighter = new.isUpper ? new.value < old.value : old.value < new.value
    let wider = isNewTighter ? old.place : new.place
    note(.follows(from: codes(sources, besides: wider)), wider)
  }

  /// The sum in lowest terms, its first factor above zero, and what it is bounded by.
  private static func bound(_ row: FormulaSystem.Row, isUpper: Bool, _ place: Int)
    -> (sum: [FormulaReference: Int128], bound: Bound)
  {
    let first = row.factors.keys.map { ($0.description, $0) }.min { $0.0 < $1.0 }?.1
    let sign: Int128 = first.flatMap { row.factors[$0] } ?? 1 < 0 ? -1 : 1
    let divisor = row.factors.values.reduce(UInt128(0)) {
      greatestCommonDivisor($0, $1.magnitude)
    }
    let size = sign * max(1, Int128(divisor))
    return (
      row.factors.mapValues { $0 / size },
      Bound(
        place: place, sources: row.sources, isUpper: isUpper == (sign > 0),
        value: Fraction(row.constant, over: size))
    )
  }
}

extension FormulaNormalForm {
  /// Whether the sum must have one value.
  fileprivate var isEquality: Bool { low != nil && high != nil }
}
