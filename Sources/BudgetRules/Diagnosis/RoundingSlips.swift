import BudgetDomain

extension SlipFinder {
  /// Cut off instead of rounded, rounded twice, or moved by one so that shares add up to 100.
  func roundings(of figure: Int, isStated: Bool) -> [Repair] {
    let printed = network.figures[figure]
    let span = network.spans[figure]
    let step = span.high - span.low
    let units = network.digits[figure].units
    guard step > 0 else { return [] }
    let cost = isStated ? Repair.Cost.rounding : Repair.Cost.rounding + 1
    let sign: Int128 = units < 0 ? -1 : 1
    let middle = (span.low + span.high) / 2
    var repairs: [Repair] = []
    func add(_ from: Int128, _ to: Int128, _ move: Int128, isOpen: Bool, sign: Int128 = sign) {
      let value = network.digits[figure].figure(units + sign * move, like: printed)
      // Written for positive numbers: `from` is the end nearer to zero, and inside.
      var found = Span(low: middle + sign * from, high: middle + sign * to)
      found.openHighs = isOpen ? 1 : 0
      if sign < 0 {
        (found.low, found.high) = (found.high, found.low)
        (found.openLows, found.openHighs) = (found.openHighs, 0)
      }
      repairs.append(Repair(figure, .rounding, cost: cost, span: found, value: value))
    }
    add(step / 2, step, 1, isOpen: true)
    guard units != 0 else {
      // What is cut off down to zero has either sign, and no rounding leads away from it.
      add(step / 2, step, 1, isOpen: true, sign: -1)
      return repairs
    }
    // 1.47 → 1.5 → 2: the first rounding lifts by up to a twentieth of the last place.
    add(-step / 2 - step / 20, -step / 2, -1, isOpen: true)
    if case .stated(let name) = printed.name, name.text.hasPrefix("share_percent."),
      surroundings.around(printed.key).sharesAddUp
    {
      for move in [1, -1] as [Int128] {
        add(step * move - step / 2, step * move + step / 2, move, isOpen: true)
      }
    }
    return repairs
  }
}
