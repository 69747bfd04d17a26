internal import BudgetDomain
internal import PostgresClient

/// Reads the reference data, and takes their fingerprint on the way.
struct ReferenceLoader {
  private(set) var digest = ContentDigest()
  private var unreadable: [UnreadableRow] = []

  private mutating func formulas(on connection: borrowing Connection) throws -> [FormulaRow] {
    try rows(.listFormulaRules, on: connection) { row in
      FormulaRow(
        code: RuleCode(try row.text(0)), validity: try Self.validity(row, from: 1),
        title: try row.text(3), severity: try Self.severity(row.text(4)),
        scope: try row.text(5), formula: try row.text(6), note: try row.optionalText(7))
    }
  }

  private static func severity(_ word: String) -> Severity? {
    Severity.allCases.first { $0.name == word }
  }

  /// Reads everything under the snapshot of `connection`.
  ///
  /// - Parameter submitting: Units that submissions name, besides those of the list.
  mutating func load(
    on connection: borrowing Connection, submitting: Set<String>
  ) throws -> ReferenceData {
    let formulas = try self.formulas(on: connection)
    let units = UnitDirectory(
      rows: try rows(.listUnits, on: connection) { row in
        UnitRow(
          code: BoundedText.text(try row.text(0)), validity: try Self.validity(row, from: 1),
          name: try row.text(3), parent: try row.optionalText(4).map { BoundedText.text($0) },
          type: try row.optionalText(5))
      }, submitting: submitting.union(try expectedUnits(on: connection)))
    let functional = try coded(.functional, .listFunctionalSubjects, on: connection) { row in
      let validity = try Self.validity(row, from: 2)
      return Coded(try row.text(1), about: try row.text(0), validity) { code in
        SubjectRow(
          fund: FundType(name: try row.text(0)), code: code, validity: validity,
          name: try row.text(4))
      }
    }
    let economic = try coded(.economic, .listEconomicSubjects, on: connection) { row in
      let validity = try Self.validity(row, from: 1)
      return Coded(try row.text(0), about: nil, validity) { code in
        SubjectRow(fund: nil, code: code, validity: validity, name: try row.text(3))
      }
    }
    let aliases = try coded(.alias, .listSubjectAliases, on: connection) { row in
      let validity = try Self.validity(row, from: 2)
      return Coded(try row.text(1), about: try row.text(0), validity) { code in
        SubjectAlias(alias: try row.text(0), code: code, validity: validity)
      }
    }
    let settings = try rows(.listRuleSettings, on: connection) { row in
      RuleSetting(
        rule: RuleCode(BoundedText.text(try row.text(0))), name: BoundedText.text(try row.text(1)),
        validity: try Self.validity(row, from: 2), value: PrintedNumber(try row.text(4)))
    }
    let expected = try rows(.listExpectedSubmissions, on: connection) { row in
      try Self.expectedSubmission(row, units)
    }
    let crosswalk = try rows(.listCrosswalk, on: connection) { try Self.crosswalkRow($0) }
    return ReferenceData(
      units: units, functional: SubjectList(functional), economic: SubjectList(economic),
      aliases: aliases,
      expected: expected.compactMap(\.self), formulas: formulas,
      settings: RuleSettings(settings), crosswalk: crosswalk.compactMap(\.self),
      successions: try successions(on: connection),
      transfers: TransferRegister(try transfers(on: connection)), unreadable: unreadable)
  }

  /// A row that is about a code, if it can be read.
  private struct Coded<Value> {
    let text: String
    let about: String?
    let validity: Validity
    let value: (SubjectCode) throws -> Value

    init(
      _ text: String, about: String?, _ validity: Validity,
      _ value: @escaping (SubjectCode) throws -> Value
    ) {
      self.text = text
      self.about = about
      self.validity = validity
      self.value = value
    }
  }

