/// A number as it stands on paper: digits and how many of them follow the point.
struct PrintedNumber: Hashable, Sendable {
  /// The number without its point: 486 for 48.6.
  var digits: Int64
  /// Digits after the point, 0 for a whole number.
  var decimals: Int

  /// A plain count.
  init(count: Int64) {
    digits = count
    decimals = 0
  }

  init(digits: Int64, decimals: Int) {
    self.digits = digits
    self.decimals = decimals
  }

  /// An exact amount rounded to a style's last printed digit.
  init(fen: Int64, style: PrintStyle) {
    digits = rounded(fen, by: style.fenPerLastDigit)
    decimals = style.decimals
  }

  /// `part` in per cent of `whole`, rounded to `decimals` digits.
  init(percentOf part: Int64, in whole: Int64, decimals: Int) {
    digits = rounded(part * 100 * powerOfTen(decimals), by: whole)
    self.decimals = decimals
  }

  /// The text with every printed decimal: `48.60` stays `48.60`.
  var text: String {
    guard decimals > 0 else { return String(digits) }
    let scale = UInt64(powerOfTen(decimals))
    let fraction = String(digits.magnitude % scale)
    let zeros = String(repeating: "0", count: decimals - fraction.utf8.count)
    return "\(digits < 0 ? "-" : "")\(digits.magnitude / scale).\(zeros)\(fraction)"
  }
}

/// In what a submission prints its amounts.
struct PrintStyle: Hashable, Sendable {
  enum AmountUnit: String {
    case yuan
    case wanYuan = "wan_yuan"

    var fen: Int64 { self == .yuan ? 100 : 1_000_000 }
  }

  let unit: AmountUnit
  let decimals: Int

  /// Fen that one step of the last printed digit stands for.
  var fenPerLastDigit: Int64 { unit.fen / powerOfTen(decimals) }

  static let yuan = PrintStyle(unit: .yuan, decimals: 2)
  static let wanYuan = PrintStyle(unit: .wanYuan, decimals: 2)
  /// As in reports that write 48.6.
  static let coarseWanYuan = PrintStyle(unit: .wanYuan, decimals: 1)
}

/// `number` divided by a positive `step`, half away from zero.
func rounded(_ number: Int64, by step: Int64) -> Int64 {
  precondition(step > 0)
  let (whole, rest) = number.magnitude.quotientAndRemainder(dividingBy: step.magnitude)
  let magnitude = Int64(whole) + (rest * 2 >= step.magnitude ? 1 : 0)
  return number < 0 ? -magnitude : magnitude
}

/// Ten to a small power.
func powerOfTen(_ exponent: Int) -> Int64 {
  (0..<exponent).reduce(1) { power, _ in power * 10 }
}
