import BudgetDomain

/// Books the money of one unit without children anew, on the codes of the newest year.
struct ComparableAccount {
  private let parents: [Int32]
  private var scratch: CellAccumulator

  init(_ summary: Summary) {
    parents = summary.parents
    scratch = CellAccumulator(keyCount: summary.keyCount)
  }

  /// Restates a unit's functional cells, ascending by key.
  ///
  /// - Parameter shares: How the unit's money is divided among units.
  /// - Returns: For each share its cells, ascending by key. Every fen is in exactly one of them.
  mutating func restate(
    _ cells: [KeyedCell], through shift: SubjectShift, among shares: [ExactShare]
  ) -> [[KeyedCell]] {
    let bookings = bookings(in: cells)
    // Hardly any unit is divided, and hardly any code: those that are not cost no array.
    let divided = shares.count == 1 ? [] : bookings.map { $0.cell.divided(among: shares) }
    return shares.indices.map { share in
      scratch.removeAll()
      for (place, booking) in bookings.enumerated() {
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

  /// What is booked on each code and single fund: a cell without the cells right below it.
  private func bookings(in cells: [KeyedCell]) -> [KeyedCell] {
    var rest = cells.map { KeyedCell(key: $0.key, cell: $0.cell.raw, prior: nil) }
    for keyed in cells {
      guard let place = Self.place(of: parents[Int(keyed.key)], in: cells) else { continue }
      rest[place].cell.subtractRaw(keyed.cell)
    }
    return rest.enumerated().compactMap { place, keyed in
      guard keyed.fund != .all else { return nil }
      var keyed = keyed
      keyed.cell.stated = cells[place].cell.directlyStated(keyed.cell)
      return keyed.cell.stated.isEmpty ? nil : keyed
    }
  }

  private static func place(of key: Int32, in cells: [KeyedCell]) -> Int? {
    guard key >= 0 else { return nil }
    var (low, high) = (0, cells.count)
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < cells.count && cells[low].key == key ? low : nil
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
}
