import BudgetDomain

@testable import BudgetEngine

/// All anomalies of a summary, as a night publishes them.
func allAnomalies(of summary: Summary) throws -> [Anomaly] {
  try standing(in: summary) + detect(in: summary)
}

/// Those of them that no submission shows by itself.
func anomaliesOfTheWhole(_ summary: Summary) throws -> [Anomaly] {
  try TransferResiduals(summary).anomalies() + (RestatementDefects(summary)?.anomalies() ?? [])
    + detect(in: summary)
}
