import BudgetDomain
import BudgetTestSupport
import Testing

@testable import BudgetStore
@testable import PostgresClient

/// Rows of a binary copy whose fields hold anything: they are decoded, or refused, and no more.
@Suite struct RowFuzzTests {
  /// The fields of `copy_submission_lines` behind the submission's number.
  private static let line: [[UInt8]?] = [
    [0, 0, 0, 7], Array("functional".utf8), Array("2010101".utf8), Array("general".utf8),
    Array("basic".utf8), numeric(0, 0, 0, 2), numeric(0, 0x4000, 1234, 2), numeric(1, 0, 9999, 18),
    nil, Array("30101".utf8), Array("P-1".utf8), Array("business".utf8), Array("人大".utf8), nil,
  ]

  /// The binary form of a number of one group of four digits.
  private static func numeric(
    _ weight: UInt8, _ sign: UInt16, _ digits: UInt16, _ decimals: UInt8
  ) -> [UInt8] {
    [
      0, 1, 0, weight, UInt8(sign >> 8), UInt8(sign & 0xFF), 0, decimals, UInt8(digits >> 8),
      UInt8(digits & 0xFF),
    ]
  }

  /// Calls `body` with a row made of fields.
  private func withRow(_ fields: [[UInt8]?], _ body: (inout BinaryRow) throws -> Void) rethrows {
    let bytes = fields.flatMap { field -> [UInt8] in
      let count = UInt32(bitPattern: field.map { Int32($0.count) } ?? -1)
      return (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) } + (field ?? [])
    }
    try bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      var row = BinaryRow()
      row.move(
        to: start, byteCount: buffer.count, fieldCount: fields.count,
        of: Statement(name: "fuzz", sql: ""))
      try body(&row)
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func lines(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var mutator = Mutator(Self.line.compactMap(\.self), seed: seed)
    let decoder = LineDecoder()
    var (decoded, refused) = (0, 0)
    for _ in 0..<LongRun.count("fuzz", normally: 5_000, long: 1_000_000) {
      var fields = Self.line
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<fields.count, using: &random)
        switch Int.random(in: 0..<12, using: &random) {
        case 0: fields[place] = nil
        case 1: fields.remove(at: place)
        default: fields[place] = mutator.next()
        }
      }
      withRow(fields) { row in
        var texts = LineTexts()
        var unknown: [UnknownWord] = []
        do {
          _ = try decoder.decode(&row, texts: &texts, unknown: &unknown)
          decoded += 1
        } catch {
          refused += 1
        }
      }
    }
    #expect(decoded > 0 && refused > 0, "\(decoded) decoded, \(refused) refused")
  }

  /// Any bytes are a number that prints as it was read, or none.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func numbers(seed: UInt64) {
    let corpus = [
      Self.numeric(0, 0, 1234, 2), Self.numeric(1, 0x4000, 5, 18), Self.numeric(255, 0, 1, 4),
      [0, 0, 0, 0, 0xC0, 0, 0, 0], [0, 0, 0, 0, 0xD0, 0, 0, 0],
      [0, 6, 0, 5] + [0, 0, 0, 0] + Array(repeating: [39, 15], count: 6).joined(),
    ]
    var mutator = Mutator(corpus, seed: seed)
    var readable = 0
    for _ in 0..<LongRun.count("fuzz", normally: 10_000, long: 5_000_000) {
      let bytes = mutator.next()
      let number = bytes.withUnsafeBytes { decodeNumeric($0) }
      #expect(number.isStated)
      guard let printed = number.number else { continue }
      readable += 1
      let text = printed.description
      // Nineteen digits, with the zeros before them, fit 64 bits and no text.
      #expect(PrintedNumber(text) == printed || text.utf8.count { $0 >= 0x30 } > 18, "\(text)")
    }
    #expect(readable > 100)
  }
}
