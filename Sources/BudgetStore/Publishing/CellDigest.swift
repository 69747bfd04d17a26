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
  ///
  /// - Parameter eliminated: What was taken out of it there; nil for nothing.
  mutating func add(
    _ keyed: KeyedCell, item: Int, axis: Axis, unit: ContentDigest,
    eliminated: BudgetFigures<Int64>? = nil
  ) {
    digest.add(member(keyed, item: item, axis: axis, unit: unit, eliminated: eliminated))
  }

  /// Takes one cell out again.
  mutating func remove(
    _ keyed: KeyedCell, item: Int, axis: Axis, unit: ContentDigest,
    eliminated: BudgetFigures<Int64>? = nil
  ) {
    digest.remove(member(keyed, item: item, axis: axis, unit: unit, eliminated: eliminated))
  }

  private func member(
    _ keyed: KeyedCell, item: Int, axis: Axis, unit: ContentDigest,
    eliminated: BudgetFigures<Int64>?
  ) -> ContentDigest {
    let cell = keyed.cell
    let isSubject = axis == .functional
    let stated = isSubject ? cell.stated : cell.stated.intersection(.side)
    var words: InlineArray<16, Int64> = [
      Int64(keyed.fund.rawValue) << 32 | Int64(stated.rawValue), Int64(cell.unitCount),
      cell.initial, cell.final, cell.actual, keyed.prior ?? .min, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]
    if isSubject {
      words[6] = Int64(cell.lineCount)
      words[7] = (cell.withoutInitial > 0 ? 1 : 0) | (cell.withoutFinal > 0 ? 2 : 0)
      words[8] = cell.basic
      words[9] = cell.project
      words[10] = cell.directInitial
      words[11] = cell.directFinal
      words[12] = cell.directActual
      words[13] = cell.executionActual
      words[14] = cell.executionBudget
      words[15] = cell.eliminatedActual
    }
    var member = unit
    member.append(items[item])
    member.append(words.span.withUnsafeBytes { ContentDigest(bytes: $0) })
    if let eliminated {
      for measure in Measure.allCases { member.append(eliminated[measure]) }
    }
    return member
  }

  /// Takes in what else is published of the year.
  mutating func append(_ other: CellDigest) {
    digest.append(other.digest)
  }

  /// Takes in one row of coverage or one anomaly, as its published values.
  mutating func add(_ values: [String?]) {
    var member = ContentDigest()
    for value in values { member.append(value.map { ContentDigest($0) } ?? ContentDigest()) }
    digest.add(member)
  }
}
