/// A small random generator whose throws depend only on its keys.
///
/// Every choice has a key of its own (unit, item, year), so that a unit keeps its figures when
/// others come or go. Source: SplitMix64 (Steele, Lea, Flood 2014) over an FNV-1a hash of the keys.
struct Dice {
  private var state: UInt64

  init(_ seed: UInt64, _ keys: String..., year: Int = 0) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ seed
    for key in keys {
      for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xff) &* 0x100_0000_01b3
    }
    state = hash &+ UInt64(truncatingIfNeeded: year) &* 0x9e37_79b9_7f4a_7c15
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number in `range`; the bias of the remainder is far below one in a million here.
  mutating func pick(_ range: ClosedRange<Int64>) -> Int64 {
    let span = UInt64(range.upperBound - range.lowerBound) + 1
    return range.lowerBound + Int64(next() % span)
  }

  /// One element of a list that is not empty.
  mutating func pick<Element>(_ list: [Element]) -> Element {
    precondition(!list.isEmpty)
    return list[Int(next() % UInt64(list.count))]
  }

  /// True in `permille` of a thousand throws.
  mutating func hits(permille: UInt64) -> Bool { next() % 1000 < permille }
}
