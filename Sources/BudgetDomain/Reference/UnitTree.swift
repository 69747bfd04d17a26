/// The tree of one year: which unit stood under which, with the district `*` above all.
public struct UnitTree: Sendable {
  /// One unit of the year's tree.
  public struct Node: Sendable {
    /// The unit; nil for the district as a whole.
    public let unit: UnitIndex?
    /// The place of the parent in `nodes`; nil for the district.
    public internal(set) var parent: Int?
    /// How many units stand above it; 0 for the district.
    public let depth: Int
    /// Whether no unit stands under it: only such units' money is consolidated.
    public let isLeaf: Bool
  }

  /// The code of the district as a whole, which stands above every unit.
  public static let district = "*"

  /// The year whose list this is.
  public let year: FiscalYear
  /// Every unit after all units under it, siblings by code; the district comes last.
  public let nodes: [Node]
  /// Units whose parent is not in the year's list; they stand right under the district.
  public let orphans: [UnitIndex]
  private let places: [Int32]

  /// Builds the tree from the rows that hold in `year`.
  ///
  /// - Throws: `DomainError.cyclicUnitTree` with the path of the cycle.
  public init(year: FiscalYear, units: UnitDirectory) throws(DomainError) {
    // The district is no unit: a row of its code says nothing, and what it files is excluded.
    let rows = units.codes.indices.map {
      units.codes[$0] == Self.district ? nil : units.row(of: $0, in: year)
    }
    var children = [[UnitIndex]](repeating: [], count: rows.count)
    var tops: [UnitIndex] = []
    var orphans: [UnitIndex] = []
    for (unit, row) in rows.enumerated() {
      guard let row else { continue }
      guard let parentCode = row.parent, !parentCode.isEmpty, parentCode != Self.district else {
        tops.append(unit)
        continue
      }
      if let parent = units.index(of: parentCode), rows[parent] != nil {
        children[parent].append(unit)
      } else {
        orphans.append(unit)
        tops.append(unit)
      }
    }
    let walk = PostOrder(tops: tops, children: children)
    let listed = rows.count { $0 != nil }
    if walk.nodes.count - 1 != listed {
      throw .cyclicUnitTree(year: year, path: Self.cycle(in: rows, units: units))
    }
    self.year = year
    self.orphans = orphans
    nodes = walk.nodes
    var places = [Int32](repeating: -1, count: rows.count)
    for (place, node) in nodes.enumerated() {
      if let unit = node.unit { places[unit] = Int32(place) }
    }
    self.places = places
  }

  /// Where a unit stands in `nodes`; nil where it is not in this year's list.
  public func place(of unit: UnitIndex) -> Int? {
    places[unit] < 0 ? nil : Int(places[unit])
  }

  /// Follows parents from the first unit that never reaches the top until a unit comes again.
  private static func cycle(in rows: [UnitRow?], units: UnitDirectory) -> [String] {
    // The start from which a unit was seen; a unit seen from an earlier one leads to the top.
    var seenFrom = [UnitIndex?](repeating: nil, count: rows.count)
    for start in rows.indices where rows[start] != nil {
      var path: [UnitIndex] = []
      var next: UnitIndex? = start
      while let unit = next, seenFrom[unit].map({ $0 == start }) ?? true {
        if seenFrom[unit] == start, let first = path.firstIndex(of: unit) {
          return (path[first...] + [unit]).map { units.codes[$0] }
        }
        seenFrom[unit] = start
        path.append(unit)
        next = rows[unit]?.parent.flatMap(units.index(of:)).flatMap { rows[$0] == nil ? nil : $0 }
      }
    }
    return []
  }
}

/// An iterative walk, because a tree from a bureau's own table may be deeper than the stack.
private struct PostOrder {
  var nodes: [UnitTree.Node] = []

  init(tops: [UnitIndex], children: [[UnitIndex]]) {
    var open: [(unit: UnitIndex, nextChild: Int)] = []
    /// Finished nodes that still wait for their parent, by depth.
    var waiting: [[Int]] = [[], []]
    func finish(_ unit: UnitIndex?, depth: Int, into nodes: inout [UnitTree.Node]) {
      for child in waiting[depth + 1] { nodes[child].parent = nodes.count }
      waiting[depth + 1].removeAll(keepingCapacity: true)
      waiting[depth].append(nodes.count)
      let isLeaf = unit.map { children[$0].isEmpty } ?? false
      nodes.append(UnitTree.Node(unit: unit, parent: nil, depth: depth, isLeaf: isLeaf))
    }
    for top in tops {
      open.append((top, 0))
      while let (unit, nextChild) = open.last {
        while waiting.count <= open.count + 1 { waiting.append([]) }
        if nextChild < children[unit].count {
          open[open.count - 1].nextChild += 1
          open.append((children[unit][nextChild], 0))
        } else {
          finish(unit, depth: open.count, into: &nodes)
          open.removeLast()
        }
      }
    }
    finish(nil, depth: 0, into: &nodes)
  }
}
