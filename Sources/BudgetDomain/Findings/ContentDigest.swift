/// A 128-bit fingerprint of content, the same on every machine and in every run.
///
/// It tells whether content changed; it is no defence against someone who forges content.
/// Parts are taken in either as a set (`add`, any order gives the same digest) or as a sequence
/// (`append`). The mixing step is the finalizer of SplitMix64 (Steele, Lea, Flood 2014).
public struct ContentDigest: Hashable, Sendable {
  var high: UInt64
  var low: UInt64

  /// The digest of nothing.
  public init() {
    high = 0x243F_6A88_85A3_08D3
    low = 0x1319_8A2E_0370_7344
  }

  /// The digest of some bytes: sixteen at a time, folded by one wide multiplication each, so that
  /// a row of a hundred bytes takes some ten nanoseconds. Its strength is that of 64 bits.
  public init(bytes: UnsafeRawBufferPointer) {
    self.init()
    var folded = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
    var place = 0
    while place + 16 <= bytes.count {
      let first = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let second = bytes.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self)
      folded = Self.fold(first ^ folded, second ^ 0xE703_7ED1_A0B4_28DB)
      place += 16
    }
    var first: UInt64 = 0
    var second: UInt64 = 0
    while place < bytes.count {
      second = second << 8 | first >> 56
      first = first << 8 | UInt64(bytes[place])
      place += 1
    }
    append(Self.fold(first ^ folded, second ^ 0x8EBC_6AF0_9C88_C6E3))
  }

  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  /// The digest of a text's UTF-8 bytes.
  public init(_ text: String) {
    var text = text
    self = text.withUTF8 { ContentDigest(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// Reads a digest that was recorded as its description; nil for anything else.
  public init?(recorded text: String) {
    guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    (self.high, self.low) = (high, low)
  }

  /// Takes in the next word of a sequence.
  public mutating func append(_ word: UInt64) {
    high = Self.mix(high ^ word)
    low = Self.mix(low &+ word &* 0x9E37_79B9_7F4A_7C15) ^ (high >> 32)
  }

  /// Takes in the next signed number of a sequence.
  public mutating func append(_ number: Int64) {
    append(UInt64(bitPattern: number))
  }

  /// Takes in the next part of a sequence.
  public mutating func append(_ part: ContentDigest) {
    append(part.high)
    append(part.low)
  }

  /// Takes in one member of a set; equal members count as often as they are added.
  public mutating func add(_ member: ContentDigest) {
    let (sum, overflow) = low.addingReportingOverflow(member.low)
    low = sum
    high = high &+ member.high &+ (overflow ? 1 : 0)
  }

  /// Takes one member of a set out again.
  public mutating func remove(_ member: ContentDigest) {
    let (difference, overflow) = low.subtractingReportingOverflow(member.low)
    low = difference
    high = high &- member.high &- (overflow ? 1 : 0)
  }

  /// Half of the digest, where equal content is all that is asked.
  public var word: Int64 { Int64(bitPattern: high ^ low) }

  private static func mix(_ word: UInt64) -> UInt64 {
    var mixed = word
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension ContentDigest: CustomStringConvertible {
  /// 32 hexadecimal digits.
  public var description: String {
    [high, low].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }
}
