import BudgetDomain
import Testing

@testable import BudgetRules

/// Slips of the fingers against every number that could have been meant.
@Suite struct DigitSlipsTests {
  /// What typing a number wrongly can give, by cause; written on text, as it happens.
  private static func misprints(of meant: Int, decimals: Int) -> [Cause: Set<String>] {
    var digits = Array(String(abs(meant)))
    while digits.count < decimals + 1 { digits.insert("0", at: 0) }
    let whole = digits.count - decimals
    var found: [Cause: Set<String>] = [:]
    for place in digits.indices {
      if place + 1 < digits.count {
        var swapped = digits
        swapped.swapAt(place, place + 1)
        found[.digitsSwapped, default: []].insert(String(swapped))
      }
      for digit in "0123456789" {
        var changed = digits
        changed[place] = digit
        found[.digitChanged, default: []].insert(String(changed))
        if place < whole {
          var longer = digits
          longer.insert(digit, at: place)
          found[.digitExtra, default: []].insert(String(longer))
        }
      }
      if place < whole, whole > 1 {
        var shorter = digits
        shorter.remove(at: place)
        found[.digitMissing, default: []].insert(String(shorter))
      }
    }
    for digit in "0123456789" {
      var longer = digits
      longer.insert(digit, at: whole)
      found[.digitExtra, default: []].insert(String(longer))
    }
    return found
  }

  private static func text(_ units: Int, decimals: Int) -> String {
    let digits = String(abs(units))
    return String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  }

  @Test(arguments: UInt64(1)...60)
  func areThoseThatTypingMakes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let decimals = Int.random(in: 0...2, using: &random)
    let sign = Bool.random(using: &random) ? 1 : -1
    let printed = Int.random(in: 1...99_999, using: &random) * sign
    let center = Int.random(in: 0...99_999, using: &random) * printed.signum()
    let range = center - 400...center + 400
    let figure = PrintedFigure(
      label: "", number: PrintedNumber(Int64(printed), decimals: UInt8(decimals)),
      dimension: .amount(.wanYuan))
    let slips = DigitSlips(
      FigureDigits(figure), from: Int128(range.lowerBound)...Int128(range.upperBound))
    let found = slips?.candidates(nearest: Int128(center)) ?? []
    let shown = Self.text(printed, decimals: decimals)
    guard shown.count > 1 else { return #expect(slips == nil) }
    for cause in [Cause.digitsSwapped, .digitExtra, .digitMissing, .digitChanged] {
      let meant = range.filter { number in
        number != printed && number.signum() * printed.signum() >= 0
          && Self.misprints(of: number, decimals: decimals)[cause]?.contains(shown) == true
      }
      let nearest = meant.map { abs($0 - center) }.min()
      let mine = found.first { $0.cause == cause }.map { abs(Int($0.units) - center) }
      #expect(mine == nearest, "\(cause) of \(shown) in \(range): \(meant)")
    }
  }

  /// A number keeps no zero in front: nobody who means 0.00 types 100.00, but 10.00 perhaps.
  @Test(arguments: [(10_000, false), (1_000, true), (20_050, false)])
  func leavesNoZeroInFront(printed: Int, isPossible: Bool) {
    let figure = PrintedFigure(
      label: "", number: PrintedNumber(Int64(printed), decimals: 2), dimension: .percent)
    let found = DigitSlips(FigureDigits(figure), from: 0...99)?.candidates(nearest: 0) ?? []
    #expect(found.contains { $0.cause == .digitExtra } == isPossible)
  }
}
