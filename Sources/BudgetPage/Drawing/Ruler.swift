/// Where numbers stand along a line; in whole numbers, so that every machine draws the same.
struct Ruler {
  private let low: Int128
  private let high: Int128
  private let length: Int128

  /// How many times another number one must be to stand alone.
  private static let outlierRatio: UInt128 = 5
  /// How many may stand alone: a figure and that of the year before.
  private static let outlierCount = 2

  /// A line of `length` units from the least to the greatest of some numbers, 0 among them or not.
  init(_ numbers: [Int64], length: Int, fromZero: Bool = true) {
    let all = numbers + (fromZero ? [0] : [])
    let (least, most) = (all.min() ?? 0, all.max() ?? 0)
    low = Int128(least)
    high = least == most ? low + 1 : Int128(most)
    self.length = Int128(length)
  }

  /// A line from zero on which one or two numbers far beyond all others do not flatten these: fewer
  /// than half of them, each five times the largest of the others or more. The line ends a quarter
  /// beyond that one, and what is beyond the line is cut.
  ///
  /// - Parameter suspects: The only numbers that may be cut; nil for any.
  init(cutting numbers: [Int64], onlyAmong suspects: [Int64]? = nil, length: Int) {
    let sizes = numbers.filter { $0 != 0 }.map { UInt128($0.magnitude) }.sorted(by: >)
    let cut = sizes.indices.dropFirst().prefix(Self.outlierCount).first { place in
      place * 2 < sizes.count && sizes[place - 1] >= sizes[place] * Self.outlierRatio
        && sizes[..<place].allSatisfy { size in
          suspects?.contains { $0.magnitude == size } ?? true
        }
    }
    guard let cut else {
      self.init(numbers, length: length)
      return
    }
    let limit = Int64(clamping: sizes[cut] + sizes[cut] / 4)
    self.init(numbers.map { min(max($0, -limit), limit) }, length: length)
  }

  /// Whether one of two figures of a row is so many times the other that it would stand alone.
  static func isJump(from before: Int64?, to after: Int64?) -> Bool {
    guard let before, let after else { return false }
    let (one, other) = (UInt128(before.magnitude), UInt128(after.magnitude))
    return max(one, other) >= min(one, other) * outlierRatio && one != other
  }

  /// Whether a number lies beyond the end of the line.
  func isCut(_ number: Int64) -> Bool { Int128(number) < low || Int128(number) > high }

  /// The place of a number, rounded to a unit; one beyond an end stands at that end.
  func place(_ number: Int64) -> Int {
    let inside = min(max(Int128(number), low), high) - low
    return Int((inside * length * 2 + (high - low)) / ((high - low) * 2))
  }
}
