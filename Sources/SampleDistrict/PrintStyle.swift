import BudgetDomain

/// In what a submission prints its amounts.
struct PrintStyle: Hashable, Sendable {
  let unit: AmountUnit
  let decimals: UInt8

  /// Fen that one step of the last printed digit stands for.
  var fenPerLastDigit: Int64 { PowerOfTen[unit.fenExponent - Int(decimals)] }

  static let yuan = PrintStyle(unit: .yuan, decimals: 2)
  static let wanYuan = PrintStyle(unit: .wanYuan, decimals: 2)
  /// As in reports that write 48.6.
  static let coarseWanYuan = PrintStyle(unit: .wanYuan, decimals: 1)
}

extension PrintedNumber {
  /// An exact amount rounded to a style's last printed digit.
  init(fen: Int64, style: PrintStyle) {
    self.init(rounded(fen, by: style.fenPerLastDigit), decimals: style.decimals)
  }

  /// `part` in per cent of a positive `whole`, rounded to `decimals` digits.
  init(percentOf part: Int64, in whole: Int64, decimals: UInt8) {
    self.init(rounded(part * 100 * PowerOfTen[Int(decimals)], by: whole), decimals: decimals)
  }
}

/// `number` divided by a positive `step`, half away from zero.
func rounded(_ number: Int64, by step: Int64) -> Int64 {
  precondition(step > 0)
  let (whole, rest) = number.magnitude.quotientAndRemainder(dividingBy: step.magnitude)
  let magnitude = Int64(whole) + (rest * 2 >= step.magnitude ? 1 : 0)
  return number < 0 ? -magnitude : magnitude
}
