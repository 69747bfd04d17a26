import BudgetDomain

/// Prints what a unit files: each genre of submission from the same truth.
struct UnitBooks {
  let history: UnitHistory
  let year: Int
  let truth: UnitYearTruth
  /// Null in the unit's first year.
  let prior: UnitYearTruth?
  /// Digits of printed growth: some units write 3.42 %, some 3.4 %, some 3 %.
  let percentDecimals: UInt8

  init(_ history: UnitHistory, year: Int) {
    self.history = history
    self.year = year
    truth = history.truth(year)
    prior = history.unit.validFrom < year ? history.truth(year - 1) : nil
    var choice = history.dice("percent decimals")
    percentDecimals = UInt8(choice.pick(0...2))
  }

  /// The final account: every table, every figure, in the department's style.
  func finalAccount() -> Book {
    var book = book(.finalAccount, style: history.unit.style)
    book.addFunctionalTable(truth.rows, withSubtotals: true)
    book.addEconomicTable(truth, withItems: true)
    book.addProjectTable(truth.projects)
    book.addIncomeTable(truth.income)
    book.stateTotals(truth)
    if let prior { book.stateGrowth(from: prior, to: truth, decimals: percentDecimals) }
    book.stateRestrictedSpending(truth, prior: prior, decimals: percentDecimals)
    book.stateShares(truth, digits: 3, decimals: percentDecimals)
    book.state("income.total", fen: truth.income.reduce(0) { $0 + $1.actual })
    book.stateCounts(truth.counts)
    book.stateProcurement(truth, isInstitution: history.type == .institution)
    return book
  }

  /// The self-evaluation: a prose report in 万元 with items, whole per cents and few tables.
  func selfEvaluation() -> Book {
    var book = book(.selfEvaluation, style: .wanYuan)
    book.addFunctionalTable(truth.rows, withSubtotals: false)
    book.addEconomicTable(truth, withItems: false)
    book.addProjectTable(truth.projects)
    book.stateTotals(truth)
    book.stateRestrictedSpending(truth, prior: prior, decimals: 0)
    book.stateShares(truth, digits: 7, decimals: 0)
    book.stateCounts(truth.counts)
    return book
  }

  /// The budget made before the year: initial amounts only.
  func budget() -> Book {
    var book = book(.budget, style: history.unit.style)
    book.addFunctionalTable(truth.rows, withSubtotals: true)
    for index in book.lines.indices {
      book.lines[index].amounts.final = nil
      book.lines[index].amounts.actual = nil
    }
    book.state("total.initial_budget", fen: truth.total().initial)
    book.state("basic.initial_budget", fen: truth.total(.basic).initial)
    book.state("project.initial_budget", fen: truth.total(.project).initial)
    book.header.submittedAt = "\(year)-02-1\(history.unit.code.utf8.count % 10) 10:00:00+08"
    return book
  }

  private func book(_ kind: SubmissionKind, style: PrintStyle) -> Book {
    var day = history.dice(kind.name, year)
    return Book(
      FiledHeader(
        unitCode: history.unit.code, year: year, kind: kind, style: style,
        submittedAt: "\(year + 1)-03-\(day.pick(10...25)) 1\(day.pick(0...7)):30:00+08"))
  }
}
