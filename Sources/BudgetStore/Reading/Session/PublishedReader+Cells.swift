public import PostgresClient

/// What makes a figure.
extension PublishedReader {
  /// The parts of a reported cell; nil where there is no such cell, or none for this reader.
  ///
  /// - Parameter axis: `unit`, `subject` or `fund`; what fits the cell where nil.
  /// - Throws: `PostgresError` with SQLSTATE 22023 where the cell cannot be divided that way.
  public func parts(
    of cell: CellName, along axis: String?, on connection: borrowing Connection
  ) throws(PostgresError) -> CellExplanation? {
    let rows = try connection.run(
      scope == .everything ? .explainCell : .explainOwnCell,
      cell.parameters + [.text(axis)])
    return try CellExplanation(rows, .parts(along: axis))
  }

  /// How many units and groups stand below one; 0 for a reader of some units' figures, who has
  /// few.
  public func unitCount(
    below cell: CellName, on connection: borrowing Connection
  ) throws(PostgresError) -> Int {
    guard scope == .everything else { return 0 }
    let rows = try connection.run(
      .countUnitsBelow, [.int(Int64(cell.fiscalYear)), .text(cell.unitCode)])
    return Int(try rows[0].int("count"))
  }

  /// Some of the submitted lines behind a reported cell, with the sums of all; nil where there is
  /// no such cell, none for this reader, or no line left.
  public func lines(
    behind cell: CellName, limit: Int, offset: Int, on connection: borrowing Connection
  ) throws(PostgresError) -> (explanation: CellExplanation, total: Int)? {
    let rows = try connection.run(
      scope == .everything ? .listCellLines : .listOwnCellLines,
      cell.parameters + [.int(Int64(limit)), .int(Int64(offset))])
    guard let explanation = try CellExplanation(rows, .lines), let first = rows.first
    else { return nil }
    return (explanation, Int(try first.int("line_total")))
  }
}

/// A reported cell: what its place in `summary.subject_year` is.
public struct CellName: Sendable, Hashable {
  /// The budget year.
  public let fiscalYear: Int
  /// A unit, a group, or `*`.
  public let unitCode: String
  /// A subject, `?` or `*`.
  public let subjectCode: String
  /// One fund, `unstated`, or `*`.
  public let fundType: String

  /// The name of a cell.
  public init(fiscalYear: Int, unitCode: String, subjectCode: String, fundType: String) {
    self.fiscalYear = fiscalYear
    self.unitCode = unitCode
    self.subjectCode = subjectCode
    self.fundType = fundType
  }

  var parameters: [Parameter] {
    [.int(Int64(fiscalYear)), .text(unitCode), .text(subjectCode), .text(fundType)]
  }
}
