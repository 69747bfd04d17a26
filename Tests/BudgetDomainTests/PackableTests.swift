import Testing

@testable import BudgetDomain

/// Values written down as bytes come back as they were, and damaged bytes come back as an error.
@Suite struct PackableTests {
  private static func bytes(_ value: some Packable) -> [UInt8] {
    var writer = PackWriter()
    writer.append(value)
    return writer.bytes
  }

  private static func read<Value: Packable>(_ bytes: [UInt8], as type: Value.Type) throws -> Value {
    try bytes.withUnsafeBytes { bytes in
      var reader = PackReader(bytes)
      let value = try reader.value(type)
      guard reader.isAtEnd else { throw PackDefect() }
      return value
    }
  }

  private static func comesBack<Value: Packable & Equatable>(_ value: Value) throws -> Bool {
    try read(bytes(value), as: Value.self) == value
  }

  @Test(arguments: [0, 1, -1, 63, 64, -64, -65, 8_191, 8_192, .max, .min] as [Int64])
  func numbers(number: Int64) throws {
    #expect(try Self.comesBack(number))
    #expect(try Self.comesBack(Int128(number) << 64 | Int128(number)))
    #expect(try Self.comesBack(PrintedNumber(number, decimals: 18)))
    #expect(try Self.comesBack(StatedNumber(PrintedNumber(number, decimals: 2))))
    #expect(try Self.comesBack(FindingNumber(tenThousandths: Int128(number) * 10_000)))
  }

  @Test func smallNumbersTakeAByte() {
    #expect(Self.bytes(Int64(-64)).count == 1)
    #expect(Self.bytes(Int64(64)).count == 2)
    #expect(Self.bytes(Int64.min).count == 10)
  }

  @Test func texts() throws {
    for text in ["", "a", "三公经费", "\u{0}|\\\"", "é", "e\u{301}"] {
      let back = try Self.read(Self.bytes(text), as: String.self)
      #expect(back.utf8.elementsEqual(text.utf8))
    }
    #expect(throws: PackDefect.self) { try Self.read([4, 0xFF, 0xFE], as: String.self) }
  }

  @Test func whatIsMissing() throws {
    #expect(try Self.comesBack(StatedNumber.missing))
    #expect(try Self.comesBack(StatedNumber.unreadable))
    #expect(try Self.comesBack([Int64?.none, 7, nil]))
    #expect(try Self.comesBack([String]()))
    #expect(throws: PackDefect.self) { try Self.read([4], as: Bool.self) }
    #expect(throws: PackDefect.self) { try Self.read([18], as: Cause?.self) }
  }

  @Test func everyTermOfTheClosedLists() throws {
    for section in Section.allCases { #expect(try Self.comesBack(section)) }
    for fund in FundType.allCases { #expect(try Self.comesBack(fund)) }
    for cause in Cause.allCases { #expect(try Self.comesBack(cause)) }
    for severity in Severity.allCases { #expect(try Self.comesBack(severity)) }
    #expect(throws: PackDefect.self) { try Self.read(Self.bytes(Int64(77)), as: Section.self) }
  }

  private static func anomaly() -> Anomaly {
    var place = Place(year: FiscalYear(2023), unit: "113002")
    place.kind = .finalAccount
    place.section = .functional
    place.form = "T3"
    place.fund = .general
    place.column = "basic"
    place.code = "2010101"
    place.measure = .actual
    place.figure = "total.actual"
    place.occurrence = 3
    var anomaly = Anomaly(
      rule: RuleCode("T010"), ruleVersion: 4, severity: .review, place: place, title: "合计",
      message: "不符",
      evidence: [
        Operand(
          label: "201", printed: "48.6 万元", low: FindingNumber(tenThousandths: -5),
          high: FindingNumber(tenThousandths: 5), lineNumber: 7, measure: .finalBudget,
          figure: "x")
      ])
    anomaly.lineNumber = 9
    anomaly.submissionID = 12
    anomaly.stated = FindingNumber(tenThousandths: 1)
    anomaly.expectedLow = FindingNumber(tenThousandths: 2)
    anomaly.expectedHigh = FindingNumber(tenThousandths: 3)
    anomaly.cause = .rowsShifted
    anomaly.corrected = FindingNumber(tenThousandths: 4)
    anomaly.actualCorrectionFen = -5
    anomaly.suggestion = "请核"
    return anomaly
  }

  /// Every field of an anomaly has a value here that is none of its defaults.
  @Test func anomalies() throws {
    let anomaly = Self.anomaly()
    let back = try Self.read(Self.bytes(anomaly), as: Anomaly.self)
    #expect("\(back)" == "\(anomaly)")
    for child in Mirror(reflecting: anomaly).children {
      #expect("\(child.value)" != "nil", "\(child.label ?? "")")
    }
    for child in Mirror(reflecting: anomaly.place).children {
      #expect("\(child.value)" != "nil", "\(child.label ?? "")")
    }
  }

  /// Whatever bytes come, there is a value or a `PackDefect`, and no more memory than bytes.
  @Test func damagedBytes() {
    let whole = Self.bytes(Self.anomaly())
    for end in whole.indices {
      #expect(throws: PackDefect.self) { try Self.read(Array(whole[..<end]), as: Anomaly.self) }
    }
    var random = SeededGenerator(seed: 5)
    for _ in 0..<20_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      do { _ = try Self.read(bytes, as: Anomaly.self) } catch { #expect(error is PackDefect) }
    }
  }
}
