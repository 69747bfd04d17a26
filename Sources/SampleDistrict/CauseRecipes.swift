import BudgetDomain

extension Book {
  /// Makes a slip of one cause somewhere in the book.
  ///
  /// - Parameters:
  ///   - prior: The unit's account of the year before.
  ///   - exact: This account to the fen, for a slip of the amount unit.
  /// - Returns: The number to blame; nil where this book has no fitting place.
  mutating func plant(
    _ cause: Cause, prior: Book?, exact: Book?, _ dice: inout Dice
  ) -> MisprintPlace? {
    switch cause {
    case .unitScale: exact.flatMap { useOtherUnit($0, &dice) }
    case .sign: loseSign(&dice)
    case .digitsSwapped: mistype(&dice, with: DigitTypo.swapped)
    case .digitChanged: mistype(&dice, with: DigitTypo.changed)
    case .digitMissing: mistype(&dice, with: DigitTypo.missing)
    case .digitExtra: mistype(&dice, with: DigitTypo.extra)
    case .wrongBase: measureAgainstThisYear(&dice)
    case .differenceAsPercent: printChangeAsPercent(&dice)
    case .priorYearCopied: repeatPrior(prior, &dice)
    case .otherLineCopied: copyNeighbour(&dice)
    case .componentMissing: dice.hits(permille: 500) ? loseRow(&dice) : missum(-1, &dice)
    case .componentDoubled: missum(1, &dice)
    case .rowsShifted: shiftRows(&dice)
    case .rounding: roundBadly(&dice)
    }
  }

  /// Prints another number at a spot.
  ///
  /// - Returns: nil where it is what stands there.
  mutating func misprint(_ spot: Spot, as wrong: PrintedNumber, _ detail: String = "")
    -> MisprintPlace?
  {
    guard let right = self[spot], wrong != right else { return nil }
    self[spot] = wrong
    var place = MisprintPlace(right: right, wrong: wrong, detail: detail)
    switch spot {
    case .row(let index, let measure):
      place.section = lines[index].section
      place.lineNumber = lines[index].number
      place.measure = measure
    case .stated(let index): place.figure = figures[index].name
    }
    return place
  }
}

/// Slips of one number as a whole.
extension Book {
  /// The amount as it stands in books of another unit, 10^3, 10^4 or 10^8 apart.
  fileprivate mutating func useOtherUnit(_ exact: Book, _ dice: inout Dice) -> MisprintPlace? {
    let own = header.style.unit.fenExponent
    let units = AmountUnit.allCases.filter { [3, 4, 8].contains(abs($0.fenExponent - own)) }
    let unit = dice.pick(units)
    let spot = anySpot(&dice) { dimension($0) == .amount && self[$0]?.unscaled ?? 0 != 0 }
    guard let spot, let right = self[spot], let fen = exact[spot]?.unscaled else { return nil }
    // Amounts in 元 are written to the fen.
    let decimals = unit == .yuan ? 2 : right.decimals
    let wrong = PrintedNumber(
      rounded(fen, by: PowerOfTen[unit.fenExponent - Int(decimals)]), decimals: decimals)
    // Nobody writes 0.00 for money that is there.
    return wrong.unscaled == 0 ? nil : misprint(spot, as: wrong, unit.name)
  }

  fileprivate mutating func loseSign(_ dice: inout Dice) -> MisprintPlace? {
    let spot = anySpot(&dice) { spot in
      // People and shares are never written with a minus.
      guard self[spot]?.unscaled ?? 0 != 0, dimension(spot) != .count else { return false }
      if case .stated(let index) = spot { return !figures[index].name.hasPrefix("share_percent.") }
      return true
    }
    guard let spot, let right = self[spot] else { return nil }
    return misprint(spot, as: PrintedNumber(-right.unscaled, decimals: right.decimals))
  }

  fileprivate mutating func mistype(
    _ dice: inout Dice, with typo: (DigitTypo) -> (inout Dice) -> PrintedNumber?
  ) -> MisprintPlace? {
    guard let spot = anySpot(&dice, where: { self[$0]?.unscaled ?? 0 != 0 }),
      let right = self[spot],
      let wrong = typo(DigitTypo(right))(&dice)
    else { return nil }
    return misprint(spot, as: wrong)
  }
}

/// Slips in percentages.
extension Book {
  /// Families that state a growth, its change and this year's amount.
  private func growths() -> [(percent: Spot, change: PrintedNumber, actual: PrintedNumber)] {
    figures.indices.compactMap { index in
      let name = figures[index].name
      guard name.hasSuffix(".change_percent"),
        let change = figure(name.dropLast("_percent".count).description),
        let actual = figure(name.dropLast("change_percent".count) + "actual")
      else { return nil }
      return (.stated(index), change, actual)
    }
  }

  fileprivate mutating func measureAgainstThisYear(_ dice: inout Dice) -> MisprintPlace? {
    let growths = growths().filter { $0.actual.unscaled > 0 }
    guard !growths.isEmpty else { return nil }
    let growth = dice.pick(growths)
    let wrong = PrintedNumber(
      percentOf: growth.change.unscaled, in: growth.actual.unscaled,
      decimals: self[growth.percent]?.decimals ?? 0)
    return misprint(growth.percent, as: wrong)
  }

