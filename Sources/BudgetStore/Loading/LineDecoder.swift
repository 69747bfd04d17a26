internal import BudgetDomain
internal import PostgresClient

/// Decodes rows of `intake.line` in place, in the column order of the COPY statements.
struct LineDecoder {
  private let lists = LineLists()

  /// Decodes the rest of a row whose submission id is read already.
  ///
  /// - Throws: `StoreError` for a word that is in no closed list, which only a bureau's own view
  ///   can give; `PostgresError` for a row of another shape.
  func decode(_ row: inout BinaryRow, texts: inout LineTexts) throws -> SubmittedLine {
    var line = SubmittedLine(lineNumber: try row.int32() ?? 0)
    line.section = try word(row.field(), lists.sections, "section") ?? .functional
    let functional = try row.field()
    line.fund = try word(row.field(), lists.funds, "fund_type") ?? .unstated
    line.kind = try word(row.field(), lists.kinds, "expenditure_kind") ?? .unstated
    line.amounts.initial = decodeNumeric(try row.field())
    line.amounts.final = decodeNumeric(try row.field())
    line.amounts.actual = decodeNumeric(try row.field())
    if let form = try row.field() { line.form = texts.number(of: text(form)) }
    let economic = try row.field()
    let project = try row.field()
    line.income = try word(row.field(), lists.incomes, "income_kind") ?? .unstated
    let name = try row.field()
    switch line.section {
    case .functional: read(functional, orName: name, into: &line, &texts)
    case .economic:
      read(economic, orName: name, into: &line, &texts)
      line.within = functional.map { CodeReading(utf8: $0).code }
    case .income:
      // A row of the income table without a subject speaks of all subjects.
      line.code = functional.map { CodeReading(utf8: $0).code } ?? .all
    case .project:
      line.statesCode = project != nil
      if let label = project ?? name { line.label = texts.number(of: text(label)) }
    }
    return line
  }

  private func read(
    _ code: UnsafeRawBufferPointer?, orName name: UnsafeRawBufferPointer?,
    into line: inout SubmittedLine, _ texts: inout LineTexts
  ) {
    guard let code else {
      if let name { line.label = texts.number(of: text(name)) }
      return
    }
    let reading = CodeReading(utf8: code)
    line.code = reading.code
    line.statesCode = true
    line.codeIsWellFormed = reading.isWellFormed
    if !reading.isWellFormed { line.label = texts.number(of: text(code)) }
  }

  private func word<Value>(
    _ bytes: UnsafeRawBufferPointer?, _ list: ClosedList<Value>, _ column: String
  ) throws -> Value? {
    guard let bytes else { return nil }
    guard let value = list.value(bytes) else {
      throw StoreError(
        .unreadableInput, "intake.line.\(column) holds “\(text(bytes))”, which is in no list",
        hint: "map the column of the view to the words of the interface")
    }
    return value
  }

  private func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
