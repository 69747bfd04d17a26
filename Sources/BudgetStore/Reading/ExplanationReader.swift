public import PostgresClient

/// Which cell is to be explained, and how.
public struct ExplanationRequest: Sendable {
  /// What a cell is divided into.
  public enum Way: Hashable, Sendable {
    /// The next level: by unit, subject or fund; what fits the cell where nil.
    case parts(along: String?)
    /// Every submitted line.
    case lines
    /// The next level of the restated cell: by unit, subject, fund or source; what fits the cell
    /// where nil.
    case comparable(along: String?)
    /// Every submitted line behind the restated cell.
    case comparableLines
  }

  /// The budget year.
  public var fiscalYear: Int
  /// A unit, a group, or `*`.
  public var unitCode: String
  /// A subject, `?` or `*`.
  public var subjectCode: String
  /// One fund, `unstated`, or `*`.
  public var fundType: String
  /// What the cell is divided into.
  public var way: Way

  /// A request.
  public init(
    fiscalYear: Int, unitCode: String, subjectCode: String, fundType: String, way: Way
  ) {
    self.fiscalYear = fiscalYear
    self.unitCode = unitCode
    self.subjectCode = subjectCode
    self.fundType = fundType
    self.way = way
  }
}

/// The three measures in yuan, as the database prints them; nil is not stated.
public struct MeasureTexts: Sendable {
  /// 年初预算数.
  public let initial: String?
  /// 全年预算数.
  public let final: String?
  /// 决算数.
  public let actual: String?

  init(_ row: Row, _ initial: String, _ final: String, _ actual: String) throws(PostgresError) {
    self.initial = try row.optionalText(initial)
    self.final = try row.optionalText(final)
    self.actual = try row.optionalText(actual)
  }
}

/// A part of a cell; its amounts and those of the other parts add up to the cell's.
public struct ExplainedPart: Sendable {
  /// `unit`, `subject`, `direct`, `fund`, `line`, `source`, `elimination`, `newer_input` or
  /// `unrecorded`.
  public let part: String
  /// The unit whose money it is, for an elimination the one that paid.
  public let unitCode: String?
  /// Its name.
  public let unitName: String?
  /// The subject of the part.
  public let subjectCode: String?
  /// Its name, of a line the printed one.
  public let subjectName: String?
  /// The fund of the part.
  public let fundType: String?
  /// The unit that was paid.
  public let counterparty: String?
  /// What it adds to the cell.
  public let amounts: MeasureTexts
  /// How it comes from what was reported, of a part of a restated cell.
  public let restated: RestatedPart?
  /// Where it stands, of a line.
  public let line: ExplainedLine?
}

/// How a part of a restated cell comes from what was reported.
public struct RestatedPart: Sendable {
  /// The unit that holds it now; nil unless all lines were asked for.
  public let unitCode: String?
  /// The subject on which it stands now.
  public let subjectCode: String?
  /// The share of the unit's money, such as `1/3`; nil for all of it.
  public let unitShare: String?
  /// The share of the subject's money; nil for all of it.
  public let subjectShare: String?
  /// How the money came to the unit: `merge`, `split`, `rename`, `transfer`; nil where it stayed.
  public let succession: String?
  /// What was reported; nil throughout where the part is restated itself.
  public let reported: MeasureTexts
}

/// Where a submitted line stands, and why it counts or does not.
public struct ExplainedLine: Sendable {
  /// The submission.
  public let submissionID: Int64?
  /// Its kind and revision; nil unless all lines were asked for.
  public let submissionKind: String?
  /// Its revision.
  public let revision: Int64?
  /// The line's number in it.
  public let lineNumber: Int64?
  /// The code as printed.
  public let printedCode: String?
  /// What kind of spending it states.
  public let expenditureKind: String?
  /// `counted`, `total`, `part` or `left_out`.
  public let role: String?
  /// The amounts as printed, in the submission's unit.
  public let stated: MeasureTexts
  /// The unit of amounts of the submission.
  public let amountUnit: String?
  /// Whether a newer revision came in after the publication.
  public let isSuperseded: Bool?
}

/// What makes a cell.
public struct CellExplanation: Sendable {
  /// The parts, in order.
  public let parts: [ExplainedPart]
  /// The sum of the parts.
  public let sum: MeasureTexts
  /// The cell as published.
  public let published: MeasureTexts
  /// The name of its unit.
  public let unitName: String?
  /// The name of its subject.
  public let subjectName: String?
  /// The year to which a restated cell is restated.
  public let baseYear: Int64?
}

