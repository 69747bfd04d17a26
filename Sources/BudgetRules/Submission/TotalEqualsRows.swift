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

  /// How much is looked at; nil for as much as suits the rows.
  private let mostSteps: Int?

  /// The rule has no settings.
  public init() { mostSteps = nil }

  init(mostSteps: Int) { self.mostSteps = mostSteps }

  /// Appends an anomaly for each total that its rows cannot make.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    var work = RowWork(submission, mostSteps: mostSteps)
    for table in submission.tables {
      for measure in Measure.allCases where table.roles[measure].hasTotals {
        check(TableColumn(submission, table, measure), within: &work, into: &findings)
      }
    }
    if let rest = work.anomaly(Self.description, of: submission) { findings.append(rest) }
  }

  /// Every total with the rows it is the total of, those that only repeat a slip below included.
  public func relations(of submission: SubmissionView) -> [StatedRelation] {
    submission.tables.flatMap { table in
      Measure.allCases.filter { table.roles[$0].hasTotals }.flatMap { measure in
        let column = TableColumn(submission, table, measure)
        return column.indices(of: .total).compactMap { index in
          column.totalRelation(at: index).map {
            StatedRelation(rule: Self.description, place: column.place(of: index), relation: $0)
          }
        }
      }
    }
  }

  /// Adds every total with its rows, row by row.
  public func addSums(of submission: SubmissionView, to sums: inout PrintedSums) {
    for table in submission.tables {
      for measure in Measure.allCases where table.roles[measure].hasTotals {
        sums.addTotals(of: table, measure)
      }
    }
  }

  /// How many figures the relations of the totals name.
  public func figureCount(of submission: SubmissionView) -> Int {
    submission.figureCount(of: .total)
  }

  private func check(
    _ column: TableColumn, within work: inout RowWork, into findings: inout FindingList
  ) {
    var broken = BrokenTotals(column)
    for index in column.indices(of: .total).reversed() {
      guard work.allows(column.roles.spread(of: index)),
        let residual = column.residual(of: index), residual != 0,
        work.allows(RowWork.steps(of: index, in: column)),
        let finding = column.totalRelation(at: index)?.finding(
          Self.description, at: column.place(of: index), submission: column.submission.header)
      else { continue }
      if broken.add(index, residual) { findings.append(finding) }
    }
  }
}
