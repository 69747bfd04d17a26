import BudgetDomain

/// A number as it is typed, digit by digit, with one slip of the fingers anywhere in it.
struct DigitTypo {
  /// The digits with the zero before the point that small numbers are written with.
  private let digits: [UInt8]
  private let decimals: Int
  private let isNegative: Bool

  init(_ number: PrintedNumber) {
    let text = String(number.unscaled.magnitude)
    let padding = max(0, Int(number.decimals) + 1 - text.utf8.count)
    digits = Array(repeating: 0, count: padding) + text.utf8.map { $0 - 0x30 }
    decimals = Int(number.decimals)
    isNegative = number.unscaled < 0
  }

  /// Two neighbours that differ change places.
  func swapped(_ dice: inout Dice) -> PrintedNumber? {
    let places = digits.indices.dropLast().filter { digits[$0] != digits[$0 + 1] }
    guard !places.isEmpty else { return nil }
    let place = dice.pick(places)
    var typed = digits
    typed.swapAt(place, place + 1)
    return number(typed, decimals)
  }

  /// One digit is another.
  func changed(_ dice: inout Dice) -> PrintedNumber? {
    let place = dice.pick(Array(digits.indices))
    var typed = digits
    typed[place] = UInt8((Int64(digits[place]) + dice.pick(1...9)) % 10)
    return number(typed, decimals)
  }

  /// One digit is not typed; behind the point that leaves one decimal fewer. Without the last of
  /// the decimals a number is cut off, which is no slip of the fingers.
  func missing(_ dice: inout Dice) -> PrintedNumber? {
    let places = digits.indices.dropLast(decimals > 0 ? 1 : 0)
    guard digits.count > 1, !places.isEmpty else { return nil }
    let place = dice.pick(Array(places))
    var typed = digits
    typed.remove(at: place)
    return number(typed, place < digits.count - decimals ? decimals : decimals - 1)
  }

  /// One digit is typed in addition, the same again or any; behind the point that makes one
  /// decimal more.
  func extra(_ dice: inout Dice) -> PrintedNumber? {
    let place = dice.pick(Array(0...digits.count))
    let isDoubled = place > 0 && dice.hits(permille: 500)
    var typed = digits
    typed.insert(isDoubled ? digits[place - 1] : UInt8(dice.pick(0...9)), at: place)
    return number(typed, place <= digits.count - decimals ? decimals : decimals + 1)
  }

  /// nil where the number would begin with a zero that nobody writes, or with the point.
  private func number(_ typed: [UInt8], _ decimals: Int) -> PrintedNumber? {
    guard typed.count > decimals, typed.count < 18, typed.contains(where: { $0 != 0 }),
      typed.first != 0 || typed.count == decimals + 1
    else { return nil }
    let magnitude = typed.reduce(Int64(0)) { $0 * 10 + Int64($1) }
    return PrintedNumber(isNegative ? -magnitude : magnitude, decimals: UInt8(decimals))
  }
}
