import BudgetDomain

/// Finds what may have happened to a figure, given where its true value must lie.
///
/// A repair that is found here closes the relations it was looked for; whether it leaves all
/// others standing is for the search to see.
struct SlipFinder {
  let network: RelationNetwork
  let surroundings: Surroundings

  /// The repairs of a figure that bring it into `span`, the unknown slip last.
  ///
  /// - Parameter broken: The relations that are to be closed.
  func repairs(of figure: Int, within span: Span, broken: [Int], _ changes: [Change]) -> [Repair] {
    if let row = network.absentRows[figure] {
      return [
        Repair(
          figure, .componentMissing,
          cost: row.isPrintedElsewhere ? Repair.Cost.match : Repair.Cost.unknown)
      ]
    }
    var repairs: [Repair] = []
    let isStated = broken.contains { network.nodes[$0].figures.first == figure }
    repairs += roundings(of: figure, isStated: isStated)
    if span.isBounded, let range = network.printable(figure, in: span) {
      let target = nearestQuotient(span.middle, by: network.digits[figure].tick)
      // Where nothing would do as well, no unit is told apart from any other.
      repairs += (span.mayBeZero ? [] : scaled(figure, within: span)) + turned(figure)
      let slips = DigitSlips(network.digits[figure], from: range)
      for slip in slips?.candidates(nearest: target) ?? [] {
        repairs += value(
          figure, slip.units, slip.cause, cost: slip.isRare ? Repair.Cost.match : Repair.Cost.digit)
      }
      let nearest = min(max(target, range.lowerBound), range.upperBound)
      for relation in broken where network.nodes[relation].figures.first == figure {
        repairs += misstated(figure, in: relation, meant: nearest)
      }
    }
    repairs = repairs.filter { repair in
      repair.changes.allSatisfy { $0.span.map { $0.common(with: span) != nil } ?? true }
    }
    return repairs + copies(figure) + [Repair(figure, nil, cost: Repair.Cost.unknown)]
  }

  func value(
    _ figure: Int, _ units: Int128, _ cause: Cause, cost: Int
  ) -> [Repair] {
    guard let printed = network.digits[figure].figure(units, like: network.figures[figure]) else {
      return []
    }
    return [Repair(figure, cause, cost: cost, span: Span(printed.interval), value: printed)]
  }

  /// Another amount unit: 元, 千元, 万元 or 亿元 for each other.
  private func scaled(_ figure: Int, within span: Span) -> [Repair] {
    let printed = network.figures[figure]
    let digits = network.digits[figure]
    guard case .amount = printed.dimension, digits.units != 0 else { return [] }
    return [3, 4, 8].flatMap { exponent in
      let factor = Int128(PowerOfTen[exponent])
      // Smaller: the digits move behind the point. Larger: the last digit is worth more, and so
      // is its rounding.
      let smaller = digits.figure(digits.units, like: printed, extra: exponent).map { value in
        Repair(
          figure, .unitScale, cost: Repair.Cost.exactMatch, span: Span(value.interval),
          value: value
        ).scaled(by: -exponent)
      }
      return [smaller, larger(figure, by: factor, within: span)?.scaled(by: exponent)]
        .compactMap(\.self)
    }
  }

  /// The amount that is printed in a larger unit, as far as that unit's digits and the others tell.
  private func larger(_ figure: Int, by factor: Int128, within span: Span) -> Repair? {
    let digits = network.digits[figure]
    var scaled = digits.rounded
    (scaled.low, scaled.high) = (scaled.low * factor, scaled.high * factor)
    guard let common = scaled.common(with: span),
      let range = network.printable(figure, in: common),
      let value = digits.figure(range.lowerBound, like: network.figures[figure])
    else { return nil }
    var change = Change(figure: figure, span: scaled, value: value)
    if range.count > 1 { (change.isOnlyValue, change.range) = (false, range) }
    return Repair(figure, .unitScale, cost: Repair.Cost.exactMatch, [change])
  }

  private func turned(_ figure: Int) -> [Repair] {
    let units = network.digits[figure].units
    if case .count = network.figures[figure].dimension { return [] }
    return units == 0 ? [] : value(figure, -units, .sign, cost: Repair.Cost.exactMatch)
  }

  /// A number that was copied says nothing of what should stand there.
  private func copies(_ figure: Int) -> [Repair] {
    let printed = network.figures[figure]
    guard network.digits[figure].units.magnitude >= Surroundings.fewestUnits.magnitude else {
      return []
    }
    let value = Span.inTicks(printed.value)
    let around = surroundings.around(printed.key)
    if around.repeatsPriorYear(printed.key, value: value) {
      return [Repair(figure, .priorYearCopied, cost: Repair.Cost.exactMatch)]
    }
    if around.repeatsLastReport(printed.key) {
      // Rows are many, and some are what they were.
      let cost = printed.key.isRow ? Repair.Cost.match : Repair.Cost.exactMatch
      return [Repair(figure, .priorYearCopied, cost: cost)]
    }
    return around.repeatsNeighbour(printed.key, value: value)
      ? [Repair(figure, .otherLineCopied, cost: Repair.Cost.match)] : []
  }
}

extension Repair {
  fileprivate func scaled(by exponent: Int) -> Repair {
    var scaled = self
    scaled.exponent = exponent
    return scaled
  }
}
