public import BudgetDomain
public import PostgresClient

/// Whether the units of each year of which something was handed in make a tree.
public struct UnitTreeInspection: Sendable {
  /// What a night would end with, for the first year whose units stand in a circle; nil for none.
  public let defect: DomainError?

  /// Asks the server; changes nothing.
  ///
  /// - Throws: `PostgresError`.
  public init(on connection: borrowing Connection) throws {
    var loader = ReferenceLoader()
    let units = try loader.load(on: connection, submitting: []).units
    var defect: DomainError?
    for row in try connection.run(.listSubmissionYears) where defect == nil {
      let year = FiscalYear(Int(try row.int("fiscal_year")))
      do { _ = try UnitTree(year: year, units: units) } catch {
        defect = error
      }
    }
    self.defect = defect
  }
}