/// Reads what makes a cell.
public enum ExplanationReader {
  /// The parts of a cell; nil where there is no such cell.
  ///
  /// - Throws: `PostgresError` with SQLSTATE 22023 where the cell cannot be divided that way.
  public static func explanation(
    _ request: ExplanationRequest, on connection: borrowing Connection
  ) throws(PostgresError) -> CellExplanation? {
    let cell: [Parameter] = [
      .int(Int64(request.fiscalYear)), .text(request.unitCode), .text(request.subjectCode),
      .text(request.fundType),
    ]
    let rows =
      switch request.way {
      case .parts(let along): try connection.run(.explainCell, cell + [.text(along)])
      case .lines: try connection.run(.explainCellLines, cell)
      case .comparable(let along):
        try connection.run(.explainComparableCell, cell + [.text(along)])
      case .comparableLines: try connection.run(.explainComparableCellLines, cell)
      }
    return try CellExplanation(rows, request.way)
  }
}

extension CellExplanation {
  /// nil where there is no such cell.
  init?(_ rows: Rows, _ way: ExplanationRequest.Way) throws(PostgresError) {
    var parts: [ExplainedPart] = []
    // What was there a year ago and is gone has a cell of zero that nothing makes.
    for row in rows {
      guard try row.optionalText("part") != nil else { continue }
      parts.append(try ExplainedPart(row, way))
    }
    guard let first = rows.first else { return nil }
    self.init(
      parts: parts,
      sum: try MeasureTexts(first, "sum_initial", "sum_final", "sum_actual"),
      published: try MeasureTexts(
        first, "published_initial", "published_final", "published_actual"),
      unitName: try first.optionalText("unit_name"),
      subjectName: try first.optionalText("subject_name"),
      baseYear: way.isComparable ? try first.int("base_year") : nil)
  }
}

extension ExplanationRequest.Way {
  /// Whether it divides a restated cell.
  fileprivate var isComparable: Bool {
    switch self {
    case .comparable, .comparableLines: true
    case .parts, .lines: false
    }
  }
}

extension ExplainedPart {
  init(_ row: Row, _ way: ExplanationRequest.Way) throws(PostgresError) {
    part = try row.text("part")
    unitCode = try row.optionalText("part_unit")
    unitName = try row.optionalText("part_unit_name")
    subjectCode = try row.optionalText("part_subject")
    fundType = try row.optionalText("part_fund")
    amounts = try MeasureTexts(row, "initial_budget", "final_budget", "actual")
    switch way {
    case .parts:
      subjectName = try row.optionalText("part_subject_name")
      counterparty = try row.optionalText("counterparty")
      restated = nil
      line = try ExplainedLine(place: row)
    case .lines:
      subjectName = try row.optionalText("printed_name")
      counterparty = try row.optionalText("counterparty")
      restated = nil
      line = try ExplainedLine(row, role: row.optionalText("role"))
    case .comparable:
      subjectName = try row.optionalText("part_subject_name")
      counterparty = nil
      restated = try RestatedPart(row, unitCode: nil)
      line = nil
    case .comparableLines:
      subjectName = try row.optionalText("printed_name")
      counterparty = try row.optionalText("counterparty")
      restated = try RestatedPart(row, unitCode: row.optionalText("to_unit"))
      line = try ExplainedLine(row, role: "counted")
    }
  }
}

extension RestatedPart {
  fileprivate init(_ row: Row, unitCode: String?) throws(PostgresError) {
    self.unitCode = unitCode
    subjectCode = try row.optionalText("to_subject")
    unitShare = try row.optionalText("unit_share")
    subjectShare = try row.optionalText("subject_share")
    succession = try row.optionalText("succession")
    reported = try MeasureTexts(row, "reported_initial", "reported_final", "reported_actual")
  }
}

extension ExplainedLine {
  /// The place alone.
  fileprivate init?(place row: Row) throws(PostgresError) {
    guard let number = try row.optionalInt("line_no") else { return nil }
    lineNumber = number
    submissionID = try row.optionalInt("submission_id")
    (submissionKind, revision, printedCode, expenditureKind) = (nil, nil, nil, nil)
    (role, amountUnit, isSuperseded) = (nil, nil, nil)
    stated = try MeasureTexts(row, "initial_budget", "final_budget", "actual")
  }

  fileprivate init?(_ row: Row, role: String?) throws(PostgresError) {
    guard let number = try row.optionalInt("line_no") else { return nil }
    lineNumber = number
    submissionID = try row.optionalInt("submission_id")
    submissionKind = try row.optionalText("submission_kind")
    revision = try row.optionalInt("revision")
    printedCode = try row.optionalText("printed_code")
    expenditureKind = try row.optionalText("expenditure_kind")
    self.role = role
    stated = try MeasureTexts(row, "stated_initial", "stated_final", "stated_actual")
    amountUnit = try row.optionalText("amount_unit")
    isSuperseded = try row.optionalBool("is_superseded")
  }
}
