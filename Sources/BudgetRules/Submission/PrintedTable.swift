public import BudgetDomain

/// The rows of one submission that belong together: one section and form, and in the economic
/// section one functional code. One object, like the submission it belongs to.
public final class PrintedTable: Sendable {
  /// The section.
  public let section: Section
  /// The printed form; nil for the money itself.
  public let form: String?
  /// In the economic section: the functional code that the rows are within.
  public let within: SubjectCode?
  /// The rows that state a measure, as places in the submission's lines.
  public let rows: BudgetFigures<[Int32]>
  /// The roles of those rows, in the same order.
  public let roles: BudgetFigures<RowRoles>

  /// Whether the rows are money that counts.
  public var isMoney: Bool { form == nil }

  /// Collects the rows of a table and decides their roles for each measure.
  ///
  /// - Parameter key: The row's code, fund and kind.
  public init(
    section: Section, form: String?, within: SubjectCode?, rows all: [Int32],
    lines: [SubmittedLine], key: (SubmittedLine) -> RowKey
  ) {
    self.section = section
    self.form = form
    self.within = within
    let keys = all.map { key(lines[Int($0)]) }
    func split(_ measure: Measure) -> (rows: [Int32], roles: RowRoles) {
      var rows: [Int32] = []
      var stating: [RowKey] = []
      for (row, key) in zip(all, keys) where lines[Int(row)].amounts[measure].isStated {
        rows.append(row)
        stating.append(key)
      }
      var roles = RowRoles()
      roles.assign(stating)
      return (rows, roles)
    }
    let actual = split(.actual)
    let statesAlike = all.allSatisfy { row in
      let amounts = lines[Int(row)].amounts
      return amounts.initial.isStated == amounts.actual.isStated
        && amounts.final.isStated == amounts.actual.isStated
    }
    let initial = statesAlike ? actual : split(.initialBudget)
    let final = statesAlike ? actual : split(.finalBudget)
    rows = BudgetFigures(initial: initial.rows, final: final.rows, actual: actual.rows)
    roles = BudgetFigures(initial: initial.roles, final: final.roles, actual: actual.roles)
  }
}
