import BudgetDomain

/// T010. A printed total equals the rows it is the total of, as far as rounding allows.
///
/// Severity: error; rows count and totals never do, so the amounts are not in doubt, one of the
/// two is. Where one row is wrong, every total above it is: only the lowest is listed.
/// Source: 部门决算报表, 类 = Σ 款 = Σ 项, 合计 = 基本支出 + 项目支出 + ….
public struct TotalEqualsRows: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "T010", .error, title: "印出的合计与明细之和不符", english: "printed total differs from its rows",
    source: "部门决算报表:类=∑款=∑项,合计=基本+项目+…")

  /// The rule has no settings.
  public init() {}

  /// Appends an anomaly for each total that its rows cannot make.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    for table in submission.tables {
      for measure in Measure.allCases where table.roles[measure].hasTotals {
        check(TableColumn(submission, table, measure), into: &findings)
      }
    }
  }

  /// Every total with the rows it is the total of, those that only repeat a slip below included.
  public func relations(of submission: SubmissionView) -> [StatedRelation] {
    var relations: [StatedRelation] = []
    for table in submission.tables {
      for measure in Measure.allCases where table.roles[measure].hasTotals {
        let column = TableColumn(submission, table, measure)
        for index in column.indices(of: .total) {
          guard let relation = column.totalRelation(at: index) else { continue }
          relations.append(
            StatedRelation(
              rule: Self.description, place: column.place(of: index), relation: relation))
        }
      }
    }
    return relations
  }

  /// Adds every total with its rows, row by row.
  public func addSums(of submission: SubmissionView, to sums: inout PrintedSums) {
    for table in submission.tables {
      for measure in Measure.allCases where table.roles[measure].hasTotals {
        sums.addTotals(of: table, measure)
      }
    }
  }

  private func check(_ column: TableColumn, into findings: inout FindingList) {
    var broken: [(index: Int, residual: Int128)] = []
    // From the lowest level up, so that a total can see what is already explained below it.
    for index in column.indices(of: .total).reversed() {
      guard let residual = column.residual(of: index), residual != 0 else { continue }
      guard
        let finding = column.totalRelation(at: index)?.finding(
          Self.description, at: column.place(of: index), submission: column.submission.header)
      else { continue }
      let covered = broken.filter { column.covers(index, $0.index) }
      // What is already explained one step down must not be counted at the bottom once more.
      let below = covered.filter { inner in
        !covered.contains { column.covers($0.index, inner.index) }
      }
      broken.append((index, residual))
      if below.contains(where: { $0.residual == residual })
        || (!below.isEmpty && below.reduce(0) { $0 + $1.residual } == residual)
      {
        continue
      }
      findings.append(finding)
    }
  }
}
