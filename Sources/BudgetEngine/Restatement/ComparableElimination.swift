import BudgetDomain

extension ComparableYear {
  /// Takes out of the restated figures what one unit of the year paid another and both booked.
  ///
  /// The amount goes the way of the payer's money, over codes and units; each part of it is taken
  /// out of the lowest unit of the newest tree that has both the payer and the payee now, and of
  /// all units above. Where either has left, nothing is counted twice.
  ///
  /// - Parameters:
  ///   - amount: What is taken out of the cell of the payer's own subject and fund, in fen.
  ///   - key: The payer's subject and fund.
  ///   - payer: The payer's place in the year's own tree.
  ///   - payee: The payee's place there.
  mutating func eliminate(_ amount: Cell, on key: Int32, from payer: Int, to payee: Int) {
    guard let payers = shift.units.parts[payer] else { return }
    let payees = shift.units.payees(at: payee)
    for (from, own) in zip(payers, amount.divided(among: payers.map(\.share))) {
      for (to, part) in zip(payees, own.divided(among: payees.map(\.share))) {
        guard let node = frame.units.lowestCommonPlace(from.place, to.place) else { continue }
        let codes = shift.subjects.parts[key] ?? [SubjectShift.Part(key: key, share: .whole)]
        for (code, piece) in zip(codes, part.divided(among: codes.map(\.share))) {
          subtract(piece.direct, on: code.key, at: node)
        }
      }
    }
  }

  /// Takes out what a unit without children, whose cells these are, paid to others.
  mutating func eliminate(_ unit: UnitCells) {
    for elimination in frame.eliminations(ofPayerAt: unit.place, in: year) {
      let code = BookedCode(fund: elimination.fund, code: elimination.code)
      guard let key = items.key(code) else { continue }
      eliminate(Cell(elimination), on: key, from: unit.place, to: elimination.payee)
    }
  }

  private mutating func subtract(_ amount: Cell, on key: Int32, at node: Int) {
    let all = key / ItemIndex.fundCount * ItemIndex.fundCount + Int32(FundType.all.rawValue)
    for start in [key, all] {
      var next = start
      while next >= 0 {
        var negative = Cell()
        negative.subtract(amount)
        if next != start {
          (negative.directInitial, negative.directFinal, negative.directActual) = (0, 0, 0)
        }
        cells.add(negative, on: next, to: node)
        eliminated[UInt64(node) << 32 | UInt64(next), default: Cell()].subtract(negative)
        next = parents[Int(next)]
      }
    }
  }
}

extension Cell {
  /// A part of what an elimination takes out, all of it booked on the very code.
  fileprivate var direct: Cell {
    var part = self
    (part.directInitial, part.directFinal, part.directActual) = (initial, final, actual)
    return part
  }
}
