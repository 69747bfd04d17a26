extension String {
  /// Whether the text holds `word` with no letter, digit or underscore directly beside it.
  func holds(word: String) -> Bool {
    !places(ofWord: word).isEmpty
  }

  /// Where `word` stands by itself; a side of it that is no letter may touch anything.
  func places(ofWord word: String) -> [Int] {
    guard contains(word) else { return [] }
    let bytes = Array(utf8)
    let wanted = Array(word.utf8)
    guard let first = wanted.first, let last = wanted.last, bytes.count >= wanted.count
    else { return [] }
    return (0...(bytes.count - wanted.count)).filter { start in
      let end = start + wanted.count
      return bytes[start] == first && bytes[start..<end].elementsEqual(wanted)
        && !(first.isOfWord && start > 0 && bytes[start - 1].isOfWord)
        && !(last.isOfWord && end < bytes.count && bytes[end].isOfWord)
    }
  }
}

extension UInt8 {
  /// A letter, digit or underscore, or a byte of a character beyond ASCII.
  var isOfWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
