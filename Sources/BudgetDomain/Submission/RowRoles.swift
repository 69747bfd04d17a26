/// Tells the rows that are amounts of their own from the totals and parts printed beside them.
///
/// Among the rows of one submission, section and form that state a measure, R is the *printed
/// total* of the rows whose code equals R's or has it as a prefix, when R's fund and kind each
/// equal theirs or are not stated, and the rows differ in at least one of the three. R is a
/// *printed part* when its code is a proper prefix and it states a fund or kind that such a row
/// leaves open. Totals and parts are checked, never added; every other row is its own amount.
public struct RowRoles: Sendable {
  /// What a row is.
  public enum Role: UInt8, Sendable {
    /// An amount of its own: it counts.
    case own
    /// The sum of rows below or beside it.
    case total
    /// Some of the money of rows below it.
    case part
  }

  private let columns = RowColumns.all
  private var keys: [RowKey] = []
  private var order: [UInt64] = []
  private var roles: [Role] = []
  private var openGroups: [Group] = []
  /// Whether any row is a printed total.
  public private(set) var hasTotals = false
  /// Whether any row is a printed part.
  public private(set) var hasParts = false
  /// Whether any two rows are alike in code, fund and kind; in most tables none are.
  public private(set) var hasTwins = false

  /// Rows of one code: which columns stand at the code itself and at the codes below it.
  private struct Group {
    var end: UInt32
    var first: Int
    var last: Int
    var here: UInt64
    var below: UInt64
  }

  /// Starts without rows.
  public init() {}

  /// The role of the row that was given at `index`.
  public subscript(index: Int) -> Role { roles[index] }

  /// Decides the roles of `keys`; the order in which rows are given does not matter.
  ///
  /// - Complexity: O(*n* log *n*), O(*n*) where the rows come in the order of their codes.
  public mutating func assign(_ keys: [RowKey]) {
    self.keys = keys
    sort()
    (hasTotals, hasParts, hasTwins) = (false, false, false)
    roles.removeAll(keepingCapacity: true)
    roles.append(contentsOf: repeatElement(.own, count: keys.count))
    var next = 0
    while next < order.count {
      let group = takeGroup(from: &next)
      while let open = openGroups.last, open.end <= keys[row(at: group.first)].low { close() }
      openGroups.append(group)
    }
    while !openGroups.isEmpty { close() }
  }

  /// Calls `body` with each own row whose code lies at or under the code of the row at `index`:
  /// first the row's index, then whether fund and kind lie within those of that row (`true`), or
  /// leave open what it states (`false`).
  public func forEachOwnRow(under index: Int, _ body: (_ row: Int, _ isWithin: Bool) -> Void) {
    let key = keys[index]
    var place = firstPlace(from: key.low)
    while place < order.count {
      let other = row(at: place)
      guard keys[other].low < key.end else { return }
      place += 1
      guard other != index, roles[other] == .own else { continue }
      let bit = UInt64(1) << keys[other].column
      if columns.within[Int(key.column)] & bit != 0 {
        body(other, true)
      } else if columns.open[Int(key.column)] & bit != 0 {
        body(other, false)
      }
    }
  }

  /// How many rows lie at or under the code of the row at `index`: so many are looked at for what
  /// it is the total of.
  public func spread(of index: Int) -> Int {
    firstPlace(from: keys[index].end) - firstPlace(from: keys[index].low)
  }

  /// The rows that are alike in code, fund and kind, this one included.
  public func rows(alike index: Int) -> [Int] {
    let key = keys[index]
    var alike: [Int] = []
    var place = firstPlace(from: key.low)
    while place < order.count, keys[row(at: place)].low == key.low {
      if keys[row(at: place)] == key { alike.append(row(at: place)) }
      place += 1
    }
    return alike
  }

  /// The rows by code, each code right before the codes below it.
  public var orderedIndices: some Sequence<Int> {
    order.lazy.map { Int(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
  }

  /// Whether the row at `outer` is a total of the row at `inner`, if the latter counts.
  public func covers(_ outer: Int, _ inner: Int) -> Bool {
    let (outer, inner) = (keys[outer], keys[inner])
    return outer != inner && outer.low <= inner.low && inner.low < outer.end
      && columns.within[Int(outer.column)] & (1 << UInt64(inner.column)) != 0
  }

  /// Whether the code of the row at `inner` is that of the row at `outer` or lies under it.
  public func coversCode(_ outer: Int, _ inner: Int) -> Bool {
    keys[outer].low <= keys[inner].low && keys[inner].low < keys[outer].end
  }

  /// Those of some rows that no other one of them would be the total of.
  ///
  /// - Parameter rows: In the order of their codes, each code before the codes below it.
  /// - Returns: Their places in `rows`.
  /// - Complexity: O(*n*): a row is compared with the columns above it, not with other rows.
  public func highest(among rows: [Int]) -> [Int] {
    // By column: how far the codes of the rows so far reach.
    var ends = [UInt32](repeating: 0, count: columns.within.count)
    var highest: [Int] = []
    var first = 0
    while first < rows.count {
      let low = keys[rows[first]].low
      let next = rows[first...].firstIndex { keys[$0].low != low } ?? rows.count
      // In its own column a row of the same code is a twin, and no total.
      let free = (first..<next).filter { ends[Int(keys[rows[$0]].column)] <= low }
      for place in first..<next {
        let key = keys[rows[place]]
        ends[Int(key.column)] = max(ends[Int(key.column)], key.end)
      }
      highest += free.filter { place in
        let own = Int(keys[rows[place]].column)
        return !ends.indices.contains { column in
          column != own && ends[column] > low && columns.within[column] & (1 << UInt64(own)) != 0
        }
      }
      first = next
    }
    return highest
  }

  /// Whether two rows are alike in code.
  public func sameCode(_ first: Int, _ second: Int) -> Bool {
    keys[first].low == keys[second].low && keys[first].end == keys[second].end
  }

  private mutating func sort() {
    order.removeAll(keepingCapacity: true)
    var isSorted = true
    for (index, key) in keys.enumerated() {
      let entry = UInt64(key.low) << 32 | UInt64(index)
      if let last = order.last, last > entry { isSorted = false }
      order.append(entry)
    }
    if !isSorted { order.sort() }
  }

  private func row(at place: Int) -> Int { Int(truncatingIfNeeded: order[place] & 0xFFFF_FFFF) }

  private func firstPlace(from low: UInt32) -> Int {
    var range = 0..<order.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if order[middle] >> 32 < UInt64(low) {
        range = middle + 1..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }

  private mutating func takeGroup(from next: inout Int) -> Group {
    let key = keys[row(at: next)]
    var group = Group(end: key.end, first: next, last: next, here: 0, below: 0)
    while next < order.count, keys[row(at: next)].low == key.low {
      let column = UInt64(1) << UInt64(keys[row(at: next)].column)
      if group.here & column != 0 { hasTwins = true }
      group.here |= column
      group.last = next
      next += 1
    }
    return group
  }

  /// Decides the rows of the innermost open code, now that everything below it is known.
  private mutating func close() {
    let group = openGroups.removeLast()
    for place in group.first...group.last {
      let index = row(at: place)
      let column = Int(keys[index].column)
      let within = columns.within[column]
      let others = group.here & ~(UInt64(1) << UInt64(column)) | group.below
      if others & within != 0 {
        roles[index] = .total
        hasTotals = true
      } else if group.below & columns.open[column] != 0 {
        roles[index] = .part
        hasParts = true
      }
    }
    if !openGroups.isEmpty { openGroups[openGroups.count - 1].below |= group.here | group.below }
  }
}
