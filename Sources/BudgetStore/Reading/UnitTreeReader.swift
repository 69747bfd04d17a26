public import PostgresClient

/// A unit of a year.
public struct UnitTreeRow: Sendable {
  /// Its code.
  public let unitCode: String
  /// The group it stands in; nil at the top.
  public let parentCode: String?
  /// Its name in that year.
  public let unitName: String?
}

/// Reads the tree of units by which the current publication was added up (`summary.unit_tree`).
public enum UnitTreeReader {
  /// The units of a year, by code.
  public static func rows(
    fiscalYear: Int, on connection: borrowing Connection
  ) throws(PostgresError) -> [UnitTreeRow] {
    var rows: [UnitTreeRow] = []
    for row in try connection.run(.selectUnitTree, [.int(Int64(fiscalYear))]) {
      rows.append(
        UnitTreeRow(
          unitCode: try row.text("unit_code"), parentCode: try row.optionalText("parent_code"),
          unitName: try row.optionalText("unit_name")))
    }
    return rows
  }

  /// Whether a unit stands in a tree of any of some publications that are kept.
  public static func isListed(
    _ unitCode: String, inAnyOf publicationIDs: [Int64], on connection: borrowing Connection
  ) throws(PostgresError) -> Bool {
    try connection.run(.findUnitOfPublications, [.text(unitCode), .intArray(publicationIDs)])[0]
      .bool("is_listed")
  }
}
