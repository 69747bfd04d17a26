internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// The functional cells of a year by peer group (行政, 参公, 事业 …) instead of by parent.
struct UnitTypeCells {
  private let summary: Summary
  private let year: FiscalYear
  private let functionalEnd: Int32
  private var types: [String: CellAccumulator] = [:]

  init(_ summary: Summary, year: FiscalYear) {
    self.summary = summary
    self.year = year
    // The functional axis comes first, as one range of keys.
    functionalEnd = Int32(
      summary.items.items.prefix { $0.axis == .functional }.count * KeyedCell.fundCount)
  }

  /// Adds the cells of a unit without children, but not those that only remember money of the
  /// year before: nobody states anything there.
  mutating func add(_ cells: [KeyedCell], of node: UnitTree.Node) {
    guard let unit = node.unit else { return }
    let type = summary.validated.batch.reference.units.row(of: unit, in: year)?.type ?? "?"
    types[type, default: CellAccumulator(keyCount: summary.keyCount)]
      .add(cells, below: functionalEnd)
  }

  /// Writes the rows of `store.unit_type_cell`, by type and key.
  func write(on connection: borrowing Connection, numbers: NumberDictionary) throws {
    try connection.copyIn(.copyUnitTypeCells) { writer in
      for (type, var cells) in types.sorted(by: { $0.key < $1.key }) {
        for keyed in cells.sortedCells() {
          let cell = keyed.cell
          try writer.beginRow(fieldCount: 7)
          try writer.append(text: type)
          try writer.append(int32: numbers.items[keyed.item])
          try writer.append(text: keyed.fund.name)
          try writer.append(int64: cell.stated.contains(.initial) ? cell.initial : nil)
          try writer.append(int64: cell.stated.contains(.final) ? cell.final : nil)
          try writer.append(int64: cell.stated.contains(.actual) ? cell.actual : nil)
          try writer.append(int32: cell.unitCount)
        }
      }
    }
  }
}
