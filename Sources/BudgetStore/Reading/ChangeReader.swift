public import PostgresClient

/// Which changes of `summary.changes` to read.
public struct ChangeFilter: Sendable {
  /// The publication before.
  public var from: Int64
  /// The publication after; it may be the older one.
  public var to: Int64
  /// The budget year; nil for all.
  public var fiscalYear: Int?
  /// Whether of the figures restated to the newest year's subjects and units.
  public var isComparable = false
  /// A unit or group, `*`; nil for all.
  public var unitCode: String?
  /// Several units; nil for all.
  public var unitCodes: [String]?
  /// Units that are left out.
  public var excludedUnitCodes: [String] = []
  /// A subject with what is below it; nil for all.
  public var subjectCode: String?
  /// How many digits the subjects have, 0 for `*`; nil for any.
  public var subjectDigits: Int?
  /// One fund, `unstated`, or `*`.
  public var fundType = "*"
  /// The cause; nil for all.
  public var cause: String?
  /// `initial_budget`, `final_budget` or `actual`; nil for all.
  public var measure: String?
  /// How many figures at most, those that changed most; nil for all.
  public var limit: Int?

  /// All changes between two publications, of all funds together.
  public init(from: Int64, to: Int64) {
    self.from = from
    self.to = to
  }
}

/// What one cause changed of one figure; decimals are the database's own digits, in yuan.
public struct ChangeRow: Sendable {
  /// The place of the figure among all, from 1, the largest change first.
  public let number: Int64
  /// The budget year.
  public let fiscalYear: Int64
  /// The unit, group or `*`.
  public let unitCode: String
  /// Its name.
  public let unitName: String?
  /// The subject, `?` or `*`.
  public let subjectCode: String
  /// Its name.
  public let subjectName: String?
  /// How many digits the subject has, 0 for `*`.
  public let subjectLevel: Int64
  /// `initial_budget`, `final_budget` or `actual`.
  public let measure: String
  /// Why, a name of the contract's.
  public let cause: String
  /// The figure before; nil is not stated.
  public let before: String?
  /// The figure after; nil is not stated.
  public let after: String?
  /// What the cause changed; those of one figure add up to its change.
  public let difference: String
}

/// What one cause changed of a measure of the unit and subject that were asked for.
public struct ChangeTotal: Sendable {
  /// `initial_budget`, `final_budget` or `actual`.
  public let measure: String
  /// Why; nil for all causes together.
  public let cause: String?
  /// By how much, in yuan.
  public let difference: String
}

/// What changed between two publications.
public struct ChangeList: Sendable {
  /// The changes, the largest figures first.
  public let rows: [ChangeRow]
  /// The changes of the unit and subject asked for, else of the whole district.
  public let totals: [ChangeTotal]
  /// How many figures changed, listed or not.
  public let cellCount: Int64
}

/// Reads what changed between two publications.
public enum ChangeReader {
  /// The changes that fit a filter.
  ///
  /// - Throws: `PostgresError` with constraint `publication_is_kept` where one is not.
  public static func changes(
    _ filter: ChangeFilter, on connection: borrowing Connection
  ) throws(PostgresError) -> ChangeList {
    let found = try connection.run(
      .selectChanges,
      [
        .int(filter.from), .int(filter.to), .int(filter.fiscalYear.map { Int64($0) }),
        .text(filter.isComparable ? "comparable" : "reported"), .text(filter.unitCode),
        .text(filter.subjectCode), .int(filter.subjectDigits.map { Int64($0) }),
        .text(filter.fundType), .text(filter.cause), .int(filter.limit.map { Int64($0) }),
        .text(filter.measure), filter.unitCodes.map { .textArray($0) } ?? .text(nil),
        .textArray(filter.excludedUnitCodes),
      ])
    var rows: [ChangeRow] = []
    var totals: [ChangeTotal] = []
    for row in found {
      if let number = try row.optionalInt("number") {
        rows.append(try ChangeRow(row, number: number))
      } else {
        totals.append(try ChangeTotal(row))
      }
    }
    return ChangeList(
      rows: rows, totals: totals, cellCount: try found.first?.int("cell_count") ?? 0)
  }
}

extension ChangeRow {
  fileprivate init(_ row: Row, number: Int64) throws(PostgresError) {
    self.number = number
    fiscalYear = try row.int("fiscal_year")
    unitCode = try row.text("unit_code")
    unitName = try row.optionalText("unit_name")
    subjectCode = try row.text("subject_code")
    subjectName = try row.optionalText("subject_name")
    subjectLevel = try row.int("subject_level")
    measure = try row.text("measure")
    cause = try row.text("cause")
    before = try row.optionalText("before")
    after = try row.optionalText("after")
    difference = try row.text("difference")
  }
}

extension ChangeTotal {
  fileprivate init(_ row: Row) throws(PostgresError) {
    measure = try row.text("measure")
    cause = try row.optionalText("cause")
    difference = try row.text("difference")
  }
}
