/// What a field of an import file must look like, by the type of its column.
///
/// Stricter than PostgreSQL, which reads `1e3`, ` 7` or `yesterday`: a field is taken as printed
/// or not at all. Whatever passes here, the server reads without an error.
enum FieldType: Equatable {
  case text
  /// A whole number of at most so many bits.
  case integer(bits: Int)
  /// A decimal number of at most 24 digits, such as `-48.60`.
  case numeric
  /// A day such as `2024-02-29`.
  case date
  /// A time such as `2024-02-29T08:30:00+08:00`; without an offset it is UTC.
  case timestamp

  /// - Parameter typeName: As PostgreSQL's `format_type` writes it.
  /// - Returns: nil for a type that no import table uses.
  init?(typeName: String) {
    switch typeName {
    case "text": self = .text
    case "smallint": self = .integer(bits: 16)
    case "integer": self = .integer(bits: 32)
    case "bigint": self = .integer(bits: 64)
    case "numeric": self = .numeric
    case "date": self = .date
    case "timestamp with time zone": self = .timestamp
    default: return nil
    }
  }

  /// Why the bytes of a field, at least one, are not of this type; nil if they are.
  func defect(in bytes: UnsafeBufferPointer<UInt8>) -> ImportDefect.Reason? {
    switch self {
    case .text: textDefect(in: bytes)
    case .integer(let bits): integerDefect(in: bytes, bits: bits)
    case .numeric: numericDefect(in: bytes)
    case .date: isDate(bytes[...]) ? nil : .notADate
    case .timestamp: isTimestamp(bytes) ? nil : .notATime
    }
  }
}

private typealias Bytes = UnsafeBufferPointer<UInt8>

private let minus = UInt8(ascii: "-")
private let point = UInt8(ascii: ".")

private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }

/// PostgreSQL cannot store a zero byte, and stores UTF-8 only.
private func textDefect(in bytes: Bytes) -> ImportDefect.Reason? {
  var combined: UInt8 = 0
  for byte in bytes {
    if byte == 0 { return .zeroByte }
    combined |= byte
  }
  guard combined >= 0x80 else { return nil }
  return (try? UTF8Span(validating: bytes.span)) == nil ? .invalidUTF8 : nil
}

private func integerDefect(in bytes: Bytes, bits: Int) -> ImportDefect.Reason? {
  let isNegative = bytes.first == minus
  let digits = isNegative ? bytes.dropFirst() : bytes[...]
  guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return .notAnInteger }
  var value: Int64 = 0
  for digit in digits {
    let step = Int64(digit - UInt8(ascii: "0"))
    let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
    // Downwards, because the lowest number has no positive twin.
    let (sum, secondOverflow) = tenfold.subtractingReportingOverflow(step)
    if overflow || secondOverflow { return .integerOutOfRange }
    value = sum
  }
  let lowest = Int64.min >> (64 - bits)
  return value >= (isNegative ? lowest : lowest + 1) ? nil : .integerOutOfRange
}

/// An optional minus sign, digits, and perhaps a point with digits behind it.
private func numericDefect(in bytes: Bytes) -> ImportDefect.Reason? {
  let unsigned = bytes.first == minus ? bytes.dropFirst() : bytes[...]
  var digitCount = 0
  var pointIndex: Int?
  for index in unsigned.indices {
    if isDigit(unsigned[index]) {
      digitCount += 1
    } else if unsigned[index] == point, pointIndex == nil {
      pointIndex = index
    } else {
      return .notANumber
    }
  }
  guard digitCount > 0, pointIndex != unsigned.startIndex, pointIndex != unsigned.endIndex - 1
  else { return .notANumber }
  return digitCount <= 24 ? nil : .tooManyDigits
}
