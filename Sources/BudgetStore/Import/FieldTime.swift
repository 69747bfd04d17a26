/// The notation of days and times in an import file: ISO 8601 in its extended form.
///
/// Source: ISO 8601-1; the Gregorian calendar for all years, as in PostgreSQL.

/// Whether the bytes are a day that exists, such as `2024-02-29`.
func isDate(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  var rest = bytes
  guard bytes.count == 10,
    let year = rest.takeNumber(digits: 4), year > 0, rest.take("-"),
    let month = rest.takeNumber(digits: 2), 1...12 ~= month, rest.take("-"),
    let day = rest.takeNumber(digits: 2)
  else { return false }
  return 1...dayCount(ofMonth: month, year: year) ~= day
}

/// Whether the bytes are a time such as `2024-02-29 08:30`, `…T08:30:00.5Z` or `…T08:30:00+08:00`.
func isTimestamp(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  guard isDate(bytes.prefix(10)) else { return false }
  var rest = bytes.dropFirst(10)
  if rest.isEmpty { return true }
  guard rest.take("T") || rest.take(" "),
    let hour = rest.takeNumber(digits: 2), hour < 24, rest.take(":"),
    let minute = rest.takeNumber(digits: 2), minute < 60
  else { return false }
  if rest.take(":") {
    guard let second = rest.takeNumber(digits: 2), second < 60 else { return false }
    if rest.take("."), !(1...6 ~= rest.takeDigits()) { return false }
  }
  return isOffset(rest)
}

/// Nothing, `Z`, or hours and perhaps minutes from UTC.
private func isOffset(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  var rest = bytes
  if rest.isEmpty { return true }
  if rest.take("Z") { return rest.isEmpty }
  guard rest.take("+") || rest.take("-"),
    let hours = rest.takeNumber(digits: 2), hours < 15
  else { return false }
  if rest.isEmpty { return true }
  _ = rest.take(":")
  guard let minutes = rest.takeNumber(digits: 2), minutes < 60 else { return false }
  return rest.isEmpty
}

private func dayCount(ofMonth month: Int, year: Int) -> Int {
  switch month {
  case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
  case 4, 6, 9, 11: 30
  default: 31
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// Takes one character off the front if it is there.
  fileprivate mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard first == UInt8(ascii: character) else { return false }
    removeFirst()
    return true
  }

  /// Takes a number of exactly so many digits off the front; nil if it is not there.
  fileprivate mutating func takeNumber(digits: Int) -> Int? {
    guard count >= digits else { return nil }
    var number = 0
    for _ in 0..<digits {
      let digit = removeFirst() &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// Takes all digits off the front and returns how many they were.
  fileprivate mutating func takeDigits() -> Int {
    let before = count
    while let byte = first, byte &- UInt8(ascii: "0") <= 9 { removeFirst() }
    return before - count
  }
}
