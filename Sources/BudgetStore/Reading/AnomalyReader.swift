public import PostgresClient

/// Which anomalies to read; nil means any.
public struct AnomalyFilter: Sendable {
  /// The budget year.
  public var fiscalYear: Int?
  /// The unit.
  public var unitCode: String?
  /// `error`, `review`, `undetermined` or `info`.
  public var severity: String?
  /// The rule.
  public var ruleCode: String?
  /// How many at most.
  public var limit: Int?

  /// A filter that lets everything pass until told otherwise.
  public init(
    fiscalYear: Int? = nil, unitCode: String? = nil, severity: String? = nil,
    ruleCode: String? = nil, limit: Int? = nil
  ) {
    self.fiscalYear = fiscalYear
    self.unitCode = unitCode
    self.severity = severity
    self.ruleCode = ruleCode
    self.limit = limit
  }
}

/// One row of `summary.anomaly`; numbers are the database's own digits, nil is null.
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
  /// `new`, `open`, `explained`, …
  public let status: String
  /// When it was first published.
  public let firstPublishedAt: String
  /// The figures behind the verdict, a JSON document.
  public let evidence: String
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
        .text(filter.ruleCode), .int(filter.limit.map { Int64($0) }),
      ])
    var rows: [PublishedAnomaly] = []
    var total: Int64 = 0
    for row in found {
      rows.append(try PublishedAnomaly(row))
      total = try row.int("total")
    }
    return (rows, Int(total))
  }
}

extension PublishedAnomaly {
  fileprivate init(_ row: Row) throws(PostgresError) {
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
  }
}
