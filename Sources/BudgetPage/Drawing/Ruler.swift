/// Where numbers stand along a line; in whole numbers, so that every machine draws the same.
struct Ruler {
  private let low: Int128
  private let high: Int128
  private let length: Int128

  /// A line of `length` units from the least to the greatest of some numbers, 0 among them or not.
  init(_ numbers: [Int64], length: Int, fromZero: Bool = true) {
    let all = numbers + (fromZero ? [0] : [])
    let (least, most) = (all.min() ?? 0, all.max() ?? 0)
    low = Int128(least)
    high = least == most ? low + 1 : Int128(most)
    self.length = Int128(length)
  }

  /// The place of a number, rounded to a unit; one beyond an end stands at that end.
  func place(_ number: Int64) -> Int {
    let inside = min(max(Int128(number), low), high) - low
    return Int((inside * length * 2 + (high - low)) / ((high - low) * 2))
  }
}
