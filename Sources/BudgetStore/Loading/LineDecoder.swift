internal import BudgetDomain
internal import PostgresClient

/// Decodes rows of `intake.line` in place, in the column order of the COPY statements.
struct LineDecoder {
  private let lists = LineLists()

  /// Decodes the rest of a row whose submission id is read already.
  ///
  /// - Parameter unknown: Takes the words that are in no closed list, which only a bureau's own
  ///   view can give.
  /// - Returns: nil for a row of an unknown section.
  /// - Throws: `PostgresError` for a row of another shape.
  func decode(
    _ row: inout BinaryRow, texts: inout LineTexts, unknown: inout [UnknownWord]
  ) throws(PostgresError) -> SubmittedLine? {
    var line = SubmittedLine(lineNumber: try row.int32() ?? 0)
    let section = try row.field()
    guard let known = section.flatMap(lists.sections.value) else {
      unknown.append(
        UnknownWord(
          lineNumber: line.lineNumber, column: .section, section: nil,
          word: section.map(text) ?? ""))
      return nil
    }
    line.section = known
    let functional = try row.field()
    if let word = try row.field() {
      line.fund = lists.funds.value(word) ?? note(word, .fund, .fund, .unstated, &line, &unknown)
    }
    if let word = try row.field() {
      line.kind = lists.kinds.value(word) ?? note(word, .kind, .kind, .unstated, &line, &unknown)
    }
    line.amounts.initial = decodeNumeric(try row.field())
    line.amounts.final = decodeNumeric(try row.field())
    line.amounts.actual = decodeNumeric(try row.field())
    if let form = try row.field() { line.form = texts.number(of: text(form)) }
    let economic = try row.field()
    let project = try row.field()
    if let word = try row.field() {
      line.income =
        lists.incomes.value(word) ?? note(word, .income, .income, .unstated, &line, &unknown)
    }
    let name = try row.field()
    if let unit = try row.field() { line.counterparty = texts.number(of: text(unit)) }
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

  /// Notes a word that is in no list.
  ///
  /// - Returns: What the column counts as instead.
  private func note<Value>(
    _ word: UnsafeRawBufferPointer, _ column: UnknownWord.Column, _ flag: UnknownColumns,
    _ instead: Value, _ line: inout SubmittedLine, _ unknown: inout [UnknownWord]
  ) -> Value {
    line.unknown.insert(flag)
    unknown.append(
      UnknownWord(
        lineNumber: line.lineNumber, column: column, section: line.section, word: text(word)))
    return instead
  }

  private func text(_ bytes: UnsafeRawBufferPointer) -> String {
    BoundedText.text(bytes)
  }
}
