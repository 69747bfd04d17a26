/// Makes inputs like those of a corpus, each with a few slips: a bit, a piece lost or doubled, a
/// piece of another input, or one of the words that readers stumble over.
struct Mutator {
  private static let words: [[UInt8]] =
    [
      "", "-", "--", ".", "..", "+", "e", "E9", "NaN", "inf", "0", "00", "9", "999999999999999999",
      "9223372036854775807", "9223372036854775808", "*", "?", "[", "]", "(", ")", ",", "\"", "\n",
      "\r\n", " ", "\u{3000}", "\u{202E}", "\u{FEFF}", "５", "=", "<=", "当", "prior.", "growth(",
    ].map { Array($0.utf8) } + [
      [0], [0xFF], [0xED, 0xA0, 0x80], [0xFF, 0xFF, 0xFF, 0xFF], [0x7F],
    ]

  private let corpus: [[UInt8]]
  private var random: SeededGenerator

  init(_ corpus: [[UInt8]], seed: UInt64) {
    self.corpus = corpus
    random = SeededGenerator(seed: seed)
  }

  init(_ corpus: [String], seed: UInt64) {
    self.init(corpus.map { Array($0.utf8) }, seed: seed)
  }

  /// The next input.
  mutating func next() -> [UInt8] {
    var bytes = corpus.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 0...4, using: &random) { mutate(&bytes) }
    return bytes
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    let end = min(bytes.count, place + Int.random(in: 1...8, using: &random))
    switch Int.random(in: 0..<6, using: &random) {
    case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes.removeSubrange(place..<end)
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 3:
      let other = corpus.randomElement(using: &random) ?? []
      let start = Int.random(in: 0...other.count, using: &random)
      bytes.replaceSubrange(place..., with: other[start...])
    case 4: bytes.insert(UInt8.random(in: .min ... .max, using: &random), at: place)
    default:
      bytes.insert(contentsOf: Self.words.randomElement(using: &random) ?? [], at: place)
    }
  }
}
