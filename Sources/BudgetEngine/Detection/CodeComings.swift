import BudgetDomain
import BudgetRules

/// Looks for codes whose money came or went between two years for all units together, and for the
/// code that likely has it instead: in actuals or, of units that have none, in budgets.
struct CodeComings {
  fileprivate struct Total {
    var prior: Int64 = 0
    var actual: Int64 = 0
    var hasPrior = false
    var hasActual = false
  }

  private struct Pair: Hashable {
    let code: UInt32
    let other: UInt32
  }

  private let measure: Measure
  private let year: FiscalYear
  private let rule: CodeHasSuccessor
  private let list: SubjectList
  private let crosswalk: Crosswalk
  private var totals: [UInt32: Total] = [:]
  /// What came or went with the year and is large enough.
  private var candidates: Set<UInt32> = []
  /// How much of a candidate's money the same units have on another code.
  private var overlaps: [Pair: Int64] = [:]

  init?(
    _ measure: Measure, of year: FiscalYear, _ amounts: YearAmounts, since prior: YearAmounts,
    _ summary: Summary
  ) {
    guard let frame = summary.frame else { return nil }
    let reference = summary.validated.batch.reference
    self.measure = measure
    self.year = year
    rule = CodeHasSuccessor(reference.settings, in: year)
    list = reference.functional
    crosswalk = frame.subjects.crosswalk
    for unit in amounts.units.indices {
      amounts.forEachChange(of: unit, since: prior) { code, actual, prior in
        totals[code, default: Total()].add(prior: prior, actual: actual)
      }
    }
    candidates = Set(totals.filter { isCandidate($0.key, $0.value) }.keys)
    guard !candidates.isEmpty else { return }
    for unit in amounts.units.indices { noteOverlaps(of: unit, amounts, prior) }
  }

  private func isCandidate(_ rank: UInt32, _ total: Total) -> Bool {
    let code = SubjectCode(rank: rank)
    guard total.hasPrior != total.hasActual,
      Int128(max(total.prior, total.actual)) >= rule.leastFen(measure)
    else { return false }
    if total.hasActual { return !crosswalk.hasRow(to: code, in: year) }
    return !FundType.allCases.contains { crosswalk.hasRow(for: code, fund: $0, in: year) }
  }

  private mutating func noteOverlaps(
    of unit: UnitIndex, _ amounts: YearAmounts, _ prior: YearAmounts
  ) {
    var changes: [(code: UInt32, rise: Int64)] = []
    var own: [(code: UInt32, rise: Int64)] = []
    amounts.forEachChange(of: unit, since: prior) { code, actual, prior in
      changes.append((code, actual - prior))
      if candidates.contains(code) { own.append((code, actual - prior)) }
    }
    for (code, rise) in own {
      for (other, change) in changes where (rise < 0) != (change < 0) && change != 0 {
        let overlap = Int64(clamping: min(rise.magnitude, change.magnitude))
        overlaps[Pair(code: code, other: other), default: 0] += overlap
      }
    }
  }

  /// The anomalies, by code; two codes that point at each other are one.
  func anomalies() -> [Anomaly] {
    let found = candidates.sorted().map { (code: $0, partner: partner(of: $0)) }
    let partners = Dictionary(uniqueKeysWithValues: found.map { ($0.code, $0.partner?.code.rank) })
    return found.compactMap { code, partner in
      guard let total = totals[code] else { return nil }
      if let other = partner?.code.rank, partners[other] == code, total.hasActual { return nil }
      guard partner != nil || !isListedThroughout(SubjectCode(rank: code)) else { return nil }
      return rule.anomaly(
        YearChange(
          unit: "", code: SubjectCode(rank: code), actualFen: total.actual, priorFen: total.prior,
          measure: measure), with: partner, in: year)
    }
  }

  /// Whether the lists have a code in both years: then it may well come and go with what it is
  /// spent on.
  private func isListedThroughout(_ code: SubjectCode) -> Bool {
    [year, year.previous].allSatisfy { list.listing(of: code, fund: .all, in: $0) == .listed }
  }

  private func partner(of rank: UInt32) -> CodeHasSuccessor.Partner? {
    guard let total = totals[rank] else { return nil }
    let code = SubjectCode(rank: rank)
    let fen = max(total.prior, total.actual)
    var best: (score: Int, partner: CodeHasSuccessor.Partner)?
    for (pair, overlap) in overlaps.sorted(by: { $0.key.other < $1.key.other })
    where pair.code == rank {
      let other = SubjectCode(rank: pair.other)
      let hasSameName = haveSameName(code, other, hasGone: total.hasPrior)
      let isLike = rule.isLike(overlap, of: fen)
      guard hasSameName || isLike else { continue }
      let score =
        (hasSameName ? 4 : 0) + (isLike ? 2 : 0) + (Self.endAlike(code, other) ? 1 : 0)
      if let best, (best.score, best.partner.overlapFen) >= (score, overlap) { continue }
      let partner = CodeHasSuccessor.Partner(
        code: other, overlapFen: overlap, hasSameName: hasSameName)
      best = (score, partner)
    }
    return best?.partner
  }

  private func haveSameName(_ code: SubjectCode, _ other: SubjectCode, hasGone: Bool) -> Bool {
    let (then, now) = hasGone ? (code, other) : (other, code)
    guard let name = list.name(of: then, fund: .all, in: year.previous) else { return false }
    return name == list.name(of: now, fund: .all, in: year)
  }

  /// Whether two codes have the same 款 and 项 below another 类, or the same 项 in another 款.
  private static func endAlike(_ code: SubjectCode, _ other: SubjectCode) -> Bool {
    code.description.suffix(4) == other.description.suffix(4)
      || code.category == other.category
        && code.description.suffix(2) == other.description.suffix(2)
  }
}

extension CodeComings.Total {
  fileprivate mutating func add(prior: Int64, actual: Int64) {
    self.prior += prior
    self.actual += actual
    hasPrior = hasPrior || prior != 0
    hasActual = hasActual || actual != 0
  }
}
