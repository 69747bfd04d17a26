/// Answers in constant time which node of a tree is the lowest above two others.
///
/// The nodes of a `UnitTree` stand after all nodes under them. So of the nodes from one to right
/// before another, the highest is a child of the lowest that stands above both, and which one that
/// is can be looked up: for every run of 2^k nodes the highest is known. This is the tour of Bender
/// and Farach-Colton with a step for each node instead of each edge.
public struct CommonAncestors: Sendable {
  private let nodes: [UnitTree.Node]
  /// By k and first place: the place of the highest among 2^k nodes.
  private let highest: [[Int32]]

  /// Prepares a tree.
  ///
  /// - Complexity: O(*n* log *n*) in units, time and space.
  public init(_ tree: UnitTree) {
    nodes = tree.nodes
    var highest = [nodes.indices.map { Int32($0) }]
    var length = 1
    while length * 2 <= nodes.count {
      let half = highest[highest.count - 1]
      let row = (0...nodes.count - length * 2).map { first in
        let (left, right) = (half[first], half[first + length])
        return tree.nodes[Int(right)].depth < tree.nodes[Int(left)].depth ? right : left
      }
      highest.append(row)
      length *= 2
    }
    self.highest = highest
  }

  /// The place of the lowest node that both places are or stand under.
  ///
  /// - Complexity: O(1).
  public func place(above first: Int, and second: Int) -> Int {
    guard first != second else { return first }
    let (low, end) = (min(first, second), max(first, second))
    let exponent = Int.bitWidth - 1 - (end - low).leadingZeroBitCount
    let (left, right) = (
      Int(highest[exponent][low]), Int(highest[exponent][end - (1 << exponent)])
    )
    let child = nodes[right].depth < nodes[left].depth ? right : left
    // Only the district has no parent, and it comes last: never before another node.
    return nodes[child].parent ?? end
  }
}
