import BudgetDomain
import BudgetRules

/// What is wrong with the bureau's own lists.
extension LoadedBatch {
  /// Rows that say nothing.
  func unusableRows(_ review: FormulaReview) -> [Anomaly] {
    FormulaDefects.anomalies(review.defects, years: years, rows: reference.formulas)
      + SettingIsUsable.anomalies(in: reference.settings, years: years)
      + ListIsReadable.anomalies(in: reference.unreadable, years: years)
  }

  /// Lists that rules look codes up in and that lack a year.
  func gaps(_ outcomes: some Sequence<Validator.Outcome>) -> [Anomaly] {
    var sections: [FiscalYear: Set<Section>] = [:]
    for outcome in outcomes {
      sections[headers[outcome.submission].year, default: []].formUnion(outcome.moneySections)
    }
    return years.flatMap { year in
      ListHasTheYear.anomalies(in: reference, sections[year] ?? [], year)
    }
  }
}
