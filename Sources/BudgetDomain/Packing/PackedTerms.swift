extension Section: Packable {}
extension FundType: Packable {}
extension ExpenditureKind: Packable {}
extension IncomeKind: Packable {}
extension Measure: Packable {}
extension SubmissionKind: Packable {}
extension SubmissionStatus: Packable {}
extension AmountUnit: Packable {}
extension Severity: Packable {}
extension Cause: Packable {}

extension FiscalYear: Packable {
  /// Writes the year's number.
  public func pack(into writer: inout PackWriter) { writer.append(number) }
  /// Reads a year.
  public init(from reader: inout PackReader) throws { self.init(try reader.value(Int.self)) }
}

extension RuleCode: Packable {
  /// Writes the code.
  public func pack(into writer: inout PackWriter) { writer.append(text) }
  /// Reads a code.
  public init(from reader: inout PackReader) throws { self.init(try reader.value(String.self)) }
}

extension FigureName: Packable {
  /// Writes the name.
  public func pack(into writer: inout PackWriter) { writer.append(text) }
  /// Reads a name.
  public init(from reader: inout PackReader) throws { self.init(try reader.value(String.self)) }
}

extension SubjectCode: Packable {
  /// Writes the code's rank.
  public func pack(into writer: inout PackWriter) { writer.append(Int64(rank)) }
  /// Reads a code.
  public init(from reader: inout PackReader) throws {
    self.init(rank: try reader.number(UInt32.self))
  }
}

extension PrintedNumber: Packable {
  /// Writes digits and decimals.
  public func pack(into writer: inout PackWriter) {
    writer.append(unscaled)
    writer.append(Int64(decimals))
  }
  /// Reads a number.
  public init(from reader: inout PackReader) throws {
    let unscaled = try reader.number()
    let decimals = try reader.number(UInt8.self)
    guard decimals <= 18 else { throw PackDefect() }
    self.init(unscaled, decimals: decimals)
  }
}

extension StatedNumber: Packable {
  /// Writes digits and decimals; those tell what is not stated and what is no number.
  public func pack(into writer: inout PackWriter) {
    writer.append(unscaled)
    writer.append(Int64(decimals))
  }
  /// Reads a number.
  public init(from reader: inout PackReader) throws {
    let unscaled = try reader.number()
    let decimals = try reader.number(Int8.self)
    guard -2...18 ~= decimals else { throw PackDefect() }
    self.init(unscaled: unscaled, decimals: decimals)
  }
}

extension FindingNumber: Packable {
  /// Writes the ten-thousandths.
  public func pack(into writer: inout PackWriter) { writer.append(tenThousandths) }
  /// Reads a number.
  public init(from reader: inout PackReader) throws {
    self.init(tenThousandths: try reader.value(Int128.self))
  }
}

extension BudgetFigures: Packable where Value: Packable {
  /// Writes the three.
  public func pack(into writer: inout PackWriter) {
    writer.append(initial)
    writer.append(final)
    writer.append(actual)
  }
  /// Reads the three.
  public init(from reader: inout PackReader) throws {
    let initial = try reader.value(Value.self)
    let final = try reader.value(Value.self)
    self.init(initial: initial, final: final, actual: try reader.value(Value.self))
  }
}

extension SubmittedLine: Packable {
  /// Writes the row, with the numbers of its texts.
  public func pack(into writer: inout PackWriter) {
    writer.append(lineNumber)
    writer.append(section)
    writer.append(fund)
    writer.append(kind)
    writer.append(income)
    writer.append(code)
    writer.append(statesCode)
    writer.append(codeIsWellFormed)
    writer.append(Int64(unknown.rawValue))
    writer.append(within)
    writer.append(form)
    writer.append(label)
    writer.append(counterparty)
    writer.append(amounts)
  }
  /// Reads a row.
  public init(from reader: inout PackReader) throws {
    self.init(lineNumber: try reader.value())
    section = try reader.value()
    fund = try reader.value()
    kind = try reader.value()
    income = try reader.value()
    code = try reader.value()
    statesCode = try reader.value()
    codeIsWellFormed = try reader.value()
    unknown = UnknownColumns(rawValue: try reader.number(UInt8.self))
    within = try reader.value()
    form = try reader.value()
    label = try reader.value()
    counterparty = try reader.value()
    amounts = try reader.value()
  }
}

extension ContentDigest: Packable {
  /// Writes both halves.
  public func pack(into writer: inout PackWriter) {
    writer.append(Int64(bitPattern: high))
    writer.append(Int64(bitPattern: low))
  }
  /// Reads both halves.
  public init(from reader: inout PackReader) throws {
    high = UInt64(bitPattern: try reader.number())
    low = UInt64(bitPattern: try reader.number())
  }
}

extension ContentDigest {
  /// The digest of a value's bytes.
  public init(packing value: some Packable) {
    var writer = PackWriter()
    writer.append(value)
    self = writer.bytes.withUnsafeBytes { ContentDigest(bytes: $0) }
  }
}
