/// A printed number with its rounding interval in whole numbers.
///
/// Amounts count in twentieths of a fen: half of the last digit of a yuan with three decimals is
/// one of them, so that every half-width is exact. Plain numbers and percentages keep their digits.
struct PrintedFigure {
  let value: Int128
  let half: Int128

  /// An amount in a submission's unit.
  init?(amount text: String, unit: String) {
    guard let (digits, decimals) = Self.parse(text) else { return nil }
    let fenInUnit: Int128 = unit == "yuan" ? 100 : 1_000_000
    let step = fenInUnit * 20 / Self.power(decimals)
    value = digits * step
    half = step / 2
  }

  init(value: Int128, half: Int128) {
    self.value = value
    self.half = half
  }

  /// The digits of a decimal number and how many stand after its point.
  static func parse(_ text: String) -> (digits: Int128, decimals: Int)? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let digits = Int128(parts.joined()) else { return nil }
    return (digits, parts.count == 2 ? parts[1].utf8.count : 0)
  }

  static func power(_ exponent: Int) -> Int128 { (0..<exponent).reduce(1) { sum, _ in sum * 10 } }
}

/// How wide the figures of one relation may be taken.
enum Reading {
  /// Each at its own half-width: what fails here is certainly wrong.
  case ownWidth
  /// All at the half-width of the most precise: what holds here needs no further question.
  case mostPrecise
}

extension Reading {
  /// To the lower and to the upper end of an interval.
  private static let signs: [Int128] = [-1, 1]

  private func halves(_ figures: [PrintedFigure]) -> [Int128] {
    let narrowest = figures.map(\.half).min() ?? 0
    return figures.map { self == .ownWidth ? $0.half : narrowest }
  }

  /// Whether the parts can add up to the whole.
  func allows(sum parts: [PrintedFigure], equals whole: PrintedFigure) -> Bool {
    let slack = halves(parts + [whole]).reduce(0, +)
    let gap = parts.reduce(0) { $0 + $1.value } - whole.value
    return gap.magnitude <= slack.magnitude
  }

  /// Whether `part` can be the printed percentage of `whole`.
  func allows(percent: String, of part: PrintedFigure, in whole: PrintedFigure) -> Bool {
    let half = halves([part, whole])
    let corners = Self.signs.flatMap { first in
      Self.signs.map { second in
        (part.value + first * half[0], whole.value + second * half[1])
      }
    }
    return allows(percent: percent, amongCorners: corners)
  }

  /// Whether `change` on the way to `now` can be the printed growth, last year being open.
  func allows(percent: String, ofChange change: PrintedFigure, to now: PrintedFigure) -> Bool {
    let half = halves([change, now])
    let corners = Self.signs.flatMap { first in
      Self.signs.map { second in
        let moved = change.value + first * half[0]
        return (moved, now.value + second * half[1] - moved)
      }
    }
    return allows(percent: percent, amongCorners: corners)
  }

  /// The quotient is continuous: it takes the printed value if it is above it at one corner and
  /// below it at another.
  private func allows(percent: String, amongCorners corners: [(Int128, Int128)]) -> Bool {
    guard let (digits, decimals) = PrintedFigure.parse(percent) else { return false }
    let scale = 200 * PrintedFigure.power(decimals)
    return corners.contains { $0.0 * scale >= (2 * digits - 1) * $0.1 }
      && corners.contains { $0.0 * scale <= (2 * digits + 1) * $0.1 }
  }
}
