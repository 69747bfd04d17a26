import BudgetDomain

/// The figures that the interface documents; a bureau's own stand as `figure[…]` in formulas.
enum KnownFigures {
  private static let compared = [
    "three_public", "three_public.overseas", "three_public.vehicle",
    "three_public.vehicle_purchase", "three_public.vehicle_running", "three_public.reception",
    "meeting", "training",
  ]

  private static let names: Set<String> = {
    let totals = ["total", "basic", "project"].flatMap { family in
      ["initial_budget", "actual"].map { "\(family).\($0)" }
    }
    let families = compared.flatMap { family in
      ["budget", "actual", "prior", "change", "change_percent"].map { "\(family).\($0)" }
    }
    let completions = (["total", "basic", "project"] + compared).map { "\($0).completion_percent" }
    return Set(totals + families + completions + single)
  }()

  private static let single = [
    "total.final_budget", "total.prior", "total.change", "total.change_percent",
    "meeting_general.actual", "meeting_congress.actual", "training.persons", "income.total",
    "operating_cost.actual", "procurement.total", "procurement.goods", "procurement.works",
    "procurement.services", "procurement.sme", "procurement.micro", "staff.authorised",
    "staff.actual", "vehicle.count", "vehicle.bought", "vehicle.disposed", "overseas.groups",
    "overseas.persons", "reception.batches", "reception.persons",
    "balance.opening", "balance.closing", "balance.opening.appropriation",
    "balance.closing.appropriation", "balance.used", "balance.distributed", "grand_total.income",
    "grand_total.expenditure", "grand_total.income.appropriation",
    "grand_total.expenditure.appropriation", "personnel_cost.actual", "public_cost.actual",
  ]

  /// Whether the interface knows a figure; any amount may end in a fund type.
  static func contains(_ name: FigureName) -> Bool {
    if names.contains(name.text) { return true }
    let share = "share_percent."
    if name.text.hasPrefix(share) {
      return SubjectCode(String(name.text.dropFirst(share.count))) != nil
    }
    guard name.dimension == .amount, let fund = name.fund else { return false }
    let stem = String(name.text.dropLast(fund.name.count + 1))
    return names.contains(stem)
  }
}
