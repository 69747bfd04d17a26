/// The units of a table in the order of print: each group right before its units, by code.
public struct UnitOutline: Sendable {
  /// One unit or group.
  public struct Entry: Sendable {
    /// Its code; `*` for the whole district.
    public let code: String
    /// The place of the group it stands in; nil for the one at the top.
    public let parent: Int?
    /// How many groups it stands in.
    public let depth: Int
  }

  /// The top, then all below it.
  public let entries: [Entry]
  /// The place of each code.
  public let places: [String: Int]

  /// The units at and below one.
  ///
  /// - Parameter top: `*` for all.
  /// - Parameter units: The tree of a year, each code once; one whose group is not in it stands at
  ///   the top of the district, as it does in the published figures.
  public init(top: String, units: [(code: String, parent: String?)]) {
    let known = Set(units.map(\.code))
    let below = Dictionary(grouping: units) { unit in
      unit.parent.flatMap { known.contains($0) ? $0 : nil } ?? "*"
    }
    var entries: [Entry] = []
    var places: [String: Int] = [:]
    var waiting: [(code: String, parent: Int?, depth: Int)] = [(top, nil, 0)]
    while let (code, parent, depth) = waiting.popLast() {
      // A tree that runs in circles was refused by the night; here it merely ends.
      guard places[code] == nil else { continue }
      places[code] = entries.count
      let place = entries.count
      entries.append(Entry(code: code, parent: parent, depth: depth))
      let children = (below[code] ?? []).map(\.code).filter { $0 != "*" }
      for child in children.sorted(by: { $1.utf8.lexicographicallyPrecedes($0.utf8) }) {
        waiting.append((child, place, depth + 1))
      }
    }
    self.entries = entries
    self.places = places
  }
}
