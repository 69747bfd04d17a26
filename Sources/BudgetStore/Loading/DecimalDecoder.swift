internal import BudgetDomain

/// Decodes the binary form of a `numeric`: base-10000 digits with the printed decimals.
///
/// The corresponding C function is `numeric_send`. What a printed amount can be is decoded
/// exactly; the rest (NaN, infinity, more digits than 64 bits hold) is `unreadable`.
func decodeNumeric(_ bytes: UnsafeRawBufferPointer?) -> StatedNumber {
  guard let bytes else { return .missing }
  guard bytes.count >= 8 else { return .unreadable }
  func word(_ index: Int) -> Int {
    Int(UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self)))
  }
  let digitCount = word(0)
  let weight = Int(Int16(truncatingIfNeeded: word(1)))
  let sign = word(2)
  let decimals = word(3)
  guard sign == 0 || sign == 0x4000, decimals <= 18, digitCount <= 6,
    bytes.count == 8 + digitCount * 2
  else { return .unreadable }
  var digits: UInt64 = 0
  for index in 0..<digitCount {
    let (shifted, overflow) = digits.multipliedReportingOverflow(by: 10_000)
    let (sum, carry) = shifted.addingReportingOverflow(UInt64(word(4 + index)))
    guard !overflow, !carry else { return .unreadable }
    digits = sum
  }
  guard digits != 0 else { return StatedNumber(PrintedNumber(0, decimals: UInt8(decimals))) }
  let shift = (weight - digitCount + 1) * 4 + decimals
  guard shift > -19, shift < 19 else { return .unreadable }
  // Digits behind the printed decimals are zeros that only fill the last group of four.
  let power = UInt64(PowerOfTen[abs(shift)])
  let (unscaled, overflow) =
    shift >= 0 ? digits.multipliedReportingOverflow(by: power) : (digits / power, false)
  guard !overflow, unscaled <= UInt64(Int64.max) else { return .unreadable }
  let value = Int64(unscaled)
  return StatedNumber(PrintedNumber(sign == 0 ? value : -value, decimals: UInt8(decimals)))
}
