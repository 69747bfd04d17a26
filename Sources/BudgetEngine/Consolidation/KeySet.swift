/// Keys below a bound, listed in ascending order without sorting.
///
/// One bit a key, and above them one bit for every 64 that says whether any is set, so that a few
/// keys among millions are found without passing by all the others.
struct KeySet: Sendable {
  private var words: [UInt64]
  private var groups: [UInt64]

  /// An empty set of keys in 0 ..< `bound`.
  init(bound: Int) {
    words = [UInt64](repeating: 0, count: bound / 64 + 1)
    groups = [UInt64](repeating: 0, count: bound / 4096 + 1)
  }

  /// Puts a key in, whether or not it is in already.
  mutating func insert(_ key: Int32) {
    let word = Int(key >> 6)
    words[word] |= 1 << UInt64(key & 63)
    groups[word >> 6] |= 1 << UInt64(word & 63)
  }

  /// Replaces what `keys` holds by the members, ascending.
  func list(into keys: inout [Int32]) {
    keys.removeAll(keepingCapacity: true)
    for group in groups.indices where groups[group] != 0 {
      var open = groups[group]
      while open != 0 {
        let word = group << 6 | open.trailingZeroBitCount
        open &= open - 1
        var bits = words[word]
        while bits != 0 {
          keys.append(Int32(truncatingIfNeeded: word << 6 | bits.trailingZeroBitCount))
          bits &= bits - 1
        }
      }
    }
  }

  /// Takes every key out; costs what the keys cost, not what the bound does.
  mutating func removeAll() {
    for group in groups.indices where groups[group] != 0 {
      var open = groups[group]
      while open != 0 {
        words[group << 6 | open.trailingZeroBitCount] = 0
        open &= open - 1
      }
      groups[group] = 0
    }
  }
}
