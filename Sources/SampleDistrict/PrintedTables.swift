import BudgetDomain

/// The tables of a book. Totals are summed exactly and rounded once, so that a column of rounded
/// rows may differ from its total in the last digit, as in real books.
extension Book {
  /// The functional table with `*`, 类, 款 and, where several rows share one, 项 totals.
  mutating func addFunctionalTable(_ rows: [TruthRow], withSubtotals: Bool) {
    addFunctional("*", nil, nil, rows)
    if withSubtotals {
      for kind in [ExpenditureKind.basic, .project] where rows.contains(where: { $0.kind == kind })
      {
        addFunctional("*", nil, kind, rows.filter { $0.kind == kind })
      }
    }
    var printed: Set<String> = []
    let sorted = rows.sorted {
      ($0.code, $0.fund.rawValue, $0.kind.rawValue)
        < ($1.code, $1.fund.rawValue, $1.kind.rawValue)
    }
    for row in sorted {
      for length in [3, 5, 7] where withSubtotals {
        let node = String(row.code.prefix(length))
        let members = rows.filter { $0.code.hasPrefix(node) }
        guard length < 7 || members.count > 1, printed.insert(node).inserted else { continue }
        addFunctional(node, nil, nil, members)
      }
      addFunctional(row.code, row.fund, row.kind, [row])
    }
  }

  private mutating func addFunctional(
    _ code: String, _ fund: FundType?, _ kind: ExpenditureKind?, _ rows: [TruthRow]
  ) {
    var line = Line(number: 0, section: .functional, functionalCode: code, fund: fund, kind: kind)
    line.amounts = printed(rows.reduce(Fen()) { $0 + $1.fen })
    add(line)
  }

  /// The economic table of the basic spending: classes with their items, or classes alone.
  mutating func addEconomicTable(_ truth: UnitYearTruth, withItems: Bool) {
    for economicClass in ["301", "302", "303", "310"] where truth.economic(economicClass) != 0 {
      addEconomic(economicClass, truth.economic(economicClass))
      for item in truth.economics where withItems && item.code.hasPrefix(economicClass) {
        addEconomic(item.code, item.actual)
      }
    }
  }

  private mutating func addEconomic(_ code: String, _ actual: Int64) {
    var line = Line(
      number: 0, section: .economic, economicCode: code, fund: .general, kind: .basic)
    line.amounts.actual = PrintedNumber(fen: actual, style: header.style)
    add(line)
  }

  /// One row a project; a row far from its budget carries an explanation.
  mutating func addProjectTable(_ projects: [Project]) {
    for project in projects {
      var line = Line(
        number: 0, section: .project, functionalCode: project.functionalCode,
        projectCode: project.code, printedName: project.name, fund: project.fund, kind: .project)
      line.amounts = printed(project.fen)
      add(line)
      explain(project)
    }
  }

  private mutating func explain(_ project: Project) {
    let difference = project.fen.actual - project.fen.initial
    guard difference.magnitude * 10 > project.fen.initial.magnitude else { return }
    let text =
      project.fen.initial == 0
      ? "年初未安排,年中按新增任务追加"
      : difference > 0 ? "年中任务增加,经批准追加预算" : "压减一般性支出,部分采购推迟"
    explanations.append(Explanation(lineNumber: Int64(lines.count), text: text))
  }

  mutating func addIncomeTable(_ income: [Income]) {
    for source in income {
      var line = Line(
        number: 0, section: .income, fund: source.fund, incomeKind: source.kind)
      line.amounts.actual = PrintedNumber(fen: source.actual, style: header.style)
      add(line)
    }
  }
}
