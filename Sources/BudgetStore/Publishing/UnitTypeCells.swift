internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// The functional cells of a year by peer group (行政, 参公, 事业 …) instead of by parent.
struct UnitTypeCells {
  private let summary: Summary
  private let year: FiscalYear
  private var types: [String: [Int32: Cell]] = [:]

  init(_ summary: Summary, year: FiscalYear) {
    self.summary = summary
    self.year = year
  }

  /// Adds the cells of a unit without children.
  mutating func add(_ cells: [KeyedCell], of node: UnitTree.Node) {
    guard let unit = node.unit else { return }
    let type = summary.validated.batch.reference.units.row(of: unit, in: year)?.type ?? "?"
    for keyed in cells where summary.item(of: keyed.key).axis == .functional {
      types[type, default: [:]][keyed.key, default: Cell()].add(keyed.cell)
    }
  }

  /// Writes the rows of `store.unit_type_cell`, by type and key.
  func write(on connection: borrowing Connection, numbers: NumberDictionary) throws {
    try connection.copyIn(.copyUnitTypeCells) { writer in
      for (type, cells) in types.sorted(by: { $0.key < $1.key }) {
        for (key, cell) in cells.sorted(by: { $0.key < $1.key }) {
          try writer.beginRow(fieldCount: 7)
          try writer.append(text: type)
          try writer.append(int32: numbers.items[Int(key) / FundType.allCases.count])
          try writer.append(text: summary.fund(of: key).name)
          try writer.append(int64: cell.stated.contains(.initial) ? cell.initial : nil)
          try writer.append(int64: cell.stated.contains(.final) ? cell.final : nil)
          try writer.append(int64: cell.stated.contains(.actual) ? cell.actual : nil)
          try writer.append(int32: cell.unitCount)
        }
      }
    }
  }
}
