/// Numbers of cells by place, counted from zero in the order in which they come; a place is a node
/// of a tree × 2^32 + a key.
///
/// What a group gets of units that come one after another is looked up once for all of them, and
/// one by one what is taken out of it and what a unit gets a second time. Nodes are spread by
/// multiplication with 2^64 ÷ the golden ratio (Knuth, The Art of Computer Programming 3, 6.4); the
/// keys of a node stand side by side, since they are asked for one after the other.
struct PlaceTable: Sendable {
  private var places: [UInt64]
  /// −1 where nothing is.
  private var numbers: [Int32]
  private var shift: UInt64
  private var count = 0

  init() {
    let bits: UInt64 = 10
    places = [UInt64](repeating: 0, count: 1 << bits)
    numbers = [Int32](repeating: -1, count: 1 << bits)
    shift = 64 - bits
  }

  /// The number of a place, the next one where it had none.
  mutating func number(of place: UInt64) -> Int {
    let slot = slot(of: place)
    guard numbers[slot] < 0 else { return Int(numbers[slot]) }
    places[slot] = place
    numbers[slot] = Int32(count)
    count += 1
    if count * 2 > numbers.count { grow() }
    return count - 1
  }

  /// Where a place is, or the free slot where it belongs.
  private func slot(of place: UInt64) -> Int {
    places.withUnsafeBufferPointer { places in
      numbers.withUnsafeBufferPointer { numbers in
        let last = numbers.count - 1
        let start = ((place >> 32) &* 0x9e37_79b9_7f4a_7c15) >> shift
        var slot = Int(start + (place & 0xFFFF_FFFF)) & last
        while numbers[slot] >= 0, places[slot] != place { slot = (slot + 1) & last }
        return slot
      }
    }
  }

  private mutating func grow() {
    let old = zip(places, numbers).filter { $1 >= 0 }
    shift -= 1
    places = [UInt64](repeating: 0, count: numbers.count * 2)
    numbers = [Int32](repeating: -1, count: places.count)
    for (place, number) in old {
      let slot = slot(of: place)
      places[slot] = place
      numbers[slot] = number
    }
  }
}
