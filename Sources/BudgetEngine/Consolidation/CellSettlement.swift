import BudgetDomain

extension CellAccumulator {
  /// Works out what follows from what one unit books on codes and single funds: the same over all
  /// funds, what is direct and what can be executed, and the sums of the codes above.
  ///
  /// - Parameter parents: By key the key above, which is smaller; −1 for none.
  mutating func settle(_ parents: [Int32]) {
    let all = Int32(FundType.all.rawValue)
    for place in keys.indices {
      let code = keys[place] / ItemIndex.fundCount * ItemIndex.fundCount
      let cell = cells[place]
      self[code + all].add(cell)
    }
    for key in keys { self[key].settleDirect() }
    addUpward(parents)
  }
}

extension Cell {
  /// What is booked on a code is its direct amount; whether budget and actual meet is decided
  /// here, code by code, and only added up afterwards.
  fileprivate mutating func settleDirect() {
    (directInitial, directFinal, directActual) = (initial, final, actual)
    if stated.contains(.initial) { stated.insert(.directInitial) }
    if stated.contains(.final) { stated.insert(.directFinal) }
    guard stated.contains(.actual) else { return }
    stated.insert(.directActual)
    if !stated.contains(.initial) { withoutInitial = 1 }
    if !stated.contains(.final) { withoutFinal = 1 }
    if stated.contains(.final) || stated.contains(.initial) {
      executionActual = actual
      executionBudget = stated.contains(.final) ? final : initial
    }
  }
}
