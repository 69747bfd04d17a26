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
      cells.add(unit[...], to: node)
    }
    cells.finish()
    for node in isLeaf.indices {
      #expect(cells[node].map(\.key) == naive[node].keys.sorted())
      #expect(cells[node].map(\.cell.actual) == naive[node].sorted { $0.key < $1.key }.map(\.value))
    }
  }

  /// More cells than are kept side by side, and a unit with more than that.
  @Test func manyStayWhereTheyAre() {
    let counts = [700, 5_000, 0, 3_000, 4_096, 1]
    var cells = RestatedCells(isLeaf: counts.map { _ in true })
    func unit(_ node: Int) -> [KeyedCell] {
      (0..<counts[node]).map { key in
        var cell = Cell()
        cell.actual = Int64(node * 10_000 + key)
        return KeyedCell(key: Int32(key), cell: cell, prior: nil)
      }
    }
    for node in counts.indices { cells.add(unit(node)[...], to: node) }
    cells.add(unit(0)[5...], to: 0)
    cells.finish()
    for node in counts.indices.dropFirst() {
      #expect(cells[node].map(\.cell.actual) == unit(node).map(\.cell.actual))
    }
    #expect(cells[0].map(\.cell.actual) == (0..<700).map { $0 < 5 ? $0 : 2 * $0 })
  }
}
