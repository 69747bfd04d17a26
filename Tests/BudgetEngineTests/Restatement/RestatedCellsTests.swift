import Testing

@testable import BudgetEngine

/// Restated cells come out as a dictionary would have added them up, in order.
@Suite struct RestatedCellsTests {
  /// Units and groups that get cells once, several times and never.
  @Test(arguments: 1...50)
  func areAddedUpByNodeAndKey(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let isLeaf = (0..<12).map { _ in Bool.random(using: &generator) }
    var cells = RestatedCells(isLeaf: isLeaf)
    var naive = [[Int32: Int64]](repeating: [:], count: isLeaf.count)
    for _ in 0..<Int.random(in: 0..<40, using: &generator) {
      let node = Int.random(in: 0..<isLeaf.count - 1, using: &generator)
      let keys = (0..<Int32(30)).filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }
      let unit = keys.map { key in
        var cell = Cell()
        cell.actual = Int64.random(in: -99...99, using: &generator)
        return KeyedCell(key: key, cell: cell, prior: nil)
      }
      for keyed in unit { naive[node][keyed.key, default: 0] += keyed.cell.actual }
      cells.add(unit, to: node)
    }
    cells.finish()
    for node in isLeaf.indices {
      #expect(cells[node].map(\.key) == naive[node].keys.sorted())
      #expect(cells[node].map(\.cell.actual) == naive[node].sorted { $0.key < $1.key }.map(\.value))
    }
  }
}
