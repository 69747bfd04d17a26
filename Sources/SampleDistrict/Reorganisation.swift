import BudgetDomain

/// One row of crosswalk.csv; null shares are unknown.
struct CodeChange: Sendable {
  var from: String
  var to: String
  var year: Int
  var share: (numerator: Int64, denominator: Int64)?
  var kind = "split"
}

/// One row of unit_succession.csv.
struct UnitChange: Sendable {
  var from: String
  var to: String
  var year: Int
  var kind: UnitSuccession.Kind
  var share: (numerator: Int64, denominator: Int64)
}

/// What the bureau's lists say of codes that are divided and units that come and go: the figures of
/// years before stand elsewhere in the newest year. What units file does not depend on it.
struct Reorganisation: Sendable {
  let codes: [CodeChange]
  let units: [UnitChange]

  init(_ tree: DistrictTree, _ years: ClosedRange<Int>) {
    codes = years.count > 1 ? Self.codes(in: years.upperBound) : []
    units = tree.leaves.flatMap { Self.changes(of: $0, in: tree, years) }
  }

  /// A code whose shares are known, and one of which nobody knows how it was divided. Codes that
  /// are only renamed stand in the shipped list.
  private static func codes(in year: Int) -> [CodeChange] {
    [
      CodeChange(from: "2010350", to: "2010350", year: year, share: (4, 5)),
      CodeChange(from: "2010350", to: "2010399", year: year, share: (1, 5)),
      CodeChange(from: "2120501", to: "2120501", year: year),
      CodeChange(from: "2120501", to: "2120399", year: year),
    ]
  }

  /// Who is closed is merged into a neighbour, who is founded is split off from one.
  private static func changes(
    of unit: Unit, in tree: DistrictTree, _ years: ClosedRange<Int>
  ) -> [UnitChange] {
    let neighbour = tree.leaves.first {
      $0.parentCode == unit.parentCode && $0.code != unit.code && $0.validTo == nil
        && $0.validFrom < years.lowerBound
    }
    guard let neighbour else { return [] }
    if let last = unit.validTo, years.contains(last) {
      return [
        UnitChange(from: unit.code, to: neighbour.code, year: last + 1, kind: .merge, share: (1, 1))
      ]
    }
    guard years.dropFirst().contains(unit.validFrom) else { return [] }
    return [
      UnitChange(
        from: neighbour.code, to: neighbour.code, year: unit.validFrom, kind: .split,
        share: (9, 10)),
      UnitChange(
        from: neighbour.code, to: unit.code, year: unit.validFrom, kind: .split, share: (1, 10)),
    ]
  }
}
