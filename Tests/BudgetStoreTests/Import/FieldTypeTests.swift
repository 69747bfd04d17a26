import Testing

@testable import BudgetStore

struct FieldTypeTests {
  private typealias Reason = ImportDefect.Reason

  @Test(
    arguments: [
      ("0", nil), ("-48.60", nil), ("007", nil), (String(repeating: "9", count: 24), nil),
      ("1,234.5", .notANumber), ("1e3", .notANumber), ("+1", .notANumber), ("NaN", .notANumber),
      ("Infinity", .notANumber), ("-inf", .notANumber), (".5", .notANumber), ("5.", .notANumber),
      ("-", .notANumber), ("1.2.3", .notANumber), (" 1", .notANumber), ("1 ", .notANumber),
      ("--1", .notANumber), ("48,60", .notANumber), ("４８", .notANumber), ("0x1", .notANumber),
      (String(repeating: "9", count: 25), .tooManyDigits),
      ("0." + String(repeating: "1", count: 24), .tooManyDigits),
    ] as [(String, ImportDefect.Reason?)])
  func judgesNumbers(text: String, reason: ImportDefect.Reason?) {
    #expect(Self.defect(in: text, as: .numeric) == reason)
  }

  @Test(
    arguments: [
      ("32767", 16, nil), ("-32768", 16, nil), ("32768", 16, .integerOutOfRange),
      ("-32769", 16, .integerOutOfRange), ("2147483647", 32, nil),
      ("2147483648", 32, .integerOutOfRange), ("9223372036854775807", 64, nil),
      ("-9223372036854775808", 64, nil), ("9223372036854775808", 64, .integerOutOfRange),
      ("99999999999999999999999", 64, .integerOutOfRange), ("1.0", 64, .notAnInteger),
      ("", 64, .notAnInteger), ("+1", 64, .notAnInteger), ("-", 64, .notAnInteger),
    ] as [(String, Int, ImportDefect.Reason?)])
  func judgesIntegers(text: String, bits: Int, reason: ImportDefect.Reason?) {
    #expect(Self.defect(in: text, as: .integer(bits: bits)) == reason)
  }

  @Test(
    arguments: [
      ("2024-02-29", true), ("2023-02-29", false), ("2000-02-29", true), ("1900-02-29", false),
      ("2024-04-31", false), ("2024-13-01", false), ("0000-01-01", false), ("2024-1-01", false),
      ("24-01-01", false), ("2024/01/01", false), ("2024-01-01 ", false),
    ])
  func judgesDays(text: String, isDay: Bool) {
    #expect(Self.defect(in: text, as: .date) == (isDay ? nil : .notADate))
  }

  @Test(
    arguments: [
      ("2024-02-29", true), ("2024-02-29T08:30", true), ("2024-02-29 08:30:59.123456", true),
      ("2024-02-29T08:30:00Z", true), ("2024-02-29T08:30:00+08:00", true),
      ("2024-02-29T08:30+0800", true), ("2024-02-29T08:30+08", true),
      ("2024-02-29T24:00", false), ("2024-02-29T08:60", false), ("2024-02-29T08", false),
      ("2024-02-29T08:30:00.", false), ("2024-02-29T08:30:00.1234567", false),
      ("2024-02-29T08:30:00+8", false), ("yesterday", false), ("now", false),
    ])
  func judgesTimes(text: String, isTime: Bool) {
    #expect(Self.defect(in: text, as: .timestamp) == (isTime ? nil : .notATime))
  }

  @Test(
    arguments: [
      ([0x61, 0xE4, 0xBA, 0xBA], nil), ([0x61, 0x00], .zeroByte), ([0xFF], .invalidUTF8),
      ([0xE4, 0xBA], .invalidUTF8), ([0xED, 0xA0, 0x80], .invalidUTF8),
      ([0xC0, 0x80], .invalidUTF8),
    ] as [([UInt8], ImportDefect.Reason?)])
  func judgesText(bytes: [UInt8], reason: ImportDefect.Reason?) {
    let found = bytes.withUnsafeBufferPointer { FieldType.text.defect(in: $0) }
    #expect(found == reason)
  }

  private static func defect(in text: String, as type: FieldType) -> ImportDefect.Reason? {
    Array(text.utf8).withUnsafeBufferPointer { type.defect(in: $0) }
  }
}
