import BudgetDomain

/// Plants many slips of every cause, each in a final account of its own, at a random figure.
///
/// It knows nothing of what rules find: it goes forward from the right number, as a person would,
/// and a slip that nobody can see is planted like any other.
struct CausePlanter {
  private let seed: UInt64
  private let count: Int
  private var used: Set<UnitYear> = []
  private var usedControlTotals: Set<UnitYear> = []

  /// - Parameter count: Slips of each cause.
  init(_ seed: UInt64, count: Int) {
    self.seed = seed
    self.count = count
  }

  private struct UnitYear: Hashable {
    let unit: String
    let year: Int
  }

  /// Changes the district's books and says what was changed, cause by cause in turn; a district
  /// that is too small gets fewer.
  consuming func plant(in district: inout DistrictBooks) -> [CauseSlip] {
    var free = candidates(in: district)
    var slips: [CauseSlip] = []
    for turn in 0..<count {
      for cause in Cause.allCases {
        guard let slip = plant(cause, turn, in: &district, &free) else { continue }
        slips.append(slip)
      }
    }
    return slips
  }

  private mutating func plant(
    _ cause: Cause, _ turn: Int, in district: inout DistrictBooks, _ free: inout [Int]
  ) -> CauseSlip? {
    var dice = Dice(seed, "cause", cause.rawValue, year: turn)
    for (position, index) in free.enumerated() {
      let header = district.books[index].header
      guard isApart(header, in: district) else { continue }
      let prior = district.books.first {
        $0.header.unitCode == header.unitCode && $0.header.year == header.year - 1
          && $0.header.kind == .finalAccount
      }
      let exact =
        cause == .unitScale ? district.exactAccount(of: header.unitCode, header.year) : nil
      guard let place = district.books[index].plant(cause, prior: prior, exact: exact, &dice)
      else { continue }
      used.insert(UnitYear(unit: header.unitCode, year: header.year))
      usedControlTotals.formUnion(controlTotal(over: header, in: district).map { [$0] } ?? [])
      free.remove(at: position)
      return CauseSlip(
        cause: cause, year: header.year, unitCode: header.unitCode, submissionID: header.id,
        place: place)
    }
    return nil
  }

  /// No slip in the same book, in the books before and after, which quote it, or under the same
  /// control total: what is found then speaks of one slip.
  private func isApart(_ header: FiledHeader, in district: DistrictBooks) -> Bool {
    let near = [-1, 0, 1].map { UnitYear(unit: header.unitCode, year: header.year + $0) }
    guard used.isDisjoint(with: near) else { return false }
    return controlTotal(over: header, in: district).map { !usedControlTotals.contains($0) } ?? true
  }

  private func controlTotal(over header: FiledHeader, in district: DistrictBooks) -> UnitYear? {
    let unit = district.tree.units.first { $0.code == header.unitCode }
    guard unit?.standsUnderControlTotal == true else { return nil }
    return UnitYear(unit: String(header.unitCode.prefix(3)), year: header.year)
  }

  /// Final accounts of leaves that were filed once, in a random order.
  private func candidates(in district: DistrictBooks) -> [Int] {
    let leaves = Set(district.tree.leaves.map(\.code))
    let accounts = district.books.indices.filter {
      let header = district.books[$0].header
      return header.kind == .finalAccount && leaves.contains(header.unitCode)
    }
    let filings = Dictionary(grouping: accounts) {
      UnitYear(unit: district.books[$0].header.unitCode, year: district.books[$0].header.year)
    }
    var alone = filings.values.filter { $0.count == 1 }.flatMap(\.self).sorted()
    var dice = Dice(seed, "order of the books")
    for last in alone.indices.dropFirst().reversed() {
      alone.swapAt(last, Int(dice.pick(0...Int64(last))))
    }
    return alone
  }
}
