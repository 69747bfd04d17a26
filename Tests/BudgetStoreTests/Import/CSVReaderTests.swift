import Testing

@testable import BudgetStore

struct CSVReaderTests {
  @Test(
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
      ("\u{FEFF}a\n", [["a"]]),
      ("\u{FEFF}\"a\"\n", [["a"]]),
      ("a,\n,", [["a", ""], ["", ""]]),
      ("\"a,\"\"b\"\"\n\",c\n", [["a,\"b\"\n", "c"]]),
      ("\"\"\n", [[""]]),
      ("\n\n", [[""], [""]]),
      ("", []), ("\u{FEFF}", []),
    ] as [(String, [[String]])])
  func splitsIntoFields(text: String, records: [[String]]) throws {
    for chunk in [1, 2, 3, 64] {
      #expect(try Self.records(of: Array(text.utf8), chunk: chunk).get() == records)
    }
  }

  @Test(
    arguments: [
      ("a\nb\"c\n", 2, .strayQuote), ("a\n\n\"b\"c", 3, .textAfterQuote),
      ("a\n\"b\n\n", 2, .openQuote), ("a\rb", 1, .bareCarriageReturn),
    ] as [(String, Int, CSVDefect.Problem)])
  func refusesWhatCannotBeSplit(text: String, line: Int, problem: CSVDefect.Problem) {
    for chunk in [1, 2, 64] {
      let defect = CSVDefect(line: line, field: 0, problem: problem)
      #expect(Self.records(of: Array(text.utf8), chunk: chunk) == .failure(defect))
    }
  }

  @Test func countsTheLinesWithinQuotes() throws {
    var source = MemorySource(Array("a\n\"b\n\n\",c\nd\n".utf8))
    var reader = CSVReader(chunkByteCount: 4) { buffer in source.read(into: buffer) }
    var record = CSVRecord()
    var lines: [Int] = []
    while try reader.read(&record) { lines.append(record.line) }
    #expect(lines == [1, 2, 5])
  }

  /// A source without end shows that the reader stops by itself and holds no more than the limit.
  @Test(arguments: ["x", "\"\"", ","])
  func stopsAtAFieldOrRecordThatIsTooLong(pattern: String) {
    let bytes = Array(pattern.utf8)
    var reader = CSVReader { buffer in
      for index in buffer.indices { buffer[index] = bytes[index % bytes.count] }
      return buffer.count
    }
    var record = CSVRecord()
    #expect(throws: CSVDefect.self) { try reader.read(&record) }
    #expect(record.byteCount <= CSVReader.fieldByteLimit + 256 * 1024)
  }

  @Test(arguments: 0..<8)
  func agreesWithASlowReaderOnRandomBytes(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let alphabet = Array("\"\",,\r\n\n\nab\u{FE}é".utf8)
    for _ in 0..<2_000 {
      let count = Int.random(in: 0..<24, using: &random)
      let bytes = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      let chunk = Int.random(in: 1..<9, using: &random)
      let fast = Self.records(of: bytes, chunk: chunk)
      #expect((try? fast.get()) == slowRecords(of: bytes), "\(bytes) in chunks of \(chunk)")
    }
  }

  private static func records(
    of bytes: [UInt8], chunk: Int
  ) -> Result<[[String]], CSVDefect> {
    var source = MemorySource(bytes)
    var reader = CSVReader(chunkByteCount: chunk) { buffer in source.read(into: buffer) }
    var record = CSVRecord()
    var records: [[String]] = []
    do throws(CSVDefect) {
      while try reader.read(&record) {
        records.append((0..<record.fieldCount).map(record.text))
      }
    } catch {
      return .failure(error)
    }
    return .success(records)
  }
}

/// Gives bytes from memory as a file would, as many as asked for.
private struct MemorySource {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let piece = rest.prefix(buffer.count)
    buffer.copyBytes(from: piece)
    rest = rest.dropFirst(piece.count)
    return piece.count
  }
}
