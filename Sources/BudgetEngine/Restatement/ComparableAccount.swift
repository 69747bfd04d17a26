import BudgetDomain

/// Books the money of one unit without children anew, on the codes of the newest year.
struct ComparableAccount {
  private let parents: [Int32]
  /// By key: whether its cell, or one above it, is restated.
  private let isUnderTouched: [Bool]
  private var scratch: CellAccumulator
  /// What is booked on each code and single fund, ascending by key.
  private var bookings: [KeyedCell] = []
  /// By key: its place among the bookings; −1 for none.
  private var places: [Int32]

  init(_ summary: Summary, _ scope: ComparableScope) {
    parents = summary.parents
    scratch = CellAccumulator(keyCount: summary.keyCount)
    places = [Int32](repeating: -1, count: summary.keyCount)
    var isUnderTouched = [Bool](repeating: false, count: summary.keyCount)
    for key in isUnderTouched.indices {
      let parent = Int(parents[key])
      isUnderTouched[key] =
        scope.touches(key / KeyedCell.fundCount) || parent >= 0 && isUnderTouched[parent]
    }
    self.isUnderTouched = isUnderTouched
  }

  /// Restates a unit's functional cells, ascending by key.
  ///
  /// - Parameters:
  ///   - shares: How the unit's money is divided among units.
  ///   - onlyTouched: Whether nothing is asked but the cells of touched codes; others come out
  ///     short, or not at all.
  /// - Returns: For each share its cells, ascending by key. Every fen is in exactly one of them.
  mutating func restate(
    _ cells: ArraySlice<KeyedCell>, through shift: SubjectShift, among shares: [ExactShare],
    onlyTouched: Bool
  ) -> [[KeyedCell]] {
    note(bookingsIn: cells, onlyTouched: onlyTouched)
    // Hardly any unit is divided, and hardly any code: those that are not cost no array.
    let divided = shares.count == 1 ? [] : bookings.map { $0.cell.divided(among: shares) }
    return shares.indices.map { share in
      scratch.removeAll()
      for (place, booking) in bookings.enumerated() where !booking.cell.stated.isEmpty {
        let piece = divided.isEmpty ? booking.cell : divided[place][share]
        guard shift.moves[Int(booking.key)], let parts = shift.parts[booking.key] else {
          scratch[booking.key].addRaw(piece)
          continue
        }
        guard parts.count > 1 else {
          for part in parts { scratch[part.key].addRaw(piece) }
          continue
        }
        for (part, piece) in zip(parts, piece.divided(among: parts.map(\.share))) {
          scratch[part.key].addRaw(piece)
        }
      }
      scratch.settle(parents)
      return scratch.sortedCells()
    }
  }

  /// Finds what is booked on each code and single fund: a cell without the cells right below it,
  /// which come after it.
  private mutating func note(bookingsIn cells: ArraySlice<KeyedCell>, onlyTouched: Bool) {
    bookings.removeAll(keepingCapacity: true)
    for keyed in cells where keyed.fund != .all {
      guard !onlyTouched || isUnderTouched[Int(keyed.key)] else { continue }
      let parent = Int(parents[Int(keyed.key)])
      if parent >= 0, places[parent] >= 0 {
        bookings[Int(places[parent])].cell.subtractRaw(keyed.cell)
      }
      places[Int(keyed.key)] = Int32(truncatingIfNeeded: bookings.count)
      bookings.append(KeyedCell(key: keyed.key, cell: keyed.cell.raw, prior: nil))
    }
    for keyed in cells where places[Int(keyed.key)] >= 0 {
      let place = Int(places[Int(keyed.key)])
      bookings[place].cell.stated = keyed.cell.directlyStated(bookings[place].cell)
      places[Int(keyed.key)] = -1
    }
  }
}

extension Cell {
  /// The amounts that lines book, before anything is derived from them.
  fileprivate var raw: Cell {
    var raw = Cell()
    raw.addRaw(self)
    return raw
  }

  fileprivate mutating func addRaw(_ other: borrowing Cell) {
    initial += other.initial
    final += other.final
    actual += other.actual
    basic += other.basic
    project += other.project
    lineCount += other.lineCount
    stated.formUnion(other.stated)
  }

  fileprivate mutating func subtractRaw(_ other: borrowing Cell) {
    initial -= other.initial
    final -= other.final
    actual -= other.actual
    basic -= other.basic
    project -= other.project
    lineCount -= other.lineCount
  }

  /// What is stated on this very code, whose own amounts are `rest`. Of basic and project actuals
  /// no cell tells; where there is none left, only what is booked below states them.
  fileprivate func directlyStated(_ rest: Cell) -> StatedMeasures {
    var own: StatedMeasures = []
    if stated.contains(.directInitial) { own.insert(.initial) }
    if stated.contains(.directFinal) { own.insert(.final) }
    guard stated.contains(.directActual) else { return own }
    own.insert(.actual)
    let isAll = actual == rest.actual && lineCount == rest.lineCount
    if stated.contains(.basic), rest.basic != 0 || isAll { own.insert(.basic) }
    if stated.contains(.project), rest.project != 0 || isAll { own.insert(.project) }
    return own
  }

  /// The cell's amounts in as many parts; every fen is in exactly one.
  func divided(among shares: [ExactShare]) -> [Cell] {
    guard shares.count > 1 else { return [self] }
    if shares.count == 2 {
      precondition(shares[1] == shares[0].rest, "the shares must make up the whole")
      return divided(at: shares[0])
    }
    let lines = Apportionment.parts(of: Int64(lineCount), among: shares)
    var parts = lines.map { lines in
      var part = Cell()
      part.lineCount = Int32(lines)
      part.stated = stated
      return part
    }
    func divide(_ path: WritableKeyPath<Cell, Int64>) {
      for (place, fen) in Apportionment.parts(of: self[keyPath: path], among: shares).enumerated() {
        parts[place][keyPath: path] = fen
      }
    }
    divide(\.initial)
    divide(\.final)
    divide(\.actual)
    divide(\.basic)
    divide(\.project)
    return parts
  }

  /// A share of the cell's amounts and the rest of them.
  private func divided(at share: ExactShare) -> [Cell] {
    var (part, rest) = (Cell(), Cell())
    let lines = Apportionment.parts(of: Int64(lineCount), among: share)
    (part.lineCount, rest.lineCount) = (Int32(lines.first), Int32(lines.rest))
    (part.stated, rest.stated) = (stated, stated)
    (part.initial, rest.initial) = Apportionment.parts(of: initial, among: share)
    (part.final, rest.final) = Apportionment.parts(of: final, among: share)
    (part.actual, rest.actual) = Apportionment.parts(of: actual, among: share)
    (part.basic, rest.basic) = Apportionment.parts(of: basic, among: share)
    (part.project, rest.project) = Apportionment.parts(of: project, among: share)
    return [part, rest]
  }
}