  /// Reads the rows of a list whose codes can be read, and remembers the others.
  private mutating func coded<Value>(
    _ list: UnreadableRow.List, _ statement: Statement, on connection: borrowing Connection,
    _ read: (Row) throws -> Coded<Value>
  ) throws -> [Value] {
    let rows = try rows(statement, on: connection, read)
    unreadable += rows.lazy.filter { SubjectCode($0.text) == nil }.map { row in
      UnreadableRow(
        list: list, text: BoundedText.text(row.text), about: row.about.map { BoundedText.text($0) },
        validity: row.validity)
    }
    return try rows.compactMap { row in try SubjectCode(row.text).map { try row.value($0) } }
  }

  private mutating func successions(on connection: borrowing Connection) throws
    -> [UnitSuccession]
  {
    try rows(.listUnitSuccessions, on: connection) { row in
      UnitSuccession(
        from: BoundedText.text(try row.text(0)), to: BoundedText.text(try row.text(1)),
        year: FiscalYear(Int(try row.int(2))), kind: UnitSuccession.Kind(rawValue: try row.text(3)),
        share: StatedShare(
          numerator: try row.optionalInt(4), denominator: try row.optionalInt(5)))
    }
  }

  /// A row that names no fund concerns no money; the tables hold none.
  private static func crosswalkRow(_ row: Row) throws -> CrosswalkRow? {
    guard let fund = FundType(name: try row.text(0)) else { return nil }
    let to = try row.text(2)
    return CrosswalkRow(
      fund: fund, fromText: BoundedText.text(try row.text(1)),
      target: to.isEmpty
        ? .retired : SubjectCode(to).map { .code($0) } ?? .unreadable(BoundedText.text(to)),
      effectiveYear: FiscalYear(Int(try row.int(3))),
      share: StatedShare(
        numerator: try row.optionalInt(4), denominator: try row.optionalInt(5)))
  }

  private mutating func transfers(on connection: borrowing Connection) throws
    -> [InternalTransfer]
  {
    try rows(.listInternalTransfers, on: connection) { row in
      // A bureau's own view may hold any word; such a row is about nothing that is claimed.
      let measure = try row.text(5)
      guard let fund = FundType(name: try row.text(4)),
        let measure = Measure.allCases.first(where: { $0.name == measure })
      else { return nil }
      return InternalTransfer(
        year: FiscalYear(Int(try row.int(0))), payer: BoundedText.text(try row.text(1)),
        payee: BoundedText.text(try row.text(2)), code: SubjectCode(try row.text(3)), fund: fund,
        measure: measure, fen: try row.int(6))
    }.compactMap(\.self)
  }

  private func expectedUnits(on connection: borrowing Connection) throws -> Set<String> {
    var units: Set<String> = []
    for row in try connection.run(.listExpectedSubmissions) {
      units.insert(BoundedText.text(try row.text(1)))
    }
    return units
  }

  private static func expectedSubmission(_ row: Row, _ units: UnitDirectory) throws
    -> ExpectedSubmission?
  {
    // A bureau's own view need not keep to the years of the tables; nobody files in others.
    let year = Int(try row.int(0))
    guard FiscalYear.plausible ~= year,
      let unit = units.index(of: BoundedText.text(try row.text(1))),
      let kind = SubmissionKind(name: try row.text(2))
    else { return nil }
    return ExpectedSubmission(
      year: FiscalYear(year), unit: unit, kind: kind,
      dueDay: try row.optionalInt(3).map(Int.init), exemptReason: try row.optionalText(4))
  }

  private static func validity(_ row: Row, from column: Int) throws -> Validity {
    Validity(
      from: Int(try row.int(column)), to: try row.optionalInt(column + 1).map(Int.init))
  }

  /// Reads the rows of a statement, in its order.
  private mutating func rows<Value>(
    _ statement: Statement, on connection: borrowing Connection,
    _ value: (Row) throws -> Value
  ) throws -> [Value] {
    let rows = try connection.run(statement)
    digest.append(ContentDigest(statement.name))
    let columnCount = rows.columnNames.count
    return try rows.map { row in
      for column in 0..<columnCount {
        digest.append(try row.optionalText(column).map { ContentDigest($0) } ?? ContentDigest())
      }
      return try value(row)
    }
  }
}
