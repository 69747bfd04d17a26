import BudgetDomain

/// Leaf totals of many submissions, packed: about 25 bytes a total instead of 72.
///
/// Every amount is written as the difference from its neighbour (final from initial, actual from
/// final, project from what basic leaves of actual), in as many 7-bit groups as it needs.
struct PackStore: Sendable {
  /// Where the totals of one submission lie.
  struct Location: Sendable {
    let chunk: Int32
    let start: Int32
    let end: Int32
  }

  private static let chunkSize = 4 << 20
  private var chunks: [[UInt8]] = []

  /// Packs the totals of one submission.
  mutating func append(_ totals: [LeafTotal]) -> Location {
    // Ten groups of seven bits at most for each of nine numbers, and six bytes of head.
    let last = chunk(withRoomFor: totals.count * 96)
    let start = chunks[last].count
    for total in totals { Self.append(total, to: &chunks[last]) }
    return Location(chunk: Int32(last), start: Int32(start), end: Int32(chunks[last].count))
  }

  /// Takes the packed totals of one submission as they are.
  mutating func append(bytes: UnsafeRawBufferPointer) -> Location {
    let last = chunk(withRoomFor: bytes.count)
    let start = chunks[last].count
    chunks[last].append(contentsOf: bytes)
    return Location(chunk: Int32(last), start: Int32(start), end: Int32(chunks[last].count))
  }

  /// The packed totals of one submission.
  func bytes(at location: Location) -> ArraySlice<UInt8> {
    chunks[Int(location.chunk)][Int(location.start)..<Int(location.end)]
  }

  private mutating func chunk(withRoomFor bound: Int) -> Int {
    if chunks.isEmpty || chunks[chunks.count - 1].count + bound > Self.chunkSize {
      var chunk: [UInt8] = []
      chunk.reserveCapacity(max(Self.chunkSize, bound))
      chunks.append(chunk)
    }
    return chunks.count - 1
  }

  /// Calls `body` with each total at `location`, in the order in which they were packed.
  func forEach(at location: Location, _ body: (borrowing LeafTotal) -> Void) {
    chunks[Int(location.chunk)].withUnsafeBytes { bytes in
      var cursor = PackCursor(
        bytes: UnsafeRawBufferPointer(
          rebasing: bytes[Int(location.start)..<Int(location.end)]))
      while let total = cursor.next() { body(total) }
    }
  }

  private static func append(_ total: LeafTotal, to bytes: inout [UInt8]) {
    bytes.append(total.axis.rawValue << 3 | total.fund.rawValue)
    bytes.append(total.stated.rawValue)
    withUnsafeBytes(of: total.code.littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(packing: total.lineCount)
    bytes.append(packing: total.lineCount - total.initialLineCount)
    bytes.append(packing: total.lineCount - total.executionLineCount)
    bytes.append(packing: total.initial)
    bytes.append(packing: total.final &- total.initial)
    bytes.append(packing: total.actual &- total.final)
    bytes.append(packing: total.basic)
    bytes.append(packing: total.actual &- total.basic &- total.project)
  }
}

/// Reads packed totals one after another.
private struct PackCursor: ~Copyable {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  init(bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  mutating func next() -> LeafTotal? {
    guard place < bytes.count, let axis = Axis(rawValue: bytes[place] >> 3),
      let fund = FundType(rawValue: bytes[place] & 7)
    else { return nil }
    let code = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place + 2, as: UInt32.self))
    var total = LeafTotal(axis: axis, code: code, fund: fund)
    total.stated = StatedMeasures(rawValue: bytes[place + 1])
    place += 6
    total.lineCount = number()
    total.initialLineCount = total.lineCount - number()
    total.executionLineCount = total.lineCount - number()
    total.initial = number()
    total.final = total.initial &+ number()
    total.actual = total.final &+ number()
    total.basic = number()
    total.project = total.actual &- total.basic &- number()
    return total
  }

  private mutating func number() -> Int64 {
    var word: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = bytes[place]
      place += 1
      word |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return Int64(bitPattern: word >> 1) ^ -Int64(bitPattern: word & 1)
  }
}
