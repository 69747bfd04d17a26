internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// The lasting numbers of units and codes in the store, for one run's units and codes.
///
/// A unit keeps its number and its block for ever, so that one number finds it in every year's
/// tiles; new ones are added in the order of the newest tree, which keeps neighbours together.
struct NumberDictionary: Sendable {
  /// A unit's number and block.
  struct UnitNumber: Sendable {
    let id: Int32
    let block: Int32
  }

  /// By unit of the run.
  let units: [UnitNumber?]
  /// By code: every unit that was ever published.
  let byCode: [String: UnitNumber]
  /// The district's number and block.
  let district: UnitNumber
  /// By code of the run: its number.
  let items: [Int32]

  private static let leavesPerBlock = 64
  /// Groups are dense, so fewer of them fill a block.
  private static let groupsPerBlock = 16

  init(_ summary: Summary, on connection: borrowing Connection) throws {
    let validated = summary.validated
    let codes = validated.batch.reference.units.codes
    let known = try Self.units(on: connection)
    try Self.number(validated, known: known, on: connection)
    let numbers = try Self.units(on: connection)
    byCode = numbers
    units = codes.map { numbers[$0] }
    district = numbers["*"] ?? UnitNumber(id: 0, block: 0)
    items = try Self.items(summary.items.items, on: connection)
  }

  /// The number of a unit in a year's tree, or of the district.
  func number(of node: UnitTree.Node) -> UnitNumber {
    node.unit.flatMap { units[$0] } ?? district
  }

  private static func units(on connection: borrowing Connection) throws -> [String: UnitNumber] {
    var numbers: [String: UnitNumber] = [:]
    for row in try connection.run(.listUnitNumbers) {
      numbers[try row.text(1)] = UnitNumber(
        id: Int32(clamping: try row.int(0)), block: Int32(clamping: try row.int(2)))
    }
    return numbers
  }

  private static func number(
    _ validated: ValidatedBatch, known: [String: UnitNumber],
    on connection: borrowing Connection
  ) throws {
    var seen = Set(known.keys)
    var nextBlock = Int64((known.values.map(\.block).max() ?? -1) + 1)
    var leaves: [String] = []
    var groups: [String] = []
    let codes = validated.batch.reference.units.codes
    // Restated figures stand with the units of the newest year, whether or not it is read.
    let trees = validated.batch.years.reversed().map { validated.trees[$0] }
    for tree in [validated.newestTree] + trees {
      for node in tree?.nodes ?? [] {
        guard let unit = node.unit, seen.insert(codes[unit]).inserted else { continue }
        if node.isLeaf { leaves.append(codes[unit]) } else { groups.append(codes[unit]) }
      }
    }
    var names: [String] = []
    var blocks: [Int64] = []
    func add(_ units: [String], perBlock: Int) {
      for (place, unit) in units.enumerated() {
        names.append(unit)
        blocks.append(nextBlock + Int64(place / perBlock))
      }
      nextBlock += Int64((units.count + perBlock - 1) / perBlock)
    }
    if !seen.contains("*") { add(["*"], perBlock: 1) }
    add(leaves, perBlock: leavesPerBlock)
    add(groups, perBlock: groupsPerBlock)
    guard !names.isEmpty else { return }
    try connection.run(.numberUnits, [.textArray(names), .intArray(blocks)])
  }

  private static func items(
    _ items: [Item], on connection: borrowing Connection
  ) throws -> [Int32] {
    try connection.run(
      .numberItems,
      [
        .textArray(items.map(\.axis.name)), .textArray(items.map(\.code)),
        .intArray(items.map { Int64($0.level) }), .intArray(items.map { Int64($0.tile) }),
      ])
    var numbers: [Axis: [String: Int32]] = [:]
    for row in try connection.run(.listItemNumbers) {
      guard let axis = Axis(name: try row.text(1)) else { continue }
      numbers[axis, default: [:]][try row.text(2)] = Int32(clamping: try row.int(0))
    }
    return items.map { numbers[$0.axis]?[$0.code] ?? 0 }
  }
}

extension Axis {
  /// The word in `store.item`.
  var name: String {
    switch self {
    case .functional: "functional"
    case .economic: "economic"
    case .project: "project"
    case .income: "income"
    case .figure: "figure"
    }
  }

  /// Reads the word of `store.item`.
  init?(name: String) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}

extension Item {
  /// The published `subject_level`; `?` stands among the 类, as its money does.
  var level: Int16 { Int16(subject?.level.digitCount ?? 0) }

  /// The tile of `store.subject_tile` that the code's cells lie in: one level a tile, and 项 by
  /// their 类, so that one subject or one level opens few tiles.
  var tile: Int32 {
    guard axis == .functional, let subject else { return 0 }
    let category = Int32(subject.category.description) ?? 0
    return switch subject.level {
    case .all: 0
    case .category: 1
    case .section: 2 + category % 4
    case .item: category
    }
  }
}

/// What the writer needs to know of a code for every cell: numbers only, nothing to retain.
struct PublishedItem {
  let id: Int32
  let axis: Axis
  let level: Int16
  let tile: Int32
  /// Whether it is `*` of the functional axis, whose cells are the units' totals.
  let isGrandTotal: Bool

  init(_ item: Item, id: Int32) {
    self.id = id
    axis = item.axis
    level = item.level
    tile = item.tile
    isGrandTotal = item.axis == .functional && item.subject == .all
  }
}
