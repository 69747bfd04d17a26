/// A number shown in an anomaly, in ten-thousandths: yuan, percent or a plain count with four
/// decimals, rounded half away from zero.
public struct FindingNumber: Hashable, Sendable {
  /// The number × 10,000.
  public let tenThousandths: Int128

  /// The number `tenThousandths` ÷ 10,000.
  public init(tenThousandths: Int128) {
    self.tenThousandths = tenThousandths
  }

  /// Rounds `numerator` ÷ `denominator` half away from zero; the denominator must be positive.
  public init(_ numerator: Int128, over denominator: Int128) {
    precondition(denominator > 0)
    let (quotient, remainder) = (numerator.magnitude * 10_000)
      .quotientAndRemainder(dividingBy: denominator.magnitude)
    let rounded = Int128(quotient) + (remainder * 2 >= denominator.magnitude ? 1 : 0)
    tenThousandths = numerator < 0 ? -rounded : rounded
  }

  /// The exact difference.
  public static func - (left: FindingNumber, right: FindingNumber) -> FindingNumber {
    FindingNumber(tenThousandths: left.tenThousandths - right.tenThousandths)
  }
}

extension FindingNumber: CustomStringConvertible {
  /// The number with its four decimals, such as `-0.0100`.
  public var description: String {
    let digits = String(tenThousandths.magnitude)
    let filled = String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
    let point = filled.index(filled.endIndex, offsetBy: -4)
    return (tenThousandths < 0 ? "-" : "") + filled[..<point] + "." + filled[point...]
  }
}
