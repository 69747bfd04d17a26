/// A number as it was printed: 48.6 is not 48.60, because the decimals say how far it was rounded.
public struct PrintedNumber: Hashable, Sendable {
  /// The digits without the decimal point: 486 for 48.6.
  public let unscaled: Int64

  /// How many of the digits stand behind the point, 0 ... 18.
  public let decimals: UInt8

  /// The number `unscaled` ÷ 10^`decimals`.
  public init(_ unscaled: Int64, decimals: UInt8 = 0) {
    self.unscaled = unscaled
    self.decimals = decimals
  }

  /// Reads a plain decimal such as `-48.60`; nil for anything else or more than 18 digits.
  public init?(_ text: some StringProtocol) {
    var unscaled: Int64 = 0
    var decimals: UInt8?
    var digitCount = 0
    let negative = text.first == "-"
    for byte in text.utf8.dropFirst(negative ? 1 : 0) {
      if byte == 0x2E, decimals == nil, digitCount > 0 {
        decimals = 0
      } else if 0x30...0x39 ~= byte, digitCount < 18 {
        unscaled = unscaled * 10 + Int64(byte - 0x30)
        digitCount += 1
        decimals = decimals.map { $0 + 1 }
      } else {
        return nil
      }
    }
    guard digitCount > 0, decimals != 0 else { return nil }
    self.init(negative ? -unscaled : unscaled, decimals: decimals ?? 0)
  }

  /// Writes an exact sum in `unit`, with two decimals or as many as it has.
  public init(fen: Int64, in unit: AmountUnit) {
    var (digits, decimals) = (fen, unit.fenExponent)
    while decimals > 2, digits % 10 == 0 { (digits, decimals) = (digits / 10, decimals - 1) }
    self.init(digits, decimals: UInt8(decimals))
  }

  /// The amount in fen when the number is printed in `unit`.
  ///
  /// - Returns: nil where the number is not a whole number of fen, or beyond ±10^15 fen.
  @inlinable
  public func fen(in unit: AmountUnit) -> Int64? {
    let shift = unit.fenExponent - Int(decimals)
    let fen: Int64
    if shift >= 0 {
      let (product, overflow) = unscaled.multipliedReportingOverflow(by: PowerOfTen[shift])
      guard !overflow else { return nil }
      fen = product
    } else {
      let (quotient, remainder) = unscaled.quotientAndRemainder(dividingBy: PowerOfTen[-shift])
      guard remainder == 0 else { return nil }
      fen = quotient
    }
    guard fen.magnitude <= Amount.largestLineFen.magnitude else { return nil }
    return fen
  }
}

extension PrintedNumber: CustomStringConvertible {
  /// The number with its printed decimals.
  public var description: String {
    guard decimals > 0 else { return String(unscaled) }
    var digits = String(unscaled.magnitude)
    let missing = Int(decimals) + 1 - digits.utf8.count
    if missing > 0 { digits = String(repeating: "0", count: missing) + digits }
    let point = digits.index(digits.endIndex, offsetBy: -Int(decimals))
    return (unscaled < 0 ? "-" : "") + digits[..<point] + "." + digits[point...]
  }
}
