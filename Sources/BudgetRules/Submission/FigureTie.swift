import BudgetDomain

/// Which rows a figure sums up.
struct FigureTie {
  let figure: String
  let section: Section
  let measure: Measure
  var kind = ExpenditureKind.unstated
  /// The section may name only some of the money.
  var isLowerBound = false

  /// Every figure that F010 asks for.
  static let all: [FigureTie] = [
    FigureTie(figure: "total.initial_budget", section: .functional, measure: .initialBudget),
    FigureTie(figure: "total.final_budget", section: .functional, measure: .finalBudget),
    FigureTie(figure: "total.actual", section: .functional, measure: .actual),
    FigureTie(
      figure: "basic.initial_budget", section: .functional, measure: .initialBudget, kind: .basic),
    FigureTie(figure: "basic.actual", section: .functional, measure: .actual, kind: .basic),
    FigureTie(
      figure: "project.initial_budget", section: .functional, measure: .initialBudget,
      kind: .project),
    FigureTie(figure: "project.actual", section: .functional, measure: .actual, kind: .project),
    FigureTie(figure: "basic.actual", section: .economic, measure: .actual, kind: .basic),
    FigureTie(
      figure: "project.initial_budget", section: .project, measure: .initialBudget,
      isLowerBound: true),
    FigureTie(figure: "project.actual", section: .project, measure: .actual, isLowerBound: true),
    FigureTie(figure: "income.total", section: .income, measure: .actual),
  ]
}
