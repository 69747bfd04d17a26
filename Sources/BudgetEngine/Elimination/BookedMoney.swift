import BudgetDomain

/// What units have booked that no line says was paid to another unit: where a transfer that only
/// the register knows of can be found. What one transfer takes, the next does not find again.
struct BookedMoney {
  private struct Key: Hashable {
    let unit: UnitIndex
    let measure: Measure
  }

  private let counted: CountedBatch
  private let tree: UnitTree
  /// What lines say was paid to other units.
  private var named: [Key: [ClaimedPart]] = [:]
  private var booked: [Key: [ClaimedPart]] = [:]

  init(_ counted: CountedBatch, in tree: UnitTree, beside claims: [ClaimKey: Claims]) {
    self.counted = counted
    self.tree = tree
    for (key, claims) in claims {
      named[Key(unit: key.payer, measure: key.measure), default: []] += claims.lines
    }
  }

  /// Sets aside what a transfer of the register means: money under its subject, in its own fund or,
  /// where there is none, among what states no fund; of its sign only, and as much as there is.
  ///
  /// What is set aside for one transfer, the next does not find, whatever becomes of the first.
  mutating func reserve(_ transfer: InternalTransfer, payer: UnitIndex) -> [ClaimedPart] {
    let key = Key(unit: payer, measure: transfer.measure)
    var all = booked[key] ?? collect(key)
    let under = all.indices.filter {
      transfer.subject.covers(all[$0].code) && all[$0].fen != 0
        && (all[$0].fen < 0) == (transfer.fen < 0)
    }
    let own = under.filter { all[$0].fund == transfer.fund }
    let places = own.isEmpty ? under.filter { all[$0].fund == .unstated } : own
    let open = places.map { all[$0].fen }
    let sum = open.reduce(0, +)
    let fen = transfer.fen < 0 ? max(sum, transfer.claimedFen) : min(sum, transfer.claimedFen)
    let shares = LargestRemainder.shares(of: fen, among: open)
    defer { booked[key] = all }
    return zip(places, shares).map { place, share in
      all[place] = all[place].with(fen: all[place].fen - share)
      return all[place].with(fen: share)
    }
  }

  /// What the unit's lines have booked without naming another unit, by subject, fund and kind.
  private func collect(_ key: Key) -> [ClaimedPart] {
    guard let place = tree.place(of: key.unit), tree.nodes[place].isLeaf,
      let source = counted.sources(of: key.unit, in: tree.year)[key.measure]
    else { return [] }
    var booked: [ClaimedPart] = []
    counted.accepted.forEachTotal(of: source) { _, total in
      guard total.axis == .functional else { return }
      for (kind, fen) in total.kinds(key.measure) where fen != 0 {
        booked.append(
          ClaimedPart(code: SubjectCode(rank: total.code), fund: total.fund, kind: kind, fen: fen))
      }
    }
    let named = (named[key] ?? []).reduce(into: [Booking: Int64]()) {
      $0[Booking($1), default: 0] += $1.fen
    }
    return booked.compactMap { part in
      let fen = part.fen - (named[Booking(part)] ?? 0)
      return fen == 0 ? nil : part.with(fen: fen)
    }
  }
}

/// What is one sum of a unit's leaf totals.
struct Booking: Hashable {
  let code: SubjectCode
  let fund: FundType
  let kind: ExpenditureKind

  init(_ part: ClaimedPart) { (code, fund, kind) = (part.code, part.fund, part.kind) }
}

extension ClaimedPart {
  /// The same subject, fund and kind with another amount.
  fileprivate func with(fen: Int64) -> ClaimedPart {
    ClaimedPart(code: code, fund: fund, kind: kind, fen: fen)
  }
}

extension LeafTotal {
  /// The amount of a measure, that of the actual by kind.
  fileprivate func kinds(_ measure: Measure) -> [(kind: ExpenditureKind, fen: Int64)] {
    switch measure {
    case .initialBudget: [(.unstated, initial)]
    case .finalBudget: [(.unstated, final)]
    case .actual: [(.basic, basic), (.project, project), (.unstated, actual - basic - project)]
    }
  }
}