  /// The amount where the percentage belongs, as it is or with the decimals of percentages.
  fileprivate mutating func printChangeAsPercent(_ dice: inout Dice) -> MisprintPlace? {
    let growths = growths().filter { $0.change.unscaled != 0 }
    guard !growths.isEmpty else { return nil }
    let growth = dice.pick(growths)
    let decimals = min(growth.change.decimals, self[growth.percent]?.decimals ?? 0)
    guard dice.hits(permille: 500) else { return misprint(growth.percent, as: growth.change) }
    let step = PowerOfTen[Int(growth.change.decimals - decimals)]
    return misprint(
      growth.percent,
      as: PrintedNumber(rounded(growth.change.unscaled, by: step), decimals: decimals))
  }

  /// Cut off, rounded twice, or moved so that the printed shares add up to 100.
  fileprivate mutating func roundBadly(_ dice: inout Dice) -> MisprintPlace? {
    if dice.hits(permille: 300), let place = plugShares(&dice) { return place }
    if dice.hits(permille: 600), let place = roundPercentBadly(&dice) { return place }
    if dice.hits(permille: 200), let place = cutLastDigit(&dice) { return place }
    // In whole fen nothing is rounded.
    guard header.style.unit != .yuan else { return roundPercentBadly(&dice) }
    let spot = anySpot(&dice) { dimension($0) == .amount && self[$0]?.unscaled.magnitude ?? 0 > 1 }
    guard let spot, let right = self[spot] else { return nil }
    let towardsZero = right.unscaled > 0 ? right.unscaled - 1 : right.unscaled + 1
    return misprint(spot, as: PrintedNumber(towardsZero, decimals: right.decimals), "truncated")
  }

  /// An amount with a decimal fewer than the others, cut off where it should be rounded up.
  private mutating func cutLastDigit(_ dice: inout Dice) -> MisprintPlace? {
    let spot = anySpot(&dice) { spot in
      guard dimension(spot) == .amount, let right = self[spot], right.decimals > 0 else {
        return false
      }
      return right.unscaled.magnitude > 99 && right.unscaled.magnitude % 10 >= 5
    }
    guard let spot, let right = self[spot] else { return nil }
    return misprint(
      spot, as: PrintedNumber(right.unscaled / 10, decimals: right.decimals - 1), "cut off")
  }

  /// A growth or share whose exact value, by the printed figures, shows the slip.
  private mutating func roundPercentBadly(_ dice: inout Dice) -> MisprintPlace? {
    var slips: [(spot: Spot, wrong: PrintedNumber, detail: String)] = []
    for index in figures.indices {
      guard let (part, whole) = operands(ofPercent: figures[index].name), whole > 0 else {
        continue
      }
      let decimals = figures[index].value.decimals
      let scale = PowerOfTen[Int(decimals)]
      let cut = PrintedNumber(part * 100 * scale / whole, decimals: decimals)
      let once = rounded(part * 1_000 * scale, by: whole)
      let twice = PrintedNumber(rounded(once, by: 10), decimals: decimals)
      for (wrong, detail) in [(cut, "truncated"), (twice, "rounded twice")]
      where wrong != figures[index].value && wrong.unscaled != 0 {
        slips.append((.stated(index), wrong, detail))
      }
    }
    guard !slips.isEmpty else { return nil }
    let slip = dice.pick(slips)
    return misprint(slip.spot, as: slip.wrong, slip.detail)
  }

  private func operands(ofPercent name: String) -> (part: Int64, whole: Int64)? {
    if name.hasPrefix("share_percent."), let whole = figure("total.actual") {
      let code = name.dropFirst("share_percent.".count)
      let rows = parts(.functional, .actual).map { lines[$0] }
        .filter { $0.functionalCode?.hasPrefix(code) == true }
      return (rows.reduce(0) { $0 + ($1.amounts.actual?.unscaled ?? 0) }, whole.unscaled)
    }
    guard name.hasSuffix(".change_percent"),
      let change = figure(name.dropLast("_percent".count).description),
      let prior = figure(name.dropLast("change_percent".count) + "prior")
    else { return nil }
    return (change.unscaled, prior.unscaled)
  }

  /// The largest share, or the last, takes what the others leave of 100.
  private mutating func plugShares(_ dice: inout Dice) -> MisprintPlace? {
    let shares = figures.indices.filter { figures[$0].name.hasPrefix("share_percent.") }
    guard let last = shares.last, let decimals = shares.first.map({ figures[$0].value.decimals })
    else { return nil }
    let sum = shares.reduce(0) { $0 + figures[$1].value.unscaled }
    let largest = shares.max { figures[$0].value.unscaled < figures[$1].value.unscaled } ?? last
    let plugged = dice.hits(permille: 500) ? largest : last
    let wrong = figures[plugged].value.unscaled + 100 * PowerOfTen[Int(decimals)] - sum
    guard wrong > 0 else { return nil }
    return misprint(
      .stated(plugged), as: PrintedNumber(wrong, decimals: decimals), "plugged to 100")
  }
}
