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

  /// Takes in one cell of the unit whose code has the fingerprint `unit`: what is published of it.
  mutating func add(_ keyed: KeyedCell, item: Int, axis: Axis, unit: ContentDigest) {
    let cell = keyed.cell
    var member = unit
    member.append(items[item])
    member.append(UInt64(keyed.fund.rawValue))
    member.append(cell.initial)
    member.append(cell.final)
    member.append(cell.actual)
    member.append(keyed.prior ?? .min)
    member.append(Int64(cell.unitCount))
    if axis == .functional { Self.append(subject: cell, to: &member) }
    let stated = axis == .functional ? cell.stated : cell.stated.intersection(.side)
    member.append(UInt64(stated.rawValue))
    digest.add(member)
  }

  private static func append(subject cell: Cell, to member: inout ContentDigest) {
    member.append(Int64(cell.lineCount))
    member.append(cell.basic)
    member.append(cell.project)
    member.append(cell.directInitial)
    member.append(cell.directFinal)
    member.append(cell.directActual)
    member.append(cell.executionActual)
    member.append(cell.executionBudget)
    member.append(UInt64(cell.withoutInitial > 0 ? 1 : 0) | UInt64(cell.withoutFinal > 0 ? 2 : 0))
  }

  /// Takes in one row of coverage or one anomaly, as its published values.
  mutating func add(_ values: [String?]) {
    var member = ContentDigest()
    for value in values { member.append(value.map { ContentDigest($0) } ?? ContentDigest()) }
    digest.add(member)
  }
}
