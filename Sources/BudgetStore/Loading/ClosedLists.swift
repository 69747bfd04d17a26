internal import BudgetDomain

/// Reads words of closed lists straight from the bytes of a row.
///
/// Ten million lines hold thirty million such words, so a word is compared as one integer: its
/// first seven bytes and its length, which differ for all words of each list.
struct ClosedList<Value> {
  private let keys: [UInt64]
  private let values: [Value]

  init(_ words: [(word: String, value: Value)]) {
    keys = words.map { word, _ in
      var word = word
      return word.withUTF8 { Self.key(UnsafeRawBufferPointer($0)) }
    }
    values = words.map(\.value)
  }

  /// The value of a word; nil for a word that is not in the list.
  func value(_ bytes: UnsafeRawBufferPointer) -> Value? {
    let key = Self.key(bytes)
    for index in keys.indices where keys[index] == key { return values[index] }
    return nil
  }

  private static func key(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var key: UInt64 = 0
    for byte in bytes.prefix(7) { key = key << 8 | UInt64(byte) }
    return key | UInt64(truncatingIfNeeded: bytes.count) << 56
  }
}

/// The closed lists of `intake.line`.
struct LineLists {
  let sections = ClosedList(Section.allCases.map { ($0.name, $0) })
  let funds = ClosedList(
    FundType.allCases.filter { $0 != .all && $0 != .unstated }.map { ($0.name, $0) })
  let kinds = ClosedList(
    ExpenditureKind.allCases.filter { $0 != .unstated }.map { ($0.name, $0) })
  let incomes = ClosedList(IncomeKind.allCases.filter { $0 != .unstated }.map { ($0.name, $0) })
}
