public import PostgresClient

/// Which anomalies to look for; nil means any.
public struct AnomalySearch: Sendable, Hashable {
  /// The budget year.
  public var fiscalYear: Int?
  /// The unit.
  public var unitCode: String?
  /// `error`, `review`, `undetermined` or `info`.
  public var severity: String?
  /// The rule.
  public var ruleCode: String?
  /// A status; nil leaves those that are resolved out.
  public var status: String?
  /// Words of its title, message, unit, subject or figure, whatever their case.
  public var words: String?

  /// A search that lets everything pass until told otherwise.
  public init() {}
}

/// How many anomalies a year has of a severity.
public struct YearAnomalies: Sendable {
  /// The budget year.
  public let fiscalYear: Int
  /// `error`, `review`, `undetermined` or `info`.
  public let severity: String
  /// How many.
  public let count: Int
  /// How many of them nobody has answered for good.
  public let waiting: Int
}

extension PublishedReader {
  /// A page of the anomalies that fit, the weightiest first, and how many fit in all.
  public func anomalies(
    _ search: AnomalySearch, limit: Int, offset: Int, on connection: borrowing Connection
  ) throws(PostgresError) -> (rows: [PublishedAnomaly], total: Int) {
    try anomalies(search, limit: limit, offset: offset, id: nil, on: connection)
  }

  /// One anomaly; nil where there is none, or none for this reader.
  public func anomaly(
    _ id: Int64, on connection: borrowing Connection
  ) throws(PostgresError) -> PublishedAnomaly? {
    switch scope {
    case .everything:
      try AnomalyReader.rows(AnomalyFilter(ids: [id], limit: 1), on: connection).rows.first
    case .ownUnits:
      try anomalies(AnomalySearch(), limit: 1, offset: 0, id: id, on: connection).rows.first
    }
  }

  /// The counts of all years.
  public func anomalyCounts(
    on connection: borrowing Connection
  ) throws(PostgresError) -> [YearAnomalies] {
    var counts: [YearAnomalies] = []
    let statement: Statement =
      scope == .everything ? .countYearAnomalies : .countOwnYearAnomalies
    for row in try connection.run(statement) {
      counts.append(
        YearAnomalies(
          fiscalYear: Int(try row.int("fiscal_year")), severity: try row.text("severity"),
          count: Int(try row.int("count")), waiting: Int(try row.int("waiting"))))
    }
    return counts
  }

  private func anomalies(
    _ search: AnomalySearch, limit: Int, offset: Int, id: Int64?,
    on connection: borrowing Connection
  ) throws(PostgresError) -> (rows: [PublishedAnomaly], total: Int) {
    let parameters: [Parameter] = [
      .int(search.fiscalYear.map { Int64($0) }), .text(search.unitCode), .text(search.severity),
      .text(search.ruleCode), .text(search.status), .text(search.words), .int(Int64(limit)),
      .int(Int64(offset)),
    ]
    let found =
      switch scope {
      case .everything: try connection.run(.searchAnomalies, parameters)
      case .ownUnits: try connection.run(.searchOwnAnomalies, parameters + [.int(id)])
      }
    var rows: [PublishedAnomaly] = []
    var total: Int64 = 0
    for row in found {
      rows.append(try PublishedAnomaly(row))
      total = try row.int("total")
    }
    return (rows, Int(total))
  }
}
