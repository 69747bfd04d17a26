import BudgetDomain

/// The figures of one family that compare this year with last: `three_public.actual`,
/// `.prior`, `.change` and `.change_percent`.
struct FigureFamily {
  let current: PrintedFigure?
  let prior: PrintedFigure?
  let change: PrintedFigure?
  let percent: PrintedFigure?

  /// Families that a report compares with last year.
  static let compared: [String] = [
    "total", "basic", "project", "three_public", "three_public.overseas", "three_public.vehicle",
    "three_public.vehicle_purchase", "three_public.vehicle_running", "three_public.reception",
    "meeting", "training", "operating_cost",
  ]

  /// Takes what a submission states of a family.
  init(_ family: String, in submission: SubmissionView) {
    func workable(_ aspect: String) -> PrintedFigure? {
      submission.figureOrSum("\(family).\(aspect)").flatMap { $0.isWorkable ? $0 : nil }
    }
    prior = workable("prior")
    change = workable("change")
    percent = workable("change_percent")
    current = workable("actual")
  }
}
