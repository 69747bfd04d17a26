import BudgetDomain
import Testing

@Suite struct CommonAncestorsTests {
  /// Every pair of nodes of random trees, against a climb from both.
  @Test(arguments: UInt64(1)...60)
  func equalsAClimb(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 0...40, using: &random)
    let rows = (0..<count).map { unit in
      let parent = unit % 3 == 0 ? nil : Int.random(in: 0..<unit, using: &random)
      return UnitRow(
        code: String(1_000 + unit), validity: Validity(from: 2000, to: nil), name: "",
        parent: parent.map { String(1_000 + $0) }, type: nil)
    }
    let tree = try UnitTree(
      year: FiscalYear(2023), units: UnitDirectory(rows: rows, submitting: []))
    let ancestors = CommonAncestors(tree)
    func path(_ place: Int) -> [Int] {
      var path = [place]
      while let parent = tree.nodes[path[path.count - 1]].parent { path.append(parent) }
      return path
    }
    for first in tree.nodes.indices {
      for second in tree.nodes.indices {
        let under = Set(path(first))
        #expect(
          ancestors.place(above: first, and: second) == path(second).first { under.contains($0) })
      }
    }
  }
}
