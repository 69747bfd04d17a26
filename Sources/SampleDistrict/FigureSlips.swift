import BudgetDomain

/// Slips in the figures outside the tables.
extension Book {
  mutating func repeatLastYear() -> SlipPlace? {
    guard let prior = figure("total.prior"), prior != figure("total.actual") else { return nil }
    return restate("total.actual", as: prior, detail: "重复上年数")
  }

  /// Growth measured against this year instead of last year.
  mutating func takeWrongBase() -> SlipPlace? {
    for family in ["total", "three_public"] {
      guard let change = figure(family + ".change"), let actual = figure(family + ".actual"),
        let right = figure(family + ".change_percent"), right.decimals > 0, actual.unscaled > 99_999
      else { continue }
      let wrong = PrintedNumber(
        percentOf: change.unscaled, in: actual.unscaled, decimals: right.decimals)
      // Clear of any rounding of the operands, so that the slip can be proved.
      guard (wrong.unscaled - right.unscaled).magnitude > 3 else { continue }
      return restate(family + ".change_percent", as: wrong, detail: "以本年数为基数")
    }
    return nil
  }

  mutating func printDifferenceAsPercent() -> SlipPlace? {
    guard header.style.unit == .wanYuan, let change = figure("total.change"),
      let right = figure("total.change_percent"), change.unscaled.magnitude > 10_00
    else { return nil }
    let wrong = PrintedNumber(
      rounded(
        change.unscaled, by: PowerOfTen[max(0, Int(change.decimals) - Int(right.decimals))]),
      decimals: min(change.decimals, right.decimals))
    return restate("total.change_percent", as: wrong, detail: "把增减额写成百分比")
  }

  mutating func hireTooMany() -> SlipPlace? {
    guard let posts = figure("staff.authorised") else { return nil }
    return restate(
      "staff.actual", as: PrintedNumber(posts.unscaled + 3), detail: "在职人数超过编制数")
  }

  /// Ten points too many.
  mutating func misstateShare() -> SlipPlace? {
    guard let share = figures.first(where: { $0.name.hasPrefix("share_percent.") }) else {
      return nil
    }
    let wrong = PrintedNumber(
      share.value.unscaled + 10 * PowerOfTen[Int(share.value.decimals)],
      decimals: share.value.decimals)
    return restate(share.name, as: wrong, detail: "占比有误")
  }

  private mutating func restate(
    _ name: String, as value: PrintedNumber, detail: String
  ) -> SlipPlace? {
    guard let index = figures.firstIndex(where: { $0.name == name }) else { return nil }
    let old = figures[index].value
    figures[index].value = value
    return SlipPlace(figure: name, detail: "\(detail):应为\(old),写作\(value)")
  }
}
