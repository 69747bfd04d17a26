/// The powers of ten that an `Int64` holds, by exponent 0 ... 18.
public enum PowerOfTen {
  @usableFromInline static let table: InlineArray<19, Int64> = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
    1_000_000_000_000_000_000,
  ]

  /// 10^`exponent`; the exponent must lie in 0 ... 18.
  @inlinable
  public static subscript(exponent: Int) -> Int64 { table[exponent] }
}
