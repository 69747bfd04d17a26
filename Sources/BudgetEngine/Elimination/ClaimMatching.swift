import BudgetDomain

/// Sets what a payer says beside what the other side says, for one payer, payee and measure.
///
/// The other side is the payee's income lines or, where it has none, the register as far as it
/// names what lines name. Lines are taken before what only the register knows of, equal funds
/// before open ones: who states no fund leaves it open. What matches is spread over the lines in
/// proportion, by largest remainder, in the order of their subjects and numbers.
struct ClaimMatching {
  /// A transfer that the register knows of and no line names: it is looked for in what is booked.
  struct Found {
    let transfer: InternalTransfer
    /// What the payer has booked that it means.
    var parts: [ClaimedPart]
    /// What the payee says of it.
    var wordFen: Int64 = 0

    var bookedFen: Int64 { parts.reduce(0) { $0 + $1.fen } }
    var eliminatedFen: Int64 { parts.reduce(0) { $0 + $1.eliminatedFen } }
  }

  /// What only the other side says.
  struct Excess {
    let code: SubjectCode
    let fund: FundType
    let fen: Int64
  }

  private(set) var lines: [ClaimedPart]
  private(set) var found: [Found] = []
  private(set) var excesses: [Excess] = []
  /// What the other side says altogether; nil where it says nothing.
  private(set) var wordFen: Int128?
  /// What the payer's side says altogether; nil where it says nothing.
  var payerFen: Int128? {
    guard !lines.isEmpty || !found.isEmpty else { return nil }
    return lines.reduce(Int128(0)) { $0 + Int128($1.fen) }
      + found.reduce(Int128(0)) { $0 + Int128($1.transfer.claimedFen) }
  }

  /// Matches claims; nothing is taken out of sums yet.
  init(_ claims: Claims, payer: UnitIndex, in booked: inout BookedMoney) {
    lines = claims.lines
    var confirmed: [(transfer: InternalTransfer, lines: [Int])] = []
    var free = Array(lines.indices)
    // The lowest subjects first: the transfer of a 类 has no lines that one of its 项 names.
    let registered = claims.registered.sorted {
      ($1.subject.level.rawValue, $0.subject, $0.fund.rawValue)
        < ($0.subject.level.rawValue, $1.subject, $1.fund.rawValue)
    }
    for transfer in registered {
      let under = free.filter { transfer.subject.covers(lines[$0].code) }
      let own = under.filter { lines[$0].fund == transfer.fund }
      let named = own.isEmpty ? under.filter { lines[$0].fund == .unstated } : own
      if named.isEmpty {
        let parts = booked.reserve(transfer, payer: payer)
        found.append(Found(transfer: transfer, parts: parts))
      } else {
        let taken = Set(named)
        free.removeAll { taken.contains($0) }
        confirmed.append((transfer, named))
      }
    }
    found.sort {
      ($0.transfer.subject, $0.transfer.fund.rawValue) < (
        $1.transfer.subject, $1.transfer.fund.rawValue
      )
    }
    if claims.income.isEmpty {
      for (transfer, named) in confirmed { match(transfer, with: named) }
    } else {
      matchIncome(claims.income)
    }
  }

  /// The register's word for lines that it names too.
  private mutating func match(_ transfer: InternalTransfer, with named: [Int]) {
    wordFen = (wordFen ?? 0) + Int128(transfer.claimedFen)
    let rest = transfer.claimedFen - say(transfer.claimedFen, of: named)
    guard rest != 0 else { return }
    excesses.append(Excess(code: transfer.subject, fund: transfer.fund, fen: rest))
  }

  /// The payee's word for lines, then for what the register knows of.
  private mutating func matchIncome(_ income: [FundType: Int64]) {
    wordFen = income.values.reduce(Int128(0)) { $0 + Int128($1) }
    var left = income
    let stated = FundType.allCases.filter { $0 != .all && $0 != .unstated }
    var order = FundType.allCases.filter { $0 != .all }.map { (own: $0, other: $0) }
    order += stated.map { (own: $0, other: .unstated) } + stated.map { (own: .unstated, other: $0) }
    for (own, other) in order {
      guard var fen = left[other], fen != 0 else { continue }
      fen -= say(fen, of: lines.indices.filter { lines[$0].fund == own })
      for place in found.indices where found[place].transfer.fund == own {
        let open = found[place].transfer.claimedFen - found[place].wordFen
        let word = Self.common(open, fen)
        found[place].wordFen += word
        fen -= word
      }
      left[other] = fen
    }
    for fund in FundType.allCases {
      guard let fen = left[fund], fen != 0 else { continue }
      excesses.append(Excess(code: .all, fund: fund, fen: fen))
    }
  }

  /// Spreads what the other side says over lines, as far as they are open.
  ///
  /// - Returns: How much found its place.
  private mutating func say(_ fen: Int64, of places: [Int]) -> Int64 {
    let open = places.map { lines[$0].fen - lines[$0].wordFen }
    let word = Self.common(open.reduce(0, +), fen)
    for (place, share) in zip(places, LargestRemainder.shares(of: word, among: open)) {
      lines[place].wordFen += share
    }
    return word
  }

  /// What two amounts have in common: the smaller one, if they have the same sign.
  private static func common(_ first: Int64, _ second: Int64) -> Int64 {
    if first > 0, second > 0 { return min(first, second) }
    return first < 0 && second < 0 ? max(first, second) : 0
  }

  /// What is taken out, one part for each subject, fund and kind that the payer has booked: where
  /// the money is divided later, each part is divided as a whole.
  var eliminated: [ClaimedPart] {
    var places: [Booking: Int] = [:]
    var parts: [ClaimedPart] = []
    for part in lines + found.flatMap(\.parts) where part.eliminatedFen != 0 {
      let booking = Booking(part)
      if let place = places[booking] {
        parts[place].eliminatedFen += part.eliminatedFen
      } else {
        places[booking] = parts.count
        parts.append(part)
      }
    }
    return parts.filter { $0.eliminatedFen != 0 }
  }

  /// Takes out what both sides say, or what one of them says where that is enough; of what no line
  /// names, as much as is booked.
  mutating func eliminate(isOneSided: Bool) {
    for place in lines.indices {
      lines[place].eliminatedFen = isOneSided ? lines[place].fen : lines[place].wordFen
    }
    for place in found.indices {
      let said = isOneSided ? found[place].transfer.claimedFen : found[place].wordFen
      let fen = Self.common(said, found[place].bookedFen)
      let shares = LargestRemainder.shares(of: fen, among: found[place].parts.map(\.fen))
      for (part, share) in zip(found[place].parts.indices, shares) {
        found[place].parts[part].eliminatedFen = share
      }
    }
  }
}
