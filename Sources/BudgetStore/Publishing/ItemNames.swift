internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// The names that the lists of a year give to the codes published in it.
struct ItemNames {
  /// A code and fund whose name stands in the volume already.
  struct Named: Hashable {
    let item: Int32
    let fund: String
  }

  private let summary: Summary
  private let numbers: NumberDictionary
  private let year: FiscalYear

  init(_ summary: Summary, _ numbers: NumberDictionary, year: FiscalYear) {
    self.summary = summary
    self.numbers = numbers
    self.year = year
  }

  /// Writes the names of the codes that have a cell.
  ///
  /// - Parameter isPublished: By key, whether a cell was published under it.
  func write(
    of isPublished: [Bool], besides named: Set<Named> = [], on connection: borrowing Connection
  ) throws {
    let reference = summary.validated.batch.reference
    try connection.copyIn(.copyItemNames) { writer in
      for key in isPublished.indices where isPublished[key] {
        let keyed = KeyedCell(key: Int32(key), cell: Cell(), prior: nil)
        let item = summary.items.items[keyed.item]
        let list = item.axis == .economic ? reference.economic : reference.functional
        let listed = item.subject.flatMap { list.name(of: $0, fund: keyed.fund, in: year) }
        let number = numbers.items[keyed.item]
        guard let name = item.shownName ?? listed,
          !named.contains(Named(item: number, fund: keyed.fund.name))
        else { continue }
        try writer.beginRow(fieldCount: 3)
        try writer.append(int32: number)
        try writer.append(text: keyed.fund.name)
        try writer.append(text: name)
      }
    }
  }
}

extension Item {
  /// The name of the marks, which no list holds.
  var shownName: String? {
    switch code {
    case "*": "合计"
    case "?": "无法识别的科目"
    default: nil
    }
  }
}
