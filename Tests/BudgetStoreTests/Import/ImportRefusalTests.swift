import BudgetTestSupport
import Foundation
import Testing

@testable import BudgetStore

/// What cannot be stored faithfully is refused with its place, and nothing is written.
@Suite(.database, .serialized)
struct ImportRefusalTests {
  private static let submissions = """
    submission_id,unit_code,fiscal_year,kind,revision,status,amount_unit
    1,U1,2023,final_account,1,accepted,yuan

    """
  private static let lineHeader = "submission_id,line_no,section,functional_code,actual\n"
  private static let goodLine = "1,1,functional,2010101,5.00\n"

  struct Case: Sendable {
    let row: String
    let line: Int
    let column: String?
    let reason: ImportDefect.Reason

    init(_ row: String, _ line: Int, _ column: String?, _ reason: ImportDefect.Reason) {
      self.row = row
      self.line = line
      self.column = column
      self.reason = reason
    }
  }

  @Test(
    arguments: [
      Case("1,2,functional,201,NaN", 3, "actual", .notANumber),
      Case("1,2,functional,201,Infinity", 3, "actual", .notANumber),
      Case("1,2,functional,201,\"1,234.5\"", 3, "actual", .notANumber),
      Case("1,2,functional,201,1234567890123456789012345", 3, "actual", .tooManyDigits),
      Case("1,x,functional,201,1", 3, "line_no", .notAnInteger),
      Case("1,2147483648,functional,201,1", 3, "line_no", .integerOutOfRange),
      Case("1,,functional,201,1", 3, "line_no", .missingValue),
      Case("1,2,functional,201", 3, nil, .fieldCount(found: 4, expected: 5)),
      Case("1,2,functional,201,1,1", 3, nil, .fieldCount(found: 6, expected: 5)),
      Case("1,2,functional,2\"01,1", 3, "functional_code", .strayQuote),
      Case("1,2,functional,\"201,1", 3, "functional_code", .openQuote),
      Case("1,2,functional,\"201\"x,1", 3, "functional_code", .textAfterQuote),
      Case("1,2,functional,20\u{0}1,1", 3, "functional_code", .zeroByte),
      Case("1,2,sideways,201,1", 3, "section", .constraintViolated("section_is_known")),
      Case("1,0,functional,201,1", 3, "line_no", .constraintViolated("line_no_is_positive")),
      Case(
        "1,2,functional,\"20\t1\",1", 3, "functional_code",
        .constraintViolated("functional_code_is_printable")),
      Case("1,1,functional,201,1", 3, "submission_id, line_no", .keyDoubled(firstLine: 2)),
      Case("7,1,functional,201,1", 3, "submission_id", .unknownSubmission),
    ])
  func namesThePlace(of test: Case) async throws {
    let lines = Self.lineHeader + Self.goodLine + test.row + "\n"
    let defect = ImportDefect(
      file: "line.csv", line: test.line, column: test.column, reason: test.reason)
    await expectRefusal(
      ["submission.csv": Data(Self.submissions.utf8), "line.csv": Data(lines.utf8)], defect)
  }

  @Test(
    arguments: [
      ("", 0, nil, .emptyFile),
      ("\u{FEFF}", 0, nil, .emptyFile),
      ("submission_id,line_no,section,colour\n", 1, "colour", .unknownColumn),
      ("submission_id,line_no,section,note,note\n", 1, "note", .doubledColumn),
      ("submission_id,section\n", 1, "line_no", .missingColumn),
    ] as [(String, Int, String?, ImportDefect.Reason)])
  func refusesAWrongHeader(
    contents: String, line: Int, column: String?, reason: ImportDefect.Reason
  ) async throws {
    let defect = ImportDefect(file: "line.csv", line: line, column: column, reason: reason)
    await expectRefusal(
      ["submission.csv": Data(Self.submissions.utf8), "line.csv": Data(contents.utf8)], defect)
  }

  @Test func refusesTextThatIsNotUTF8() async throws {
    var lines = Data((Self.lineHeader + Self.goodLine + "1,2,functional,").utf8)
    lines.append(contentsOf: [0xB9, 0xAB])
    lines.append(contentsOf: Array(",1\n".utf8))
    let defect = ImportDefect(
      file: "line.csv", line: 3, column: "functional_code", reason: .invalidUTF8)
    await expectRefusal(["submission.csv": Data(Self.submissions.utf8), "line.csv": lines], defect)
  }

  @Test func refusesAHugeField() async throws {
    var lines = Data((Self.lineHeader + "1,1,functional,\"").utf8)
    lines.append(Data(repeating: 0x39, count: 100_000_000))
    lines.append(contentsOf: Array("\",1\n".utf8))
    let defect = ImportDefect(
      file: "line.csv", line: 2, column: "functional_code", reason: .longField)
    await expectRefusal(["submission.csv": Data(Self.submissions.utf8), "line.csv": lines], defect)
  }

  @Test func refusesAFolderWithoutFiles() async throws {
    let error = await #expect(throws: ImportError.self) {
      try await importFiles(["planted.csv": "kind\n"])
    }
    #expect(error?.defects.map(\.reason) == [.nothingToImport])
    let missing = await #expect(throws: ImportError.self) {
      try await importFolder("/nowhere/at/all")
    }
    #expect(missing?.defects.map(\.reason) == [.unreadable(errno: ENOENT)])
  }

  @Test func namesTheFirstHundredAndCountsTheRest() async throws {
    let lines =
      Self.lineHeader + (1...150).map { "1,\($0),functional,201,NaN\n" }.joined()
      + (1...150).map { "9,\($0),functional,201,1\n" }.joined()
    let error = await #expect(throws: ImportError.self) {
      try await importFiles(["submission.csv": Self.submissions, "line.csv": lines])
    }
    #expect(error?.defects.count == 100)
    #expect(error?.unlistedCount == 200)
    #expect(error?.defects.map(\.line) == Array(2...101))
  }

  private func expectRefusal(_ files: [String: Data], _ defect: ImportDefect) async {
    let error = await #expect(throws: ImportError.self) { try await importFiles(files) }
    #expect(error?.defects == [defect])
    #expect(error?.unlistedCount == 0)
    let left = try? await column(
      "SELECT submission_id FROM intake.submission UNION ALL SELECT submission_id FROM intake.line")
    #expect(left == [])
  }
}
