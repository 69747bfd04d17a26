import BudgetDomain
import BudgetRules
import BudgetTestSupport
import Testing

@testable import BudgetStore
@testable import PostgresClient

/// Every parser, on inputs that somebody has spoiled: none ends the process or takes long, and what
/// is read is what an obvious reader would read.
@Suite struct FuzzTests {
  private static let amounts = [
    "0", "48.60", "-48.6", "123456789012345678", "0.000000000000000001", "10000000000000.00",
    "-10000000000000.01", "1,234.50", "1e3", "NaN",
  ]

  /// Calls `body` with many inputs; none may take a second.
  private func fuzz(_ mutator: Mutator, times: Int, _ body: ([UInt8]) throws -> Void) rethrows {
    var mutator = mutator
    let clock = ContinuousClock()
    var slowest = Duration.zero
    for _ in 0..<LongRun.count("fuzz", normally: times, long: times * 200) {
      let bytes = mutator.next()
      let start = clock.now
      try body(bytes)
      slowest = max(slowest, clock.now - start)
    }
    #expect(slowest < .seconds(1), "\(slowest)")
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func amounts(seed: UInt64) {
    fuzz(Mutator(Self.amounts, seed: seed), times: 4_000) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let number = PrintedNumber(text)
      #expect((number != nil) == isPlainDecimal(bytes), "\(text)")
      guard let number else { return }
      #expect(PrintedNumber(number.description) == number, "\(text)")
      for unit in AmountUnit.allCases {
        guard let fen = number.fen(in: unit) else { continue }
        #expect(fen.magnitude <= Amount.largestLineFen.magnitude)
        #expect(PrintedNumber(fen: fen, in: unit).fen(in: unit) == fen, "\(text)")
      }
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func fieldsOfFiles(seed: UInt64) {
    let types = [FieldType.text, .integer(bits: 16), .integer(bits: 64), .date, .timestamp]
    let corpus = Self.amounts + ["2024-02-29", "2024-02-29T08:30:00+08:00", "32767", "人大"]
    fuzz(Mutator(corpus, seed: seed), times: 4_000) { bytes in
      guard !bytes.isEmpty else { return }
      bytes.withUnsafeBufferPointer { bytes in
        for type in types { _ = type.defect(in: bytes) }
        // What passes is a number of at most 24 digits and nothing else.
        let digitCount = bytes.count { (0x30...0x39).contains($0) }
        #expect(
          (FieldType.numeric.defect(in: bytes) == nil)
            == (isPlainDecimal(Array(bytes), most: 24) && digitCount <= 24))
      }
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func codes(seed: UInt64) {
    let corpus = ["201", "20101", "2010101", "*", "?", "2010", "20101011", "abc", "0201"]
    fuzz(Mutator(corpus, seed: seed), times: 4_000) { bytes in
      let reading = CodeReading(utf8: bytes)
      let digits = bytes.allSatisfy { (0x30...0x39).contains($0) } && bytes.first != 0x30
      let isMark = bytes == [0x2A] || bytes == [0x3F]
      #expect(reading.isWellFormed == (isMark || digits && [3, 5, 7].contains(bytes.count)))
      if reading.isWellFormed {
        #expect(Array(reading.code.description.utf8) == bytes)
      } else if reading.code != .unreadable {
        #expect(bytes.starts(with: reading.code.description.utf8))
      }
      let text = bytes.withUnsafeBytes { BoundedText.text($0) }
      #expect(text.utf8.count <= BoundedText.largestByteCount)
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func formulas(seed: UInt64) throws {
    let rows = try #require(SeedFiles.all.first { $0.name == "formula_rule.csv" })
    let corpus = String(decoding: rows.bytes, as: UTF8.self).split(separator: "\n").dropFirst()
      .compactMap { $0.split(separator: ",", omittingEmptySubsequences: false).dropFirst(6).first }
      .map { String($0.filter { $0 != "\"" }) }
    #expect(corpus.count > 20)
    let surroundings = FormulaReview.Surroundings(
      functional: SubjectList([]), economic: SubjectList([]), unitTypes: [], years: [2023])
    fuzz(Mutator(corpus, seed: seed), times: 1_500) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      if let formula = try? Formula(text) {
        for language in [FormulaLanguage.english, .chinese] {
          let again = try? Formula(formula.text(in: language))
          #expect(again == formula, "\(text) was read as \(formula)")
        }
      }
      let row = FormulaRow(
        code: RuleCode("B1"), validity: Validity(from: 2000, to: nil), title: "", severity: .error,
        scope: "*", formula: text, note: nil)
      let review = FormulaReview([row], in: surroundings)
      #expect(review.rules.count == 1 || !review.defects.isEmpty, "\(text)")
    }
  }

  /// An order for a failpoint is the one that its text begins with, or none.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func orders(seed: UInt64) {
    let corpus = [
      "before-pointer:kill", "after-publication-row:stop", "before-lines:fail:40001",
      "after-past-changes:hold:/tmp/a:b", "before-:kill", "after-lock:fail:", "-:",
    ]
    var understood = 0
    fuzz(Mutator(corpus, seed: seed), times: 4_000) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      guard let order = try? FailpointOrder(text, isAllowed: true) else { return }
      understood += 1
      #expect(text.hasPrefix("\(order.moment)-\(order.place.rawValue):"), "\(text)")
    }
    #expect(understood > 100)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func csv(seed: UInt64) {
    let corpus = [
      "a,b\r\n1,\"2\"\"3\"\r\n", "\u{FEFF}a\n\n,", "\"a\nb\",c\n\"\"\n", "1,2,3\n4,5,6",
    ]
    fuzz(Mutator(corpus, seed: seed), times: 4_000) { bytes in
      #expect(recordsInChunks(of: bytes, chunk: 1 + bytes.count / 3) == slowRecords(of: bytes))
    }
  }
}

/// Digits, perhaps with a minus sign before and a point among them; of at most so many digits.
private func isPlainDecimal(_ bytes: [UInt8], most: Int = 18) -> Bool {
  let text = String(decoding: bytes, as: Unicode.ASCII.self)
  guard text.utf8.elementsEqual(bytes), text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil else {
    return false
  }
  return text.utf8.count { (0x30...0x39).contains($0) } <= most
}

/// The records that the real reader splits bytes into; nil where it refuses.
private func recordsInChunks(of bytes: [UInt8], chunk: Int) -> [[String]]? {
  var rest = bytes[...]
  var reader = CSVReader(chunkByteCount: chunk) { buffer in
    let piece = rest.prefix(buffer.count)
    buffer.copyBytes(from: piece)
    rest = rest.dropFirst(piece.count)
    return piece.count
  }
  var record = CSVRecord()
  var records: [[String]] = []
  do {
    while try reader.read(&record) { records.append((0..<record.fieldCount).map(record.text)) }
  } catch {
    return nil
  }
  return records
}
