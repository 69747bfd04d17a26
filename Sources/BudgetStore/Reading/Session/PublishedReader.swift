public import PostgresClient

/// Reads the current publication as far as somebody may see it: a unit's people read the same pages
/// from the views of their own units.
public struct PublishedReader: Sendable {
  /// Whose figures are read.
  public let scope: ReaderScope

  /// A reader of all figures, or of some units'.
  public init(_ scope: ReaderScope) {
    self.scope = scope
  }

  /// The publication by its number, time and years; nil before the first night.
  public func publication(
    on connection: borrowing Connection
  ) throws(PostgresError) -> PublishedHead? {
    switch scope {
    case .everything:
      guard let row = try PublicationReader.current(on: connection) else { return nil }
      return PublishedHead(
        publicationID: row.publicationID, publishedAt: row.publishedAt,
        fiscalYears: row.fiscalYears)
    case .ownUnits:
      guard let row = try connection.run(.selectOwnPublication).first else { return nil }
      return PublishedHead(
        publicationID: try row.int("publication_id"), publishedAt: try row.text("published_at"),
        fiscalYears: years(try row.text("fiscal_years")))
    }
  }

  /// Units of a year whose figures may be asked for, the one of that very code first, then by code,
  /// and how many there are in all; the whole district is not named.
  ///
  /// - Parameter words: A part of code or name, whatever its case; nil for all.
  /// - Parameter limit: At most so many are given.
  public func units(
    fiscalYear: Int, words: String?, limit: Int, on connection: borrowing Connection
  ) throws(PostgresError) -> (units: [PublishedUnit], total: Int) {
    let found = try connection.run(
      scope == .everything ? .searchUnits : .searchOwnUnits,
      [.int(Int64(fiscalYear)), .text(words), .int(Int64(limit))])
    var (units, total) = ([PublishedUnit](), Int64(0))
    for row in found {
      units.append(
        PublishedUnit(code: try row.text("unit_code"), name: try row.optionalText("unit_name")))
      total = try row.int("total")
    }
    return (units, Int(total))
  }

  /// All subjects of a unit over years: the level decides the order, then code and year.
  public func subjects(
    fiscalYears: ClosedRange<Int>, unitCode: String, fundType: String, levels: [Int64],
    on connection: borrowing Connection
  ) throws(PostgresError) -> [SummaryRow] {
    let found = try connection.run(
      scope == .everything ? .selectSummary : .selectOwnSummary,
      [
        .int(Int64(fiscalYears.lowerBound)), .text(unitCode), .text(fundType),
        .intArray(levels), .text(""), .int(Int64(fiscalYears.upperBound)),
      ])
    var rows: [SummaryRow] = []
    for row in found { rows.append(try SummaryRow(row, isComparable: false)) }
    return rows
  }

  /// How the submissions of all years stand.
  public func coverage(
    on connection: borrowing Connection
  ) throws(PostgresError) -> [CoverageCount] {
    guard scope == .ownUnits else { return try CoverageReader.counts(on: connection) }
    return try CoverageReader.counts(of: .countOwnCoverage, on: connection)
  }
}

/// A publication as everybody may know it.
public struct PublishedHead: Sendable {
  /// The publication.
  public let publicationID: Int64
  /// When it appeared, ISO 8601.
  public let publishedAt: String
  /// The years it covers, ascending.
  public let fiscalYears: [Int]
}

/// A unit of a year.
public struct PublishedUnit: Sendable {
  /// Its code.
  public let code: String
  /// Its name in that year.
  public let name: String?
}
