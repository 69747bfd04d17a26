import Testing

@testable import BudgetDomain
@testable import BudgetEngine

/// Restated cells come out as a dictionary would have added them up, in order.
@Suite struct RestatedCellsTests {
  private static let itemCount = 5

  /// A random tree, children before parents: the parent of each node but the last.
  private static func nodes(_ random: inout SeededGenerator) -> [UnitTree.Node] {
    let count = Int.random(in: 2...14, using: &random)
    // Each node stands under the last one or under a later one that is open: depths of a walk.
    var depths = [0]
    while depths.count < count {
      depths.append(Int.random(in: 1...(depths[depths.count - 1] + 1), using: &random))
    }
    depths.reverse()
    return depths.indices.map { place in
      UnitTree.Node(
        unit: place == count - 1 ? nil : place,
        parent: depths[place...].firstIndex { $0 == depths[place] - 1 }, depth: depths[place],
        isLeaf: place == 0 || depths[place - 1] <= depths[place])
    }
  }

  private static func scope(_ nodes: [UnitTree.Node], _ random: inout SeededGenerator)
    -> ComparableScope
  {
    let codes = nodes.indices.map(String.init)
    return ComparableScope(
      isTouched: (0..<itemCount).map { _ in Bool.random(using: &random) },
      affected: Set(codes.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }), codes)
  }

  /// Units and groups that get cells once, several times and never, and lose some again.
  @Test(arguments: 1...200)
  func areAddedUpByNodeAndKey(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let nodes = Self.nodes(&random)
    let scope = Self.scope(nodes, &random)
    let keyCount = Self.itemCount * KeyedCell.fundCount
    var cells = RestatedCells(nodes, scope, keyCount: keyCount)
    var naive = [[Int32: Int64]](repeating: [:], count: nodes.count)
    func addNaively(_ keyed: KeyedCell, to node: Int) {
      var next: Int? = node
      while let place = next {
        if scope.isAffected[place] || scope.touches(keyed.item) {
          naive[place][keyed.key, default: 0] += keyed.cell.actual
        }
        next = nodes[place].parent
      }
    }
    for _ in 0..<Int.random(in: 0..<40, using: &random) {
      let node = Int.random(in: nodes.indices, using: &random)
      let unit = (0..<Int32(keyCount)).filter { _ in Bool.random(using: &random) }.map {
        KeyedCell(key: $0, cell: Self.cell(Int64.random(in: -99...99, using: &random)), prior: nil)
      }
      for keyed in unit { addNaively(keyed, to: node) }
      cells.add(unit[...], to: node)
      let out = KeyedCell(
        key: Int32.random(in: 0..<Int32(keyCount), using: &random),
        cell: Self.cell(Int64.random(in: -99...99, using: &random)), prior: nil)
      let from = Int.random(in: nodes.indices, using: &random)
      addNaively(out, to: from)
      cells.add(out.cell, on: out.key, to: from)
    }
    cells.finish()
    for node in nodes.indices {
      #expect(cells[node].map(\.key) == naive[node].keys.sorted())
      #expect(cells[node].map(\.cell.actual) == naive[node].sorted { $0.key < $1.key }.map(\.value))
    }
  }

  private static func cell(_ actual: Int64) -> Cell {
    var cell = Cell()
    cell.actual = actual
    return cell
  }

  /// More cells than are kept side by side, and a unit with more than that.
  @Test func manyStayWhereTheyAre() {
    let counts = [700, 5_000, 0, 3_000, 4_096, 1]
    let leaves = counts.indices.map {
      UnitTree.Node(unit: $0, parent: counts.count, depth: 1, isLeaf: true)
    }
    let nodes = leaves + [UnitTree.Node(unit: nil, parent: nil, depth: 0, isLeaf: false)]
    let codes = nodes.indices.map(String.init)
    let scope = ComparableScope(isTouched: [], affected: Set(codes), codes)
    var cells = RestatedCells(nodes, scope, keyCount: 5_000)
    func unit(_ node: Int) -> [KeyedCell] {
      (0..<counts[node]).map { key in
        KeyedCell(key: Int32(key), cell: Self.cell(Int64(node * 10_000 + key)), prior: nil)
      }
    }
    for node in counts.indices { cells.add(unit(node)[...], to: node) }
    cells.add(unit(0)[5...], to: 0)
    cells.finish()
    for node in counts.indices.dropFirst() {
      #expect(cells[node].map(\.cell.actual) == unit(node).map(\.cell.actual))
    }
    #expect(cells[0].map(\.cell.actual) == (0..<700).map { $0 < 5 ? $0 : 2 * $0 })
    #expect(cells[counts.count].count == 5_000)
  }
}
