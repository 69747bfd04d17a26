public import PostgresClient

/// Years of which something was handed in while a list holds no row for them.
public struct ListInspection: Sendable {
  /// Years without functional subjects: all their codes are unknown.
  public let yearsWithoutSubjects: [Int]
  /// Years without units: nothing that was handed in is in the tree, and none of it counts.
  public let yearsWithoutUnits: [Int]

  /// Asks the server; changes nothing.
  public init(on connection: borrowing Connection) throws(PostgresError) {
    var (subjects, units): ([Int], [Int]) = ([], [])
    for row in try connection.run(.listYearsWithoutLists) {
      let year = Int(try row.int("fiscal_year"))
      if try !row.bool("has_subjects") { subjects.append(year) }
      if try !row.bool("has_units") { units.append(year) }
    }
    (yearsWithoutSubjects, yearsWithoutUnits) = (subjects, units)
  }
}
