public import BudgetDomain
public import PostgresClient

/// Which anomalies to read; nil means any.
public struct AnomalyFilter: Sendable {
  /// The budget year.
  public var fiscalYear: Int?
  /// The unit.
  public var unitCode: String?
  /// Several units.
  public var unitCodes: [String]?
  /// `error`, `review`, `undetermined` or `info`.
  public var severity: String?
  /// The rule.
  public var ruleCode: String?
  /// `new`, `open`, `explained`, `accepted`, `reopened` or `resolved`; nil leaves those that are
  /// resolved out.
  public var status: String?
  /// The likely cause.
  public var cause: String?
  /// These anomalies only, whatever their status; nil means any.
  public var ids: [Int64]?
  /// How many at most.
  public var limit: Int?

  /// A filter that lets everything pass until told otherwise.
  public init(
    fiscalYear: Int? = nil, unitCode: String? = nil, unitCodes: [String]? = nil,
    severity: String? = nil, ruleCode: String? = nil, status: String? = nil, cause: String? = nil,
    ids: [Int64]? = nil, limit: Int? = nil
  ) {
    self.fiscalYear = fiscalYear
    self.unitCode = unitCode
    self.unitCodes = unitCodes
    self.severity = severity
    self.ruleCode = ruleCode
    self.status = status
    self.cause = cause
    self.ids = ids
    self.limit = limit
  }
}

/// One row of `summary.anomaly_history`; numbers are the database's own digits, nil is null.
public struct PublishedAnomaly: Sendable {
  /// The anomaly, the same over the nights.
  public let anomalyID: Int64
  /// The rule that found it.
  public let ruleCode: String
  /// `error`, `review`, `undetermined` or `info`.
  public let severity: String
  /// The budget year.
  public let fiscalYear: Int64
  /// The unit.
  public let unitCode: String?
  /// Its name in that year.
  public let unitName: String?
  /// The subject.
  public let subjectCode: String?
  /// The stated figure.
  public let figure: String?
  /// The section of the submission.
  public let section: String?
  /// The line of the submission.
  public let lineNumber: Int64?
  /// The submission.
  public let submissionID: Int64?
  /// The rule's title, Chinese.
  public let title: String
  /// What is wrong, Chinese.
  public let message: String
  /// The printed figure: yuan, percent or a count.
  public let stated: String?
  /// The least it could be.
  public let expectedLow: String?
  /// The most it could be.
  public let expectedHigh: String?
  /// stated − the nearest end of the interval.
  public let difference: String?
  /// The likely cause, from a closed list.
  public let cause: String?
  /// What the figure would have to be, or what to do.
  public let suggestion: String?
  /// `new`, `open`, `explained`, `accepted`, `reopened` or `resolved`.
  public let status: String
  /// When it was first published.
  public let firstPublishedAt: String
  /// The figures behind the verdict, a JSON document.
  public let evidence: String
  /// The version of the rule.
  public let ruleVersion: Int64
  /// The publication that showed it first.
  public let firstPublicationID: Int64
  /// The publication that showed it last; the current one unless it is resolved.
  public let lastPublicationID: Int64?
  /// When that was published.
  public let lastPublishedAt: String?
  /// What was answered, in order, and why it holds no more; a JSON document.
  public let answers: String
}

/// Reads the list of anomalies.
public enum AnomalyReader {
  /// The weightiest first, and how many there are in all.
  public static func rows(
    _ filter: AnomalyFilter, on connection: borrowing Connection
  ) throws(PostgresError) -> (rows: [PublishedAnomaly], total: Int) {
    let found = try connection.run(
      .selectAnomalies,
      [
        .int(filter.fiscalYear.map { Int64($0) }), .text(filter.unitCode), .text(filter.severity),
        .text(filter.ruleCode), .text(filter.status), .text(filter.cause),
        filter.ids.map { .intArray($0) } ?? .text(nil), .int(filter.limit.map { Int64($0) }),
        filter.unitCodes.map { .textArray($0) } ?? .text(nil),
      ])
    var rows: [PublishedAnomaly] = []
    var total: Int64 = 0
    for row in found {
      rows.append(try PublishedAnomaly(row))
      total = try row.int("total")
    }
    return (rows, Int(total))
  }

  /// Whether the bureau has a formula of a code, or an anomaly was ever found by it.
  public static func knows(
    rule: String, on connection: borrowing Connection
  ) throws(PostgresError) -> Bool {
    try connection.run(.inspectRule, [.text(rule)])[0].bool("is_known")
  }

  /// How many anomalies of each severity the current publication has.
  public static func counts(
    on connection: borrowing Connection
  ) throws(PostgresError) -> [Severity: Int] {
    var counts: [Severity: Int] = [:]
    for row in try connection.run(.countShownAnomalies) {
      guard let severity = Severity(name: try row.text("severity")) else { continue }
      counts[severity] = Int(try row.int("count"))
    }
    return counts
  }
}

extension PublishedAnomaly {
  init(_ row: Row) throws(PostgresError) {
    anomalyID = try row.int("anomaly_id")
    ruleCode = try row.text("rule_code")
    severity = try row.text("severity")
    fiscalYear = try row.int("fiscal_year")
    unitCode = try row.optionalText("unit_code")
    unitName = try row.optionalText("unit_name")
    subjectCode = try row.optionalText("subject_code")
    figure = try row.optionalText("figure")
    section = try row.optionalText("section")
    lineNumber = try row.optionalInt("line_no")
    submissionID = try row.optionalInt("submission_id")
    title = try row.text("title")
    message = try row.text("message")
    stated = try row.optionalText("stated")
    expectedLow = try row.optionalText("expected_low")
    expectedHigh = try row.optionalText("expected_high")
    difference = try row.optionalText("difference")
    cause = try row.optionalText("cause")
    suggestion = try row.optionalText("suggestion")
    status = try row.text("status")
    firstPublishedAt = try row.text("first_published_at")
    evidence = try row.text("evidence")
    ruleVersion = try row.int("rule_version")
    firstPublicationID = try row.int("first_publication_id")
    lastPublicationID = try row.optionalInt("last_publication_id")
    lastPublishedAt = try row.optionalText("last_published_at")
    answers = try row.text("answers")
  }
}
