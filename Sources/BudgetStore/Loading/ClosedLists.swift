internal import BudgetDomain

/// Reads words of closed lists straight from the bytes of a row.
///
/// Ten million lines hold thirty million such words, so a word is compared as a few integers.
struct ClosedList<Value> {
  private let keys: [WordKey]
  private let values: [Value]

  init(_ words: [(word: String, value: Value)]) {
    keys = words.map { word, _ in
      var word = word
      return word.withUTF8 { WordKey(UnsafeRawBufferPointer($0)) }
    }
    values = words.map(\.value)
  }

  /// The value of a word; nil for a word that is not in the list.
  func value(_ bytes: UnsafeRawBufferPointer) -> Value? {
    let key = WordKey(bytes)
    for index in keys.indices where keys[index] == key { return values[index] }
    return nil
  }
}

/// The bytes of a word of at most 24, and its length: equal for equal words only.
private struct WordKey: Equatable {
  private let count: Int
  private var head: UInt64 = 0
  private var middle: UInt64 = 0
  private var tail: UInt64 = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    count = bytes.count
    if count < 8 {
      for byte in bytes { head = head << 8 | UInt64(byte) }
    } else {
      head = bytes.loadUnaligned(as: UInt64.self)
      if count > 16 { middle = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self) }
      tail = bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    }
  }

  static func == (left: WordKey, right: WordKey) -> Bool {
    left.head == right.head && left.count == right.count && left.tail == right.tail
      && left.middle == right.middle
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
