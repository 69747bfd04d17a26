internal import BudgetDomain
internal import BudgetEngine

/// The fingerprint of a year's published content, by value: cells, coverage and anomalies as sets,
/// without numbers, times or statuses.
struct CellDigest {
  private(set) var digest = ContentDigest()
  private let items: [ContentDigest]

  init(_ items: [Item]) {
    self.items = items.map { item in
      var digest = ContentDigest(item.axis.name)
      digest.append(ContentDigest(item.code))
      return digest
    }
  }

  /// Takes in one cell of the unit whose code has the fingerprint `unit`.
  mutating func add(_ keyed: KeyedCell, item: Int, fund: FundType, unit: ContentDigest) {
    let cell = keyed.cell
    var member = unit
    member.append(items[item])
    member.append(UInt64(fund.rawValue) << 8 | UInt64(cell.stated.rawValue))
    member.append(cell.initial)
    member.append(cell.final)
    member.append(cell.actual)
    member.append(cell.basic)
    member.append(cell.project)
    member.append(cell.directInitial)
    member.append(cell.directFinal)
    member.append(cell.directActual)
    member.append(cell.executionActual)
    member.append(cell.executionBudget)
    member.append(
      UInt64(UInt32(bitPattern: cell.unitCount)) << 32 | UInt64(UInt32(bitPattern: cell.lineCount)))
    member.append(UInt64(cell.withoutInitial > 0 ? 1 : 0) | UInt64(cell.withoutFinal > 0 ? 2 : 0))
    member.append(keyed.prior ?? .min)
    digest.add(member)
  }

  /// Takes in one row of coverage or one anomaly, as its published values.
  mutating func add(_ values: [String?]) {
    var member = ContentDigest()
    for value in values { member.append(value.map { ContentDigest($0) } ?? ContentDigest()) }
    digest.add(member)
  }
}
