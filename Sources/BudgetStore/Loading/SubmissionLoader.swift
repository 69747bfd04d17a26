internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// Reads the heads, stated figures and explanations of submissions, and takes their fingerprint on
/// the way.
struct SubmissionLoader {
  private(set) var digest = ContentDigest()

  /// A head whose unit is still a code.
  struct RawHeader {
    let id: Int64
    let unit: String
    let head: (UnitIndex) -> Head
  }

  /// A head that can count, or one that cannot be read.
  struct Head {
    var header: SubmissionHeader?
    var unreadable: UnreadableSubmission?
  }

  /// Reads the heads in the order of their ids.
  mutating func headers(on connection: borrowing Connection) throws -> [RawHeader] {
    var headers: [RawHeader] = []
    try connection.copyOut(.copySubmissions) { reader in
      var row = BinaryRow()
      while try reader.nextRow(&row) {
        digest.append(ContentDigest(bytes: row.bytes))
        let header = try Self.header(&row)
        // Lines and figures name nothing else, so nobody could say whose they are.
        guard headers.last?.id != header.id else {
          throw StoreError(
            .unreadableInput,
            StoreError.Words(
              "intake.submission 中报送 \(header.id) 出现两次",
              "intake.submission holds submission \(header.id) twice"),
            hint: StoreError.Words(
              "请在视图中给每份报送各自的编号", "give each submission a number of its own in the view"))
        }
        headers.append(header)
      }
    }
    return headers
  }

  private static func header(_ row: inout BinaryRow) throws -> RawHeader {
    let id = try row.int64() ?? 0
    let unit = try row.field().map { BoundedText.text($0) } ?? ""
    let year = try plausibleYear(row.int32() ?? 0, of: id)
    var unknown: [UnreadableSubmission.Word] = []
    let kind = word(try row.text(), "kind", &unknown) { SubmissionKind(name: $0) }
    let revision = Int(try row.int32() ?? 0)
    let status = word(try row.text(), "status", &unknown) { SubmissionStatus(name: $0) }
    let amountUnit = word(try row.text(), "amount_unit", &unknown) { AmountUnit(name: $0) }
    let decimals = try row.int32().map { UInt8(clamping: $0) }
    let day = try row.int32().map(Int.init)
    guard let kind, let status, let amountUnit else {
      return RawHeader(id: id, unit: unit) { [unknown] index in
        Head(
          unreadable: UnreadableSubmission(
            id: id, unit: index, year: year, kind: kind, words: unknown))
      }
    }
    return RawHeader(id: id, unit: unit) { index in
      Head(
        header: SubmissionHeader(
          id: id, unit: index, year: year, kind: kind, revision: revision, status: status,
          amountUnit: amountUnit, printedDecimals: decimals, submittedDay: day))
    }
  }

  /// The bounds of the tables, which a bureau's own view need not keep.
  private static func plausibleYear(_ number: Int32, of id: Int64) throws -> FiscalYear {
    guard FiscalYear.plausible ~= Int(number) else {
      throw StoreError(
        .unreadableInput,
        StoreError.Words(
          "报送 \(id) 的 intake.submission.fiscal_year 为 \(number),不是预算年度",
          "intake.submission.fiscal_year of submission \(id) is \(number), "
            + "which is no budget year"),
        hint: StoreError.Words(
          "请更正年度,或在视图中去掉该报送",
          "correct the year, or leave the submission out of the view"))
    }
    return FiscalYear(Int(number))
  }

  /// The value of a word; nil for one that is in no list, which is noted.
  private static func word<Value>(
    _ text: String?, _ column: String, _ unknown: inout [UnreadableSubmission.Word],
    _ value: (String) -> Value?
  ) -> Value? {
    if let value = text.flatMap(value) { return value }
    unknown.append(UnreadableSubmission.Word(column: column, word: text ?? ""))
    return nil
  }

  /// Reads the stated figures of `headers`, which ascend by id.
  mutating func figures(
    on connection: borrowing Connection, of headers: [SubmissionHeader]
  ) throws -> FigureTable {
    let places = Dictionary(uniqueKeysWithValues: headers.enumerated().map { ($1.id, $0) })
    var figures: [(submission: SubmissionIndex, figure: StatedFigure)] = []
    try connection.copyOut(.copyStatedFigures) { reader in
      var row = BinaryRow()
      while try reader.nextRow(&row) {
        digest.append(ContentDigest(bytes: row.bytes))
        guard let place = places[try row.int64() ?? 0] else { continue }
        let name = FigureName(try row.field().map { BoundedText.text($0) } ?? "")
        // What cannot be read is kept as a number that no rule works with, and so is listed.
        let value = decodeNumeric(try row.field()).number ?? .unworkable
        figures.append((place, StatedFigure(name: name, value: value)))
      }
    }
    return FigureTable(submissionCount: headers.count, figures)
  }

  /// Reads the explanations of `headers`, which ascend by id.
  mutating func explanations(
    on connection: borrowing Connection, of headers: [SubmissionHeader]
  ) throws -> ExplanationTable {
    var places: [Int64: SubmissionIndex]?
    var explanations: [(submission: SubmissionIndex, explanation: Explanation)] = []
    try connection.copyOut(.copyExplanations) { reader in
      var row = BinaryRow()
      while try reader.nextRow(&row) {
        digest.append(ContentDigest(bytes: row.bytes))
        // Numbered only once somebody explains something.
        if places == nil {
          places = Dictionary(uniqueKeysWithValues: headers.enumerated().map { ($1.id, $0) })
        }
        guard let place = places?[try row.int64() ?? 0] else { continue }
        explanations.append((place, try Self.explanation(&row)))
      }
    }
    return ExplanationTable(explanations)
  }

  private static func explanation(_ row: inout BinaryRow) throws -> Explanation {
    let line = try row.int32()
    let figure = try row.field().map { FigureName(BoundedText.text($0)) }
    let amount = decodeNumeric(try row.field())
    // A bureau's own view may hold any word: it is a reason at the least.
    let kind = try row.text().flatMap { Explanation.Kind(rawValue: $0) } ?? .reason
    return Explanation(
      lineNumber: line, figure: figure, amount: amount, kind: kind,
      counterparty: try row.field().map { BoundedText.text($0) })
  }
}

extension PrintedNumber {
  /// Stands for a figure that is no number: beyond every bound that rules work in.
  fileprivate static let unworkable = PrintedNumber(.max, decimals: 0)
}
