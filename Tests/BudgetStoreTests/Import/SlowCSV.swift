/// An obvious reader of the same notation, to compare with: a state and one byte at a time.
///
/// - Returns: nil when the bytes cannot be split into fields.
func slowRecords(of bytes: [UInt8]) -> [[String]]? {
  enum State { case start, plain, quoted, quoteInQuoted, carriageReturn }
  var bytes = bytes
  if bytes.first == 0xEF {
    guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return nil }
    bytes.removeFirst(3)
  }
  var records: [[String]] = []
  var record: [String] = []
  var field: [UInt8] = []
  var state = State.start
  func endField() {
    record.append(String(decoding: field, as: UTF8.self))
    field = []
    state = .start
  }
  func endRecord() {
    endField()
    records.append(record)
    record = []
  }
  for byte in bytes {
    switch (state, Character(Unicode.Scalar(byte))) {
    case (.quoted, "\""): state = .quoteInQuoted
    case (.quoted, _): field.append(byte)
    case (.start, "\""): state = .quoted
    case (.quoteInQuoted, "\""):
      field.append(byte)
      state = .quoted
    case (.carriageReturn, "\n"): endRecord()
    case (.carriageReturn, _): return nil
    case (_, "\r"): state = .carriageReturn
    case (_, "\n"): endRecord()
    case (_, ","): endField()
    case (_, "\""), (.quoteInQuoted, _): return nil
    case (_, _):
      field.append(byte)
      state = .plain
    }
  }
  guard state != .quoted, state != .carriageReturn else { return nil }
  // A file may end without a line end; behind one there is no record.
  if state != .start || !record.isEmpty { endRecord() }
  return records
}

/// SplitMix64: the same sequence for the same seed, on every machine.
///
/// Source: Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
