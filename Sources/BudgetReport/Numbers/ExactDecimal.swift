/// A decimal number as the database prints it: a whole number of its last printed place.
///
/// It is read, scaled by powers of ten and rounded, never added: sums are the engine's business.
public struct ExactDecimal: Hashable, Sendable {
  /// The digits with their sign, without the point.
  private let unscaled: Int128
  /// How many digits stand behind the point.
  private let scale: Int

  private init(unscaled: Int128, scale: Int) {
    self.unscaled = unscaled
    self.scale = scale
  }

  /// Reads plain digits with an optional sign and point, such as `-1234.50`.
  ///
  /// - Returns: nil for anything else, and beyond 30 digits, so that no rounding can overflow.
  public init?(_ text: String) {
    var digits = text[...]
    let isNegative = digits.first == "-"
    if isNegative { digits.removeFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    let joined = parts.joined()
    guard joined.utf8.count <= 30, joined.utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
      let value = Int128(joined)
    else { return nil }
    self.init(unscaled: isNegative ? -value : value, scale: parts.count == 2 ? parts[1].count : 0)
  }

  /// The number divided by 10 to the power of `places`; exact.
  public func movingPoint(left places: Int) -> ExactDecimal {
    ExactDecimal(unscaled: unscaled, scale: scale + places)
  }

  /// Rounds half away from zero to so many places behind the point; missing ones become zeros.
  public func rounded(toPlaces places: Int) -> ExactDecimal {
    if places >= scale {
      return ExactDecimal(unscaled: unscaled * powerOfTen(places - scale), scale: places)
    }
    let divisor = powerOfTen(scale - places).magnitude
    let (quotient, remainder) = unscaled.magnitude.quotientAndRemainder(dividingBy: divisor)
    let magnitude = Int128(quotient + (remainder >= divisor - remainder ? 1 : 0))
    return ExactDecimal(unscaled: unscaled < 0 ? -magnitude : magnitude, scale: places)
  }

  /// The number without zeros at its end.
  public var trimmed: ExactDecimal {
    var (digits, places) = (unscaled, scale)
    while places > 0 && digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    return ExactDecimal(unscaled: digits, scale: places)
  }

  /// The number times 100; nil where that is not whole or does not fit.
  public var hundredths: Int64? { whole(times: 2) }

  /// The number times 10 to the power of `places`; nil where that is not whole or does not fit.
  ///
  /// - Parameter places: At most 4, so that nothing overflows.
  public func whole(times places: Int) -> Int64? {
    precondition((0...4).contains(places))
    let exact = trimmed
    guard exact.scale <= places else { return nil }
    return Int64(exactly: exact.unscaled * powerOfTen(places - exact.scale))
  }

  /// The digits, with a separator every three of them before the point where asked for.
  public func text(groupingThousands: Bool) -> String {
    let digits = String(unscaled.magnitude)
    let filled = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    var whole = String(filled.dropLast(scale))
    if groupingThousands { whole = grouped(whole) }
    let fraction = scale > 0 ? "." + filled.suffix(scale) : ""
    return (unscaled < 0 ? "-" : "") + whole + fraction
  }
}

private func grouped(_ digits: String) -> String {
  var text = ""
  for (index, digit) in digits.enumerated() {
    if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return text
}

private func powerOfTen(_ exponent: Int) -> Int128 {
  (0..<exponent).reduce(1) { power, _ in power * 10 }
}
