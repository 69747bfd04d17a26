/// One amount column of a line: stated, not stated, or stated in a way no amount can have.
///
/// Not stated is not zero. The three cases share nine bytes, because millions of lines pass by.
public struct StatedNumber: Hashable, Sendable {
  @usableFromInline let unscaled: Int64
  @usableFromInline let decimals: Int8

  /// The column is empty (NULL).
  public static let missing = StatedNumber(unscaled: 0, decimals: -1)

  /// The column holds what no printed amount can be: NaN, infinity, or more than 18 digits.
  public static let unreadable = StatedNumber(unscaled: 0, decimals: -2)

  /// The column holds `number`.
  @inlinable
  public init(_ number: PrintedNumber) {
    self.init(unscaled: number.unscaled, decimals: Int8(truncatingIfNeeded: number.decimals))
  }

  @usableFromInline
  init(unscaled: Int64, decimals: Int8) {
    self.unscaled = unscaled
    self.decimals = decimals
  }

  /// Whether the column is not empty.
  @inlinable
  public var isStated: Bool { decimals != -1 }

  /// The printed number; nil where nothing is stated or it cannot be read.
  @inlinable
  public var number: PrintedNumber? {
    decimals < 0 ? nil : PrintedNumber(unscaled, decimals: UInt8(bitPattern: decimals))
  }
}
