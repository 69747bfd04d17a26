import BudgetDomain

/// Numbers that one slip of the fingers turns into the printed one.
///
/// Each place of the digits gives its candidate from the range straight away: what has to stand
/// there for the number to lie in it. Digits behind the point keep their places, because a book
/// prints all amounts with the same decimals; lost and added digits stand before the point.
struct DigitSlips {
  private let magnitude: Int128
  private let sign: Int128
  private let places: Int
  private let decimals: Int
  private let range: ClosedRange<Int128>

  /// The slips that lead from a number in `range` to `digits`; nil for a single digit, which any
  /// other may have been.
  init?(_ digits: FigureDigits, from range: ClosedRange<Int128>) {
    magnitude = digits.units < 0 ? -digits.units : digits.units
    sign = digits.units < 0 ? -1 : 1
    decimals = digits.decimals
    var places = 1
    while magnitude >= Self.power(places) { places += 1 }
    self.places = max(places, decimals + 1)
    guard self.places > 1, magnitude > 0 else { return nil }
    self.range = sign < 0 ? -range.upperBound ... -range.lowerBound : range
  }

  private static func power(_ exponent: Int) -> Int128 { Int128(PowerOfTen[exponent]) }

  /// A number that may have been meant.
  struct Candidate {
    let cause: Cause
    let units: Int128
    /// Whether few other numbers could have been meant, so that it says much that this one fits.
    let isRare: Bool
  }

  /// What was meant, by cause: of several numbers the one nearest to `target`.
  func candidates(nearest target: Int128) -> [Candidate] {
    let found: [(Cause, [Int128])] = [
      (.digitsSwapped, swapped()), (.digitExtra, shorter()), (.digitMissing, longer()),
      (.digitChanged, changed()),
    ]
    return found.compactMap { cause, numbers in
      numbers.filter { range.contains($0) && $0 != magnitude }.map { $0 * sign }
        .min { left, right in
          let (near, far) = ((left - target).magnitude, (right - target).magnitude)
          return (near, left) < (far, right)
        }.map { Candidate(cause: cause, units: $0, isRare: isRare(cause, $0.magnitude)) }
    }
  }

  /// Whether hardly a slip of the same cause leads elsewhere. A digit in front, other than the next
  /// one typed twice, adds what a changed digit may add in any row: it says no more than that one.
  private func isRare(_ cause: Cause, _ meant: UInt128) -> Bool {
    switch cause {
    case .digitsSwapped: true
    case .digitExtra:
      meant != (magnitude % Self.power(places - 1)).magnitude
        || digit(places - 1) == digit(places - 2)
    default: false
    }
  }

  private func digit(_ place: Int) -> Int128 { magnitude / Self.power(place) % 10 }

  /// Whether a number would begin with a zero that nobody prints.
  private func isPadded(_ leading: Int128, _ place: Int) -> Bool {
    leading == 0 && place == places - 1 && place > decimals
  }

  private func swapped() -> [Int128] {
    (0..<places - 1).compactMap { place in
      let (low, high) = (digit(place), digit(place + 1))
      guard !isPadded(low, place + 1) else { return nil }
      return magnitude + (low - high) * 9 * Self.power(place)
    }
  }

  private func changed() -> [Int128] {
    (0..<places).flatMap { place in
      let step = Self.power(place)
      let rest = magnitude - digit(place) * step
      return fitting(rest, step).filter { !isPadded($0, place) }.map { rest + $0 * step }
    }
  }

  /// Without one of the digits before the point.
  private func shorter() -> [Int128] {
    guard places > decimals + 1 else { return [] }
    // What is left is a number as people write it, with no zero in front: 100.00 is no 0.00.
    let lost = (decimals..<places).filter {
      $0 < places - 1 || digit($0 - 1) != 0 || $0 == decimals + 1
    }
    return lost.map { place in
      magnitude / Self.power(place + 1) * Self.power(place) + magnitude % Self.power(place)
    }
  }

  /// With one more digit before the point.
  private func longer() -> [Int128] {
    guard places < 17 else { return [] }
    return (decimals...places).flatMap { place in
      let step = Self.power(place)
      let rest = magnitude / step * step * 10 + magnitude % step
      return fitting(rest, step).filter { place < places || $0 > 0 }.map { rest + $0 * step }
    }
  }

  /// The digits that, `step` each, bring `rest` into the range.
  private func fitting(_ rest: Int128, _ step: Int128) -> [Int128] {
    let low = max(0, ceilDivide(range.lowerBound - rest, by: step))
    let high = min(9, floorDivide(range.upperBound - rest, by: step))
    return low <= high ? Array(low...high) : []
  }
}
