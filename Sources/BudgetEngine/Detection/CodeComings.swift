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
    /// The unit with the largest amount, and that amount.
    var largest: (unit: UnitIndex, fen: UInt64) = (0, 0)

    /// What came or went, in fen.
    var fen: Int64 { max(prior, actual) }
  }

  private let measure: Measure
  private let year: FiscalYear
  private let rule: CodeHasSuccessor
  private let units: UnitDirectory
  private let list: SubjectList
  private let crosswalk: Crosswalk
  private var totals: [UInt32: Total] = [:]
  /// What came or went with the year and is large enough: of codes that are mostly one unit's, no
  /// more than can be listed of it.
  private var candidates: Set<UInt32> = []
  /// By unit: how many more such codes are mostly its own.
  private var unlisted: [UnitIndex: Int] = [:]
  /// By candidate and other code: how much of the candidate's money the same units have there.
  private var overlaps: [UInt32: [UInt32: Int64]] = [:]

  init?(
    _ measure: Measure, of year: FiscalYear, _ amounts: YearAmounts, since prior: YearAmounts,
    _ summary: Summary
  ) {
    guard let frame = summary.frame else { return nil }
    let reference = summary.validated.batch.reference
    self.measure = measure
    self.year = year
    rule = CodeHasSuccessor(reference.settings, in: year)
    units = reference.units
    list = reference.functional
    crosswalk = frame.subjects.crosswalk
    for unit in amounts.units.indices {
      amounts.forEachChange(of: unit, since: prior) { code, actual, prior in
        totals[code, default: Total()].add(prior: prior, actual: actual, of: unit)
      }
    }
    chooseCandidates()
    guard !candidates.isEmpty else { return }
    for unit in amounts.units.indices { noteOverlaps(of: unit, amounts, prior) }
  }

  private mutating func chooseCandidates() {
    let found = totals.filter { isCandidate($0.key, $0.value) }.sorted { $0.key < $1.key }
    for (unit, own) in Dictionary(grouping: found, by: \.value.largest.unit) {
      let largest = own.largest { $0.value.fen.magnitude }
      candidates.formUnion(largest.map(\.key))
      if largest.count < own.count { unlisted[unit] = own.count - largest.count }
    }
  }

  private func isCandidate(_ rank: UInt32, _ total: Total) -> Bool {
    let code = SubjectCode(rank: rank)
    guard total.hasPrior != total.hasActual,
      Int128(total.fen) >= rule.leastFen(measure)
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
    guard !own.isEmpty else { return }
    let rises = changes.filter { $0.rise > 0 }.largest { $0.rise.magnitude }
    let falls = changes.filter { $0.rise < 0 }.largest { $0.rise.magnitude }
    for (code, rise) in own {
      Self.add(rise.magnitude, beside: rise < 0 ? rises : falls, to: &overlaps[code, default: [:]])
    }
  }

  private static func add(
    _ size: UInt64, beside others: [(code: UInt32, rise: Int64)],
    to overlaps: inout [UInt32: Int64]
  ) {
    for (other, change) in others {
      overlaps[other, default: 0] += Int64(clamping: min(size, change.magnitude))
    }
  }

  /// The anomalies, by code; two codes that point at each other are one.
  func anomalies() -> [Anomaly] {
    let found = candidates.sorted().map { (code: $0, partner: partner(of: $0)) }
    let partners = Dictionary(uniqueKeysWithValues: found.map { ($0.code, $0.partner?.code.rank) })
    var listed = found.compactMap { code, partner -> (unit: UnitIndex, anomaly: Anomaly)? in
      guard let total = totals[code] else { return nil }
      if let other = partner?.code.rank, partners[other] == code, total.hasActual { return nil }
      guard partner != nil || !isListedThroughout(SubjectCode(rank: code)) else { return nil }
      let change = YearChange(
        unit: "", code: SubjectCode(rank: code), actualFen: total.actual, priorFen: total.prior,
        measure: measure)
      return (total.largest.unit, rule.anomaly(change, with: partner, in: year))
    }
    for (unit, count) in unlisted {
      guard let last = listed.lastIndex(where: { $0.unit == unit }) else { continue }
      listed[last].anomaly = listed[last].anomaly.leavingOut(count, of: units.codes[unit])
    }
    return listed.map(\.anomaly)
  }

  /// Whether the lists have a code in both years: then it may well come and go with what it is
  /// spent on.
  private func isListedThroughout(_ code: SubjectCode) -> Bool {
    [year, year.previous].allSatisfy { list.listing(of: code, fund: .all, in: $0) == .listed }
  }

  private func partner(of rank: UInt32) -> CodeHasSuccessor.Partner? {
    guard let total = totals[rank], let others = overlaps[rank] else { return nil }
    let code = SubjectCode(rank: rank)
    let name = list.name(of: code, fund: .all, in: total.hasPrior ? year.previous : year)
    var best: (score: Int, partner: CodeHasSuccessor.Partner)?
    for (other, overlap) in others.sorted(by: { $0.key < $1.key }) {
      let other = SubjectCode(rank: other)
      let hasSameName =
        name != nil
        && name == list.name(of: other, fund: .all, in: total.hasPrior ? year : year.previous)
      let isLike = rule.isLike(overlap, of: total.fen)
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

  /// Whether two codes have the same 款 and 项 below another 类, or the same 项 in another 款.
  private static func endAlike(_ code: SubjectCode, _ other: SubjectCode) -> Bool {
    code.description.suffix(4) == other.description.suffix(4)
      || code.category == other.category
        && code.description.suffix(2) == other.description.suffix(2)
  }
}

extension CodeComings.Total {
  fileprivate mutating func add(prior: Int64, actual: Int64, of unit: UnitIndex) {
    let fen = max(prior.magnitude, actual.magnitude)
    if fen > largest.fen { largest = (unit, fen) }
    self.prior += prior
    self.actual += actual
    hasPrior = hasPrior || prior != 0
    hasActual = hasActual || actual != 0
  }
}
